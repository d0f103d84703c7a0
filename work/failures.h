/* SPDX-License-Identifier: MIT */
/* The tasks that failed for good: named on stderr as they come, and in a file at the end. */
#ifndef MANYHANDS_WORK_FAILURES_H
#define MANYHANDS_WORK_FAILURES_H

#include "core/job.h"

struct failure {
    struct task task;
    unsigned attempts;
    char reason[RESULT_REASON_SIZE];
};

struct failures {
    struct failure *list; /* owned, in the order they came */
    size_t count;
    size_t capacity;
};

/* Keeps a failed task and names it on stderr, the first ten of them. Without memory it is only named. */
void failures_add(struct failures *failures, const struct task *task, const struct result *result);

/* Writes them to `path` as CSV, task,url,attempts,error, in task order, under another name first. With none
   the file is removed, so that one of an earlier run is not taken for this one's. Returns 0 or a negative
   errno. */
int failures_write(struct failures *failures, const char *path);

void failures_release(struct failures *failures);

#endif
