/* SPDX-License-Identifier: MIT */
/* Forked workers over the tasks of a job: started, given tasks, waited for, and replaced when they die.

   Tasks go down one pipe to each worker and results come up another, as frames (frame.h), through mailboxes
   that never wait (mailbox.h): a worker that is stopped, or the parent, holds up nobody else. What each has
   in hand, and whom a death is charged to, in_hand.h says. A worker has as many tasks in hand as it does at
   once, and ahead of that no more than some milliseconds' worth, so that it need not wait for the next one
   and an idle worker finds some left. */
#pragma once

#include <poll.h>

#include "core/job.h"
#include "core/processes/in_hand.h"
#include "core/processes/worker.h"

enum { CREW_WINDOW = 4096 }; /* tasks in hand at most of a worker that may do any number at once */

struct crew {
    struct job *job;                               /* borrowed */
    size_t size;                                   /* places for workers */
    size_t most;                                   /* workers that are started by crew_hire */
    size_t alive;                                  /* workers there are */
    size_t at_once;                                /* tasks that each does at once; 0: any number */
    int (*work)(struct job *far, const void *arg); /* what each runs over its end of the job */
    const void *arg;                               /* borrowed */
    struct worker *workers;                        /* owned */
    struct pollfd *ready;                          /* owned: two a worker, then the wish to stop */
    struct in_hand in_hand;
    bool hires;    /* a worker a task */
    size_t chosen; /* the worker that the next tasks go to, */
    size_t quota;  /* so many of them */
    size_t at;     /* the worker whose answers are being collected */
    int error;     /* why it cannot go on, or 0 */
};

/* Makes room for `size` workers that do `at_once` tasks at once, or for as many as descriptors allow; none is
   started. Returns 0 or a negative errno; crew_end is due either way. `work` runs in the children: curl and
   libuv, which do not survive a fork, are first used there. */
int crew_init(struct crew *crew, struct job *job, size_t size, size_t at_once,
              int (*work)(struct job *far, const void *arg), const void *arg);

/* Starts as many workers as can be had. Returns 0, or a negative errno when there is none. */
int crew_start(struct crew *crew);

/* Whether a worker has room for a task now. */
bool crew_wants(struct crew *crew);

/* Gives that worker a task, taking it over. Returns 0 or a negative errno. */
int crew_give(struct crew *crew, struct task *task);

/* Whether another worker can be started. */
bool crew_has_room(const struct crew *crew);

/* Starts a worker for this one task, which it takes over: it ends when that is done. Returns 0, also when it
   has to wait for another to end first, or a negative errno. */
int crew_hire(struct crew *crew, struct task *task);

/* Sleeps until a worker has answered or died. Returns 0, or a negative errno: no worker is left, or
   -ECANCELED, the process is to end at once. */
int crew_wait(struct crew *crew);

/* Takes the next answer that has come: the task and its result, which may be that too many workers died of
   it. Returns false when there is no more for now. */
bool crew_collect(struct crew *crew, struct task *task, struct result *result);

/* Ends all workers, at once if `now`, and frees what the crew owns. */
void crew_end(struct crew *crew, bool now);
