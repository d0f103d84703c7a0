/* SPDX-License-Identifier: MIT */
/* What became of one task: its rows and the tasks it adds, or why there are none. */
#pragma once

#include "core/buffer.h"

enum { RESULT_REASON_SIZE = 256 }; /* bytes, with the terminating NUL */

struct result {
    size_t index;                    /* of the task */
    int error;                       /* 0, or a negative errno; then there are no rows */
    char reason[RESULT_REASON_SIZE]; /* one line for a person when error is set, else "" */
    struct buffer rows;              /* owned: finished CSV rows */
    size_t row_count;
    struct buffer tasks; /* owned: the addresses of tasks to add, a NUL behind each */
    unsigned attempts;   /* it took, over all workers that had the task; 0 if none began */
    size_t bytes;        /* received, as decoded */
};

/* An empty, successful result of task `index`. */
void result_init(struct result *result, size_t index);

/* Adds one row of `count` UTF-8 fields. Returns 0 or -ENOMEM. */
int result_add_row(struct result *result, const char *const *fields, size_t count);

/* Adds a task: `address` is to be done, too. Its rows will follow those of this result, in the order of the
   calls. Returns 0, -ENAMETOOLONG or -ENOMEM. */
int result_add_task(struct result *result, const char *address);

/* Turns the result into a failure: drops the rows and the tasks, keeps `error` (a negative errno) and the
   reason (borrowed, cut to fit; NULL or "" stands for the errno's own text). */
void result_fail(struct result *result, int error, const char *reason);

/* Frees what it owns. */
void result_release(struct result *result);
