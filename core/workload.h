/* SPDX-License-Identifier: MIT */
/* A job, written once: what is done with a task, whoever does it and however that one waits. */
#ifndef MANYHANDS_CORE_WORKLOAD_H
#define MANYHANDS_CORE_WORKLOAD_H

#include "core/io.h"
#include "core/task.h"
#include "core/wording.h"

struct workload {
    const char *name;
    struct wording about;
    const char *output;         /* name of its output file, "articles.csv" */
    const char *path;           /* where the origin serves it, with {page} */
    const char *const *columns; /* the header of its output */
    size_t column_count;

    /* Called once, before any worker exists; either may be NULL. setup returns 0 or a negative errno. */
    int (*setup)(void);
    void (*teardown)(void);

    /* Does one task: bytes in, rows out. Runs in many threads or coroutines at once and waits only through
       `io`. Returns 0 or a negative errno; what it adds to `out` then does not count. */
    int (*run)(const struct task *task, struct io *io, struct result *out);
};

#endif
