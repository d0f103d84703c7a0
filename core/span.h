/* SPDX-License-Identifier: MIT */
/* When each task was queued, fetched and parsed, and by whom: the record every timeline is drawn from. */
#ifndef MANYHANDS_CORE_SPAN_H
#define MANYHANDS_CORE_SPAN_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* All times are nanoseconds of CLOCK_MONOTONIC. A span that was never filled in has received_ns == 0. */
struct span {
    uint64_t queued_ns;      /* the task was there to be taken */
    uint64_t started_ns;     /* a worker asked for its bytes */
    uint64_t connected_ns;   /* a connection was there, new or kept alive */
    uint64_t first_byte_ns;  /* of the response */
    uint64_t received_ns;    /* the response was whole */
    uint64_t parse_start_ns; /* the worker went on with it */
    uint64_t parse_end_ns;
    uint64_t
        cpu_ns;    /* CPU time of the worker's thread meanwhile; its own only where no other task shares it */
    size_t parent; /* of the task (core/task.h) */
    int pid;
    int tid;
    unsigned slot; /* which worker of the model, from 0 */
};

/* One span a task, each in its own place, in memory that forked children share: recording takes no lock. How
   many tasks will be added is not known before a run, so there is room for many; what is not used costs only
   address space. */
struct span_log {
    struct span *spans; /* owned */
    size_t count;
};

enum { SPAN_LOG_MOST = 1 << 20 };

/* CLOCK_MONOTONIC, and the CPU time that this thread has used, in nanoseconds. */
uint64_t span_now_ns(void);
uint64_t span_cpu_ns(void);

/* Room for the spans of SPAN_LOG_MOST tasks, all zero. Returns 0 or a negative errno. Call it before any
 * fork.
 */
int span_log_init(struct span_log *log);

/* Where task `index` is recorded, or NULL when that is one too many. */
struct span *span_log_at(const struct span_log *log, size_t index);

/* A task begins or is done, now, in this thread. One that fetched nothing has computed since it began. */
void span_begin(struct span *span);
void span_end(struct span *span);

/* The filled-in spans of the first `count` tasks as CSV with a header, a line each in task order. Returns 0
   or a negative errno. */
int span_log_write(const struct span_log *log, size_t count, FILE *file);

void span_log_release(struct span_log *log);

#endif
