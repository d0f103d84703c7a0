/* SPDX-License-Identifier: MIT */
/* A forked worker as its parent sees it: the tasks it has in hand, and what is still to be sent to it. */
#ifndef MANYHANDS_CORE_PROCESSES_WORKER_H
#define MANYHANDS_CORE_PROCESSES_WORKER_H

#include <sys/queue.h>

#include "core/buffer.h"
#include "core/processes/child.h"
#include "core/task.h"

/* A task that a worker was given and has not yet answered. */
struct hand {
    TAILQ_ENTRY(hand) link;
    unsigned deaths; /* of workers that may have been at it */
    struct task task;
};

TAILQ_HEAD(hands, hand);

/* Frees the tasks and leaves an empty list. */
void hands_release(struct hands *hands);

struct worker {
    struct hands hands;   /* owned, in the order they were given */
    size_t count;         /* of hands */
    struct buffer unsent; /* tasks that its pipe has no room for yet */
    bool alone;           /* it is to have no other task beside the one it has */
    unsigned
        fruitless; /* deaths without a task in hand, over all that had its place, since its last result */
};

void worker_init(struct worker *worker);
void worker_release(struct worker *worker);

/* Gives the worker a task, taking `hand` over; what the pipe `to`, which does not block, has no room for is
   kept. Returns 0 or -ENOMEM, and then nothing is taken over. */
int worker_give(struct worker *worker, int to, struct hand *hand);

/* Sends what was kept. A worker that is dead is noticed elsewhere: when its results end. */
void worker_send(struct worker *worker, int to);

/* Takes task `index` out of the worker's hands. The caller owns it; NULL when it has none such. */
struct hand *worker_answer(struct worker *worker, size_t index);

#endif
