/* SPDX-License-Identifier: MIT */
/* The seam between a model and its work: where the next task comes from, how one is done, where its result
   goes. Tasks are there from the start, or other tasks add them; or, at the far end of a pair of pipes, they
   come through one, and the results go through the other. */
#ifndef MANYHANDS_CORE_JOB_H
#define MANYHANDS_CORE_JOB_H

#include "core/backlog.h"
#include "core/io.h"
#include "core/output.h"
#include "core/retry.h"
#include "core/span.h"
#include "core/task.h"
#include "core/workload.h"

enum { JOB_MOST_CHUNK = 64 };

struct job {
    const struct workload *workload; /* borrowed */
    struct io_settings settings;
    struct retry_policy retry;
    const char *addresses;  /* borrowed: the template of the tasks that are there from the start */
    size_t task_count;      /* how many those are */
    size_t chunk;           /* tasks that a worker of a pool is given at once, up to JOB_MOST_CHUNK; 0 is 1 */
    bool gil;               /* hold the lock of core/gil.h while computing */
    double rate;            /* tasks a second at most, over all workers; 0: no limit */
    struct span_log *spans; /* borrowed: where to record, or NULL */
    struct output *output;  /* borrowed */
    bool fail_fast;         /* stop taking tasks when one has failed for good */
    void *listener;         /* borrowed: for the next three, which may be NULL */
    void (*on_failure)(void *listener, const struct task *task, const struct result *result);
    void (*on_progress)(void *listener, size_t done,
                        size_t known);                    /* a task is done, of those known so far */
    void (*on_warning)(void *listener, const char *line); /* what went worse than asked for, but goes on */

    /* Kept by the functions below. */
    uint64_t started_ns; /* span_now_ns */
    int from, to;        /* at the far end: the pipes; else -1 */
    unsigned first_slot; /* of this process's workers, among all of the model's */
    struct backlog backlog;
    size_t next;    /* index of the next task that is there from the start */
    size_t added;   /* tasks that others added */
    size_t in_hand; /* taken, and not yet delivered */
    size_t done;
    size_t failed;  /* tasks, for good */
    size_t retries; /* attempts besides the first of each task */
    size_t rows;
    size_t bytes;
    int error; /* the first that stops the whole job: a negative errno, or 0 */
};

/* Makes a job of what has been filled in; its time begins. End with job_release. */
void job_start(struct job *job);
void job_release(struct job *job);

/* Makes `far` what a forked worker has of `job`, in whose process it will run: tasks come through `from` and
   results go through `to`. */
void job_far_end(struct job *far, const struct job *job, int from, int to);

/* None of the following for two threads at once, but for job_receive, job_perform and job_stopped. */

/* Takes the next task; at the far end, waits for one. Returns false when there is none now: at the far end,
   and when job_finished, there will be none any more. */
bool job_next(struct job *job, struct task *task);

/* How many tasks job_next could give now, without waiting. */
size_t job_waiting(const struct job *job);

/* Whether no task will come any more: it has stopped, or all are done. Not at the far end. */
bool job_finished(const struct job *job);

/* Whether no task is to begin any more, because of an error or since the process is to end. */
bool job_stopped(const struct job *job);

/* At the far end: waits for a task. Returns 1; 0 when no more will come; or a negative errno. */
int job_receive(const struct job *job, struct task *task);

/* At the far end: waits for a task, which job_next will give. Returns as job_receive. */
int job_accept(struct job *job);

/* Does `task`, again after a while as job->retry has it, and fills in `result`, which then has to be
   delivered. Changes nothing in the job: any number of workers may do it at once, each with its own `io`. */
void job_perform(const struct job *job, const struct task *task, struct io *io, struct result *result);

/* Hands in the result of `task`, taking its contents over; tasks it adds can then be taken. A failure to
   write it stops the job; one of -ECANCELED counts for nothing. */
void job_deliver(struct job *job, const struct task *task, struct result *result);

/* Says, in printf's way, that something went worse than asked for. */
__attribute__((format(printf, 2, 3))) void job_warn(const struct job *job, const char *format, ...);

#endif
