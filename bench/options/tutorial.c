/* SPDX-License-Identifier: MIT */
#include "bench/options/tutorial.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Whether `path` is that of a program so named, in a folder named "tutorial". */
static bool is_program(const char *path, const char *name)
{
    char tail[64];
    (void)snprintf(tail, sizeof tail, "/tutorial/%s", name);
    size_t length = strlen(path);
    size_t tail_length = strlen(tail);
    return strcmp(path, tail + 1) == 0 ||
           (length >= tail_length && strcmp(path + length - tail_length, tail) == 0);
}

bool tutorial_has(const struct model *model)
{
    return model->tutorial.seconds > 0;
}

void tutorial_take_part(struct options *options)
{
    options->entrant_count = 0;
    for (const struct model *const *model = models; *model; model++) {
        if (tutorial_has(*model))
            entrant_of_model(&options->entrants[options->entrant_count++], *model);
    }
}

const struct model *tutorial_way(const struct entrant *entrant)
{
    for (const struct model *const *model = models; *model; model++) {
        bool same = entrant->model ? entrant->model == *model
                                   : (*model)->tutorial.program &&
                                         is_program(entrant->program, (*model)->tutorial.program);
        bool any = (*model)->most.workers == 1;
        if (same && tutorial_has(*model) && (any || entrant->team.workers == (*model)->team.workers))
            return *model;
    }
    return NULL;
}

static bool is_set_up(const struct options *options)
{
    return strcmp(options->workload->name, "articles") == 0 && options->tasks == 10 &&
           options->latency_ns == 600000000 && options->jitter_ns == 0 && options->bandwidth == 0 &&
           options->work_ns == 0 && options->rate == 0 && !options->gil && options->to_origin.count == 0 &&
           !options->url;
}

double tutorial_seconds(const struct entrant *entrant, const struct options *options)
{
    const struct model *way = tutorial_way(entrant);
    return way && is_set_up(options) ? way->tutorial.seconds : NAN;
}

double tutorial_speedup(double seconds)
{
    return models[0]->tutorial.seconds / seconds;
}
