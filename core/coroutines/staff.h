/* SPDX-License-Identifier: MIT */
/* The coroutines of a loop that do a job: as many as there are tasks for, but no more than help. */
#pragma once

#include <pthread.h>

#include "core/coroutines/loop.h"
#include "core/job.h"

struct staff {
    struct job *job;       /* borrowed */
    pthread_mutex_t *lock; /* borrowed: held whenever the job is looked at; or NULL: no other thread has it */
    size_t most;           /* coroutines at once; 0: any number */
    size_t loops;          /* that share this process's descriptors, this one among them */
    void (*work)(struct io *io, void *arg); /* what each runs: takes tasks until there is none */
    void *arg;

    /* Kept by staff_run. */
    struct loop *loop;
    bool elastic;   /* any number may be in flight: those that do not help end */
    size_t steady;  /* how many went on since there last was nothing to do */
    size_t allowed; /* coroutines at once for now: no more than `most` */
    size_t busy;    /* coroutines there are */
    size_t peak;    /* that there ever were at once */
    bool arrived;   /* tasks can be received */
    int error;      /* why there are no more, or 0 */
};

/* Runs the loop until the job is finished. While tasks wait, coroutines are added, a few in each turn in
   which nothing else was to be done: so what has begun is finished first. Where any number may be in flight,
   and all of them were done twice over without a moment in which nothing was, some end: so no more are in
   flight than help. Where memory or descriptors are short there are fewer, with a warning. With a lock the
   job's other threads call loop_wake when tasks are added, and when it is finished. Returns 0 or a negative
   errno: why there could not be even one. */
int staff_run(struct staff *staff, struct loop *loop);
