/* SPDX-License-Identifier: MIT */
/* Who has which task: what each worker was given and has not answered. Knows nothing of how tasks travel.

   A task is in exactly one place, and owned there:

       given     to a worker, in the order they were given; it leaves by its answer,
       orphaned  since its worker died; it is to be given again,
       lost      since too many workers died of it; it is to be reported as failed.

   A worker begins its tasks in the order it was given them, so when it dies it was at the oldest of them, as
   many as it does at once: those are charged with a death. An answer that died with its worker makes that
   guess wrong, so whoever is charged is given again alone: then the next death shows whether it is to blame,
   and an innocent task is cleared by its answer. */
#pragma once

#include <stdbool.h>
#include <sys/queue.h>

#include "core/task.h"

enum { IN_HAND_MOST_DEATHS = 3 }; /* of workers, before their task is lost */

struct hand {
    TAILQ_ENTRY(hand) link;
    LIST_ENTRY(hand) same; /* of those whose indexes fall into one bucket */
    size_t worker;         /* who has it */
    unsigned deaths;       /* of workers that may have been at it, */
    int signal;            /* and what the last of them died of; 0: no signal */
    struct task task;      /* owned */
};

TAILQ_HEAD(hands, hand);
LIST_HEAD(bucket, hand);

/* What one worker has. */
struct holder {
    struct hands hands; /* owned, in the order they were given */
    size_t count;
    bool alone; /* it is to have no other task beside the one it has */
};

struct in_hand {
    struct holder *holders; /* owned */
    size_t workers;
    size_t count; /* of all that are given */
    struct hands orphans;
    struct hands lost;
    struct bucket *buckets; /* owned: the given ones by index; a power of two of them */
    size_t bucket_count;
};

/* For that many workers, none of which has anything. Returns 0 or -ENOMEM; in_hand_release is due either way.
 */
int in_hand_init(struct in_hand *in_hand, size_t workers);
void in_hand_release(struct in_hand *in_hand);

/* A task to be given, taken over; NULL without memory, and then it is released. */
struct hand *hand_new(struct task *task);

/* Notes that `worker` is given a task, taking `hand` over: that it has no other beside it, if it may have
   cost workers their lives. */
void in_hand_give(struct in_hand *in_hand, size_t worker, struct hand *hand);

/* Takes task `index` out of the worker's hands. The caller owns it; NULL when that worker has none such. */
struct hand *in_hand_answer(struct in_hand *in_hand, size_t worker, size_t index);

/* The worker is dead, of a signal or, 0, of none: its tasks become orphans or, charged with their last death,
   lost. `at_once` says how many of the oldest are charged: as many as it does at once, or 0 when it is not
   their fault. */
void in_hand_bury(struct in_hand *in_hand, size_t worker, int signal, size_t at_once);

/* Takes the orphan that is next for a worker that has `has` tasks: one that is charged is for none that has
   others. NULL when there is none. The caller owns it. */
struct hand *in_hand_orphan(struct in_hand *in_hand, size_t has);

/* Takes one that is lost; NULL when there is none. The caller owns it. */
struct hand *in_hand_lost(struct in_hand *in_hand);
