/* SPDX-License-Identifier: MIT */
/* The seam between a model and its work: where the next task comes from, how one is done, where its result
 * goes. */
#ifndef MANYHANDS_CORE_JOB_H
#define MANYHANDS_CORE_JOB_H

#include "core/io.h"
#include "core/output.h"
#include "core/span.h"
#include "core/task.h"
#include "core/workload.h"

struct job {
    const struct workload *workload; /* borrowed */
    struct io_settings settings;
    const char *url_template; /* borrowed, with {page} */
    size_t task_count;
    double rate;            /* tasks a second at most, over all workers; 0: no limit */
    struct span_log *spans; /* borrowed: where to record, or NULL */
    struct output *output;  /* borrowed */
    void (*on_failure)(const struct task *task,
                       const struct result *result); /* told of each failed task, or NULL */

    uint64_t started_ns; /* when all tasks were queued, span_now_ns */

    /* Kept by the functions below. */
    size_t next; /* index of the next task */
    size_t done;
    size_t failed;
    size_t rows;
    size_t bytes;
    int error; /* the first that stops the whole job: a negative errno, or 0 */
};

/* Takes the next task. Returns false when there is none, or the job has stopped on an error.
   Not for two threads at once. */
bool job_next(struct job *job, struct task *task);

/* Does `task` and fills in `result`, which then has to be delivered. Changes nothing in the job: any number
   of workers may do it at once, each with its own `io`. */
void job_perform(const struct job *job, const struct task *task, struct io *io, struct result *result);

/* Hands in a result, taking its contents over. A failure to write it stops the job. Not for two threads at
 * once. */
void job_deliver(struct job *job, struct result *result);

#endif
