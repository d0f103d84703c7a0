/* SPDX-License-Identifier: MIT */
#include "bench/field.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int add_model(struct options *options, const char *text, struct failure *why)
{
    struct model_choice choice;
    if (options->model_count == OPTIONS_MOST_MODELS)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_MODELS, OPTIONS_MOST_MODELS);
    switch (model_choice_parse(text, &choice)) {
    case 0:
        break;
    case -ENOENT:
        return fail(why, -EINVAL, MESSAGE_UNKNOWN_MODEL, text);
    default:
        return fail(why, -EINVAL, MESSAGE_BAD_WORKERS, text);
    }
    for (size_t i = 0; i < options->model_count; i++) {
        if (options->models[i].model == choice.model && options->models[i].workers == choice.workers)
            return fail(why, -EINVAL, MESSAGE_MODEL_TWICE, text);
    }
    options->models[options->model_count++] = choice;
    return 0;
}

/* Reads a comma-separated list. */
int field_models(struct options *options, const char *list, struct failure *why)
{
    char text[64];
    options->model_count = 0;
    for (;;) {
        size_t length = strcspn(list, ",");
        snprintf(text, sizeof text, "%.*s", (int)(length < sizeof text ? length : sizeof text - 1), list);
        int err = add_model(options, text, why);
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
    options->model_count = 0;
    for (const struct model *const *model = models; *model; model++)
        options->models[options->model_count++] =
            (struct model_choice){.model = *model, .workers = (*model)->tutorial_workers};
    return 0;
}
