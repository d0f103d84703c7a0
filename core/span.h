/* SPDX-License-Identifier: MIT */
/* When each attempt at a task was queued, fetched and parsed, and by whom: the record every timeline is drawn
   from. */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* All times are nanoseconds of CLOCK_MONOTONIC. A span whose worker died before it was over has parse_end_ns
   == 0. */
struct span {
    size_t task;
    size_t parent;           /* of the task (core/task.h) */
    uint64_t queued_ns;      /* the task was there to be taken, or the attempt before this one had failed */
    uint64_t started_ns;     /* a worker asked for its bytes */
    uint64_t connected_ns;   /* a connection was there, new or kept alive */
    uint64_t answered_ns;    /* the server had its answer made; 0: not known, as only our origin says so */
    uint64_t first_byte_ns;  /* of the response was read */
    uint64_t received_ns;    /* its last byte was read, or the attempt to read it was over */
    uint64_t parse_start_ns; /* the worker went on with it */
    uint64_t parse_end_ns;
    uint64_t cpu_ns; /* CPU time of this task alone: its thread's, but for what others used meanwhile */
    int outcome;     /* 0, or the errno that it failed with */
    int pid;
    int tid;
    unsigned slot; /* which worker of the model, from 0 */
};

/* One span an attempt, in the order they began, in memory that forked children share: an atomic addition
   gives each the next place, so recording takes no lock. How many there will be is not known before a run, so
   there is room for many; what is not used costs only address space. */
struct span_log {
    struct span_shelf *shelf; /* owned */
};

enum { SPAN_LOG_MOST = 1 << 20 };

/* Of a request, the wish to be told when it is answered; of the answer, when that was: nanoseconds of
   CLOCK_MONOTONIC in decimal, which mean something on the same machine only. */
#define SPAN_ANSWERED_HEADER "Manyhands-Answered"

/* CLOCK_MONOTONIC, and the CPU time that this thread has used, in nanoseconds. */
uint64_t span_now_ns(void);
uint64_t span_cpu_ns(void);

/* Room for SPAN_LOG_MOST spans, none of them taken. Returns 0 or a negative errno. Call it before any fork.
 */
int span_log_init(struct span_log *log);

/* The next place, or NULL when all are taken. For any number of threads and processes at once. */
struct span *span_log_add(const struct span_log *log);

/* How many found no place. */
size_t span_log_lost(const struct span_log *log);

/* An attempt begins or is done, now, in this thread; `error` is 0 or a negative errno. One that fetched
   nothing has computed since it began. */
void span_begin(struct span *span);
void span_end(struct span *span, int error);

/* The attempt gives its thread away, and has it back: what the thread computes in between is others'. In
   turn, each in the thread that began. Between them cpu_ns is what the attempt has used so far, and what
   another thread computed for it may be added. NULL, for an attempt that nobody records, is fine. */
void span_pause(struct span *span);
void span_resume(struct span *span);

/* The spans as CSV with a header, a line each, sorted by task and attempt; attempts count from 1, and one
   that its worker died of is counted and has no line. A task that another has added was queued when that was
   done. For when all that record have ended. Returns 0 or a negative errno. */
int span_log_write(const struct span_log *log, FILE *file);

void span_log_release(struct span_log *log);
