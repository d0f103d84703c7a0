/* SPDX-License-Identifier: MIT */
/* A job, written once: what is done with a task, whoever does it and however that one waits. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/cli/wording.h"
#include "core/io.h"
#include "core/task.h"

/* What a run asks of its workload. All strings are borrowed for as long as the workload is set up. */
struct workload_settings {
    const char *from; /* the folder to copy, or NULL */
    const char *into; /* the folder for the files that tasks make, or NULL */
    uint64_t steps;   /* of computing (workloads/compute.h): all of a task, or what is added to a page */
};

struct workload {
    const char *name;
    struct wording about;
    const char *output;         /* name of its rows' file, "articles.csv" */
    const char *addresses;      /* template of its tasks (core/task.h): where the origin serves it, with its
                                   leading "/", or what it does without one */
    size_t tasks;               /* to begin with, unless told otherwise */
    const char *const *columns; /* the header of its output */
    size_t column_count;
    bool makes_files; /* in settings->into */
    bool copies;      /* settings->from */
    bool computes;    /* settings->steps */
    bool once;        /* an address that is added twice is done once */

    /* Called once, before any worker exists, and at the end; the latter may be NULL. Returns 0 or a negative
       errno. */
    int (*setup)(const struct workload_settings *settings);
    void (*teardown)(void);

    /* Called after the last task, by the process that ran the model; may be NULL. Returns 0 or a negative
       errno. */
    int (*finish)(void);

    /* Does one task: bytes in, rows out, and perhaps more tasks. Runs in many threads or coroutines at once
       and waits only through `io`. Returns 0 or a negative errno; what it adds to `out` then does not count.
     */
    int (*run)(const struct task *task, struct io *io, struct result *out);
};
