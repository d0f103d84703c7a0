/* SPDX-License-Identifier: MIT */
/* One forked worker as its parent sees it: a child, and the frames on their way to it and back. */
#pragma once

#include <stdbool.h>

#include "core/processes/child.h"
#include "core/processes/mailbox.h"
#include "core/processes/pace.h"
#include "core/result.h"
#include "core/task.h"

struct worker {
    struct child child;     /* child_none while there is none */
    struct mailbox tasks;   /* that are still to be sent */
    struct mailbox results; /* that have not come whole yet */
    struct pace pace;
    bool full;  /* its pipe had no room for what is to be sent */
    bool ended; /* nothing will come from it any more */
    bool hired; /* for one task: there will be no other */
    unsigned
        fruitless; /* deaths without a task in hand, over all that had its place, since its last result */
};

/* Puts a new child, which runs work(arg, index, in, out), in the place of the last. Returns 0 or a negative
 * errno. */
int worker_start(struct worker *worker, int (*work)(const void *arg, size_t index, int in, int out),
                 const void *arg, size_t index);

/* Whether it can be sent another task: one waits for room in its pipe otherwise, and not where any worker can
 * have it. */
bool worker_is_open(const struct worker *worker);

/* Adds a task to what is to be sent. Returns 0 or -ENOMEM. */
int worker_put(struct worker *worker, const struct task *task);

/* Sends what there is room for. That it is dead is noticed elsewhere: when its results end. */
void worker_send(struct worker *worker);

/* Reads once what has come of its results. */
void worker_read(struct worker *worker);

/* Takes the next whole result, for the caller to release. Returns 1; 0 when there is none; -EBADMSG for bytes
   that are none; or -ENOMEM. */
int worker_take(struct worker *worker, struct result *result);

/* Ends the child as child_stop does, and drops what was on its way. */
int worker_stop(struct worker *worker, bool now);
