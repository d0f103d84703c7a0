/* SPDX-License-Identifier: MIT */
/* The seam between a model and its work: where the next task comes from, how one is done, where its result
 * goes. */
#ifndef MANYHANDS_CORE_JOB_H
#define MANYHANDS_CORE_JOB_H

#include "core/io.h"
#include "core/output.h"
#include "core/retry.h"
#include "core/span.h"
#include "core/task.h"
#include "core/workload.h"

struct job {
    const struct workload *workload; /* borrowed */
    struct io_settings settings;
    struct retry_policy retry;
    const char *url_template; /* borrowed, with {page} */
    size_t task_count;
    double rate;            /* tasks a second at most, over all workers; 0: no limit */
    struct span_log *spans; /* borrowed: where to record, or NULL */
    struct output *output;  /* borrowed */
    bool fail_fast;         /* stop taking tasks when one has failed for good */
    void *listener;         /* borrowed: for the next two, which may be NULL */
    void (*on_failure)(void *listener, const struct task *task, const struct result *result);
    void (*on_warning)(void *listener, const char *line); /* what went worse than asked for, but goes on */

    uint64_t started_ns; /* when all tasks were queued, span_now_ns */

    /* Kept by the functions below. */
    size_t next; /* index of the next task */
    size_t done;
    size_t failed;  /* tasks, for good */
    size_t retries; /* attempts besides the first of each task */
    size_t rows;
    size_t bytes;
    int error; /* the first that stops the whole job: a negative errno, or 0 */
};

/* Takes the next task. Returns false when there is none or the job has stopped. Not for two threads at once.
 */
bool job_next(struct job *job, struct task *task);

/* Whether no task is to begin any more, because of an error or since the process is to end. Not for two
   threads at once. */
bool job_stopped(const struct job *job);

/* Does `task`, again after a while as job->retry has it, and fills in `result`, which then has to be
   delivered. Changes nothing in the job: any number of workers may do it at once, each with its own `io`. */
void job_perform(const struct job *job, const struct task *task, struct io *io, struct result *result);

/* Hands in a result, taking its contents over. A failure to write it stops the job; one of -ECANCELED counts
   for nothing. Not for two threads at once. */
void job_deliver(struct job *job, struct result *result);

/* Says, in printf's way, that something went worse than asked for. Not for two threads at once. */
__attribute__((format(printf, 2, 3))) void job_warn(const struct job *job, const char *format, ...);

#endif
