/* SPDX-License-Identifier: MIT */
/* The seam between a model and its work: where the next task comes from, how one is done, where its result
   goes. Tasks are there from the start, or other tasks add them; or, at the far end of a link, they come
   through that, and so do the results go. */
#pragma once

#include "core/backlog.h"
#include "core/io.h"
#include "core/output.h"
#include "core/retry.h"
#include "core/span.h"
#include "core/task.h"
#include "core/workload.h"

enum { JOB_MOST_CHUNK = 64 };

struct job;

/* What connects a job with the one that it is a part of, in another process. Nothing waits but `await`, and
   `flush` where the job is not polled. Each returns a negative errno when the link is broken. */
struct job_link {
    int (*receive)(struct job *job);     /* takes in what has come; sets job->ended */
    int (*await)(const struct job *job); /* until there is something to receive, or the process is to end */
    int (*deliver)(struct job *job, const struct result *result);
    int (*flush)(struct job *job);                                 /* sends the results that were kept */
    void (*descriptors)(const struct job *job, int *in, int *out); /* to be polled, each -1: for nothing */
};

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
    struct output *failures; /* borrowed: a row for each task that failed (job_failure_columns), or NULL */
    bool fail_fast;          /* stop taking tasks when one has failed for good */
    void *listener;          /* borrowed: for the next three, which may be NULL */
    void (*on_failure)(void *listener, const struct task *task, const struct result *result);
    void (*on_progress)(void *listener, size_t done,
                        size_t known);                    /* a task is done, of those known so far */
    void (*on_warning)(void *listener, const char *line); /* what went worse than asked for, but goes on */

    /* Kept by the functions below. */
    uint64_t started_ns;         /* span_now_ns */
    const struct job_link *link; /* borrowed: at the far end; else NULL */
    void *linked;                /* borrowed: the link's own */
    bool ended;                  /* nothing will come through the link any more */
    bool polled;                 /* somebody polls its descriptors, so that nothing here waits for them */
    size_t dismissed;    /* of those that take tasks: so many are told that there is none, though there is */
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

enum { JOB_FAILURE_COLUMNS = 4 };
extern const char *const job_failure_columns[JOB_FAILURE_COLUMNS]; /* "task", "url", "attempts", "error" */

/* Makes a job of what has been filled in; its time begins. End with job_release. */
void job_start(struct job *job);
void job_release(struct job *job);

/* Makes `job`, a copy of one that was started, the far end of a link to it: without tasks of its own. */
void job_link(struct job *job, const struct job_link *link, void *linked);

/* Not thread-safe, except job_perform and job_await. */

/* Takes the next task, which the caller owns. At the far end of a link it waits for one, unless job->polled.
   Returns false when there is none: none now, if another task may still add some, else none any more
   (job_finished). */
bool job_next(struct job *job, struct task *task);

/* Takes as many of the tasks that wait as a worker is given at once, job->chunk. Returns how many. */
size_t job_take(struct job *job, struct task tasks[JOB_MOST_CHUNK]);

/* How many tasks job_next can give without waiting; 0 once the job has stopped. */
size_t job_waiting(const struct job *job);

/* Whether there is no task, none is in hand that could add one, and none will come. */
bool job_finished(const struct job *job);

/* Whether no task is to begin any more, because of an error or since the process is to end. */
bool job_stopped(const struct job *job);

/* At the far end: sleeps until there is something to receive, be it that the process is to end. Returns false
   when nothing will come any more, and so at once where there is no link. Touches nothing that the others
   change: one thread may sleep here while others work. */
bool job_await(const struct job *job);

/* At the far end: takes in the tasks that have come, if any, without waiting. */
void job_receive(struct job *job);

/* At the far end: sends the results that were kept until now, as far as that goes without waiting if
 * job->polled. */
void job_flush(struct job *job);

/* What has to be polled for the link: `in` for tasks, `out` for room for results; -1 for nothing. */
void job_descriptors(const struct job *job, int *in, int *out);

/* Does `task`, again after a while as job->retry has it, and fills in `result`, which then has to be
   delivered. Begins nothing once the process is to end. Changes nothing in the job: any number of workers may
   do it at once, each with its own `io`. */
void job_perform(const struct job *job, const struct task *task, struct io *io, struct result *result);

/* Hands in the result of `task`, taking both over; tasks it adds can then be taken. A failure to
   write it stops the job; one of -ECANCELED counts for nothing. */
void job_deliver(struct job *job, struct task *task, struct result *result);

/* Says, in printf's way, that something went worse than asked for. */
__attribute__((format(printf, 2, 3))) void job_warn(const struct job *job, const char *format, ...);
