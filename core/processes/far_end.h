/* SPDX-License-Identifier: MIT */
/* The far end of a pair of pipes: a job whose tasks come from another process, to which their results go. */
#pragma once

#include "core/job.h"
#include "core/processes/mailbox.h"

struct far_end {
    struct job job; /* for a model to run */
    int from;       /* where tasks come from, and results go to; borrowed, non-blocking */
    int to;
    struct mailbox tasks;
    struct mailbox results; /* not sent yet, as long as there are other tasks to do */
};

/* Makes `far` what a forked worker has of `job`, in whose process it is called. Returns 0 or a negative
 * errno. */
int far_end_init(struct far_end *far, const struct job *job, int from, int to);

/* Sends what is left, waiting for room, and frees what it owns. Returns 0 or a negative errno. */
int far_end_finish(struct far_end *far);
