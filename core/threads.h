/* SPDX-License-Identifier: MIT */
/* Threads over one job, with an io each: as many as can be had. */
#pragma once

#include <pthread.h>
#include <sys/queue.h>

#include "core/job.h"

struct thread;

struct threads {
    struct job *job;                                                 /* borrowed */
    pthread_mutex_t *lock;                                           /* borrowed: guards the job, and this */
    void (*work)(struct threads *threads, struct io *io, void *arg); /* what each runs */
    size_t most;                                                     /* at once */
    size_t count;                                                    /* there are now */
    unsigned slots;                                                  /* threads there ever were at once */
    pthread_cond_t changed;                                          /* one has ended */
    SLIST_HEAD(ended_threads, thread) ended;                         /* to be joined */
    SLIST_HEAD(spare_threads, thread) spare; /* that have been: what the next one can use */
};

/* Makes room for `most` threads at once, or for as many as descriptors allow. Ends with threads_join. */
void threads_init(struct threads *threads, struct job *job, pthread_mutex_t *lock, size_t most,
                  void (*work)(struct threads *threads, struct io *io, void *arg));

/* Starts all of them, or as many as can be had, with a warning. Each runs work(threads, io, arg). Returns 0,
   or a negative errno when there is none. */
int threads_start(struct threads *threads, void *arg);

/* Starts one for the next task of the job, if there still is one, with the lock held, which is released while
   there are as many as there may be: until one of them ends. Where no other can be had, that many may be from
   then on, with a warning. It runs work(threads, io, task). Returns 0, or a negative errno when there is
   none. */
int threads_add(struct threads *threads);

/* Sleeps until one has ended, with the lock held, which is released meanwhile. There is at least one. */
void threads_wait(struct threads *threads);

/* Waits for all of them to end. */
void threads_join(struct threads *threads);
