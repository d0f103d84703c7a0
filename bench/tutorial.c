/* SPDX-License-Identifier: MIT */
#include "bench/tutorial.h"

#include <math.h>
#include <string.h>

/* "Process vs thread vs coroutine": ten list pages with requests and lxml, in Python; and the programs here
   that do it the same way (scripts/tutorial). */
static const struct {
    const char *model;
    const char *program;
    size_t workers; /* 0: as many as there are pages */
    double seconds;
} published[] = {
    {"sequential", "sequential.py", 1, 6.0266562},
    {"fork-pool", "process_pool.py", 4, 2.8660096},
    {"pthread-pool", "thread_pool.py", 12, 1.2979644},
    {"coroutine", "asyncio.py", 0, 0.4992242},
};

enum { WAYS = sizeof published / sizeof *published };

double tutorial_published(const char *model)
{
    for (size_t i = 0; i < WAYS; i++) {
        if (strcmp(published[i].model, model) == 0)
            return published[i].seconds;
    }
    return NAN;
}

/* Whether `path` is that of a program so named, in a folder named "tutorial". */
static bool is_program(const char *path, const char *name)
{
    static const char folder[] = "tutorial/";
    size_t length = strlen(path);
    size_t tail = sizeof folder - 1 + strlen(name);
    if (length < tail || strcmp(path + length - strlen(name), name) != 0)
        return false;
    const char *start = path + length - tail;
    return strncmp(start, folder, sizeof folder - 1) == 0 && (start == path || start[-1] == '/');
}

const char *tutorial_way(const struct entrant *entrant)
{
    for (size_t i = 0; i < WAYS; i++) {
        bool same = entrant->model ? strcmp(entrant->model->name, published[i].model) == 0
                                   : is_program(entrant->program, published[i].program);
        if (same && (published[i].workers == 1 || entrant->team.workers == published[i].workers))
            return published[i].model;
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
    const char *way = tutorial_way(entrant);
    return way && is_set_up(options) ? tutorial_published(way) : NAN;
}

double tutorial_speedup(double seconds)
{
    return published[0].seconds / seconds;
}
