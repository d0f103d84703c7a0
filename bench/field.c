/* SPDX-License-Identifier: MIT */
#include "bench/field.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

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
    for (size_t i = 0; i < options->entrant_count; i++) {
        if (strcmp(options->entrants[i].label, entrant->label) == 0)
            return fail(why, -EINVAL, MESSAGE_MODEL_TWICE, text);
    }
    options->entrant_count++;
    return 0;
}

/* Reads a comma-separated list. */
int field_models(struct options *options, const char *list, struct failure *why)
{
    char text[ENTRANT_LABEL_SIZE + ENTRANT_PROGRAM_SIZE];
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

int field_preset(struct options *options, const char *name, struct failure *why)
{
    if (strcmp(name, "tutorial") != 0)
        return fail(why, -EINVAL, MESSAGE_UNKNOWN_PRESET, name);
    options->tasks = 10;
    options->latency_ns = 600000000; /* the tutorial's mean per page: 6.03 s for ten */
    options->entrant_count = 0;
    for (const struct model *const *model = models; *model; model++) {
        if ((*model)->in_tutorial)
            entrant_of_model(&options->entrants[options->entrant_count++], *model);
    }
    return 0;
}
