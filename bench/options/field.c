/* SPDX-License-Identifier: MIT */
#include "bench/options/field.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/cli/number.h"

enum { EQUAL_IN_FLIGHT = 10 }; /* a task each, of the tutorial's ten */

static int add_entrant(struct options *options, const char *text, struct failure *why)
{
    struct entrant *entrant = &options->entrants[options->entrant_count];
    if (options->entrant_count == OPTIONS_MOST_MODELS)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_MODELS, OPTIONS_MOST_MODELS);
    switch (entrant_parse(entrant, text)) {
    case 0:
        break;
    case -ENOENT:
        return fail(why, -EINVAL, MESSAGE_UNKNOWN_MODEL, text);
    case -EINVAL:
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--models", text, "NAME[:N]=PROGRAM");
    default:
        return fail(why, -EINVAL, MESSAGE_BAD_WORKERS, text);
    }
    options->entrant_count++;
    return 0;
}

int field_models(struct options *options, const char *list, struct failure *why)
{
    char text[ENTRANT_LABEL_SIZE + PROGRAM_SIZE];
    options->entrant_count = 0;
    for (;;) {
        size_t length = strcspn(list, ",");
        snprintf(text, sizeof text, "%.*s", (int)(length < sizeof text ? length : sizeof text - 1), list);
        int err = add_entrant(options, text, why);
        if (err || !list[length])
            return err;
        list += length + 1;
    }
}

int field_workers(struct options *options, const char *text, struct failure *why)
{
    options->advise = strcmp(text, "auto") == 0;
    if (options->advise || number_parse_count(text, 1, FIELD_MOST_IN_FLIGHT, &options->in_flight) == 0)
        return 0;
    return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--workers", text, "auto, 1–100000");
}

bool field_is_of_preset(const struct model *model)
{
    return model->tutorial.seconds > 0;
}

void field_of_tutorial(struct options *options)
{
    options->entrant_count = 0;
    for (const struct model *const *model = models; *model; model++) {
        if (field_is_of_preset(*model))
            entrant_of_model(&options->entrants[options->entrant_count++], *model);
    }
}

int field_preset(struct options *options, const char *name, struct failure *why)
{
    bool equal = strcmp(name, "equal") == 0;
    if (!equal && strcmp(name, "tutorial") != 0)
        return fail(why, -EINVAL, MESSAGE_UNKNOWN_PRESET, name);
    options->preset = true;
    options->in_flight = equal ? EQUAL_IN_FLIGHT : 0;
    field_of_tutorial(options);
    return 0;
}
