/* SPDX-License-Identifier: MIT */
#include "core/job.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/gil.h"
#include "core/stop.h"

const char *const job_failure_columns[JOB_FAILURE_COLUMNS] = {"task", "url", "attempts", "error"};

void job_start(struct job *job)
{
    job->link = NULL;
    job->chunk = job->chunk ? job->chunk : 1;
    job->started_ns = span_now_ns();
    backlog_init(&job->backlog, job->workload->once);
}

void job_release(struct job *job)
{
    backlog_release(&job->backlog);
}

void job_link(struct job *job, const struct job_link *link, void *linked)
{
    job->link = link;
    job->linked = linked;
    job->task_count = job->next = job->in_hand = 0;
    job->fail_fast = false;
    job->chunk = 1;
    backlog_init(&job->backlog, false);
}

/* Stops the job for the first error there is. */
static void stop(struct job *job, int err)
{
    if (err < 0 && !job->error)
        job->error = err;
}

bool job_stopped(const struct job *job)
{
    return job->error || stop_state() != STOP_NOT;
}

size_t job_waiting(const struct job *job)
{
    return job_stopped(job) ? 0 : job->backlog.waiting + (job->task_count - job->next);
}

bool job_finished(const struct job *job)
{
    bool more = job->link && !job->ended && !job_stopped(job);
    return job->in_hand == 0 && job_waiting(job) == 0 && !more;
}

bool job_await(const struct job *job)
{
    return job->link && !job->ended && job->link->await(job) == 0;
}

void job_receive(struct job *job)
{
    stop(job, job->link->receive(job));
    job->ended = job->ended || job_stopped(job);
}

void job_flush(struct job *job)
{
    if (job->link)
        stop(job, job->link->flush(job));
}

void job_descriptors(const struct job *job, int *in, int *out)
{
    *in = *out = -1;
    if (job->link)
        job->link->descriptors(job, in, out);
}

/* Tasks that others added come first, so that few of them wait. Before the last that there is, results are
   sent: so others come while that is done. */
bool job_next(struct job *job, struct task *task)
{
    while (job_waiting(job) == 0 && job->link && !job->polled && !job_stopped(job) && job_await(job))
        job_receive(job);
    if (job_waiting(job) == 0)
        return false;
    if (job->dismissed > 0) {
        job->dismissed--;
        return false;
    }
    if (!backlog_take(&job->backlog, task)) {
        stop(job, task_from_template(task, job->addresses, job->next));
        if (job->error)
            return false;
        job->next++;
    }
    job->in_hand++;
    if (job->link && job->backlog.waiting == 0)
        job_flush(job);
    return true;
}

size_t job_take(struct job *job, struct task tasks[JOB_MOST_CHUNK])
{
    size_t taken = 0;
    while (taken < job->chunk && job_waiting(job) > 0 && job_next(job, &tasks[taken]))
        taken++;
    return taken;
}

/* When the rate allows task `index` to begin. */
static uint64_t start_of(const struct job *job, size_t index)
{
    return job->started_ns + (uint64_t)((double)index * 1e9 / job->rate);
}

/* A record of an attempt that begins now, or NULL: none is wanted, or there is no room for it. */
static struct span *record(const struct job *job, const struct task *task, const struct io *io,
                           uint64_t queued_ns)
{
    struct span *span = job->spans ? span_log_add(job->spans) : NULL;
    if (!span)
        return NULL;
    *span = (struct span){.task = task->index,
                          .parent = task->parent,
                          .queued_ns = queued_ns,
                          .pid = getpid(),
                          .tid = gettid(),
                          .slot = job->first_slot + io->slot};
    span_begin(span);
    return span;
}

/* One attempt, which could begin at `queued_ns`; what an earlier one left in `result` is dropped. */
static void attempt(const struct job *job, const struct task *task, struct io *io, struct result *result,
                    uint64_t queued_ns)
{
    unsigned attempts = result->attempts;
    result_release(result);
    result_init(result, task->index);
    result->attempts = attempts + 1;
    io->bytes = 0;
    io->reason[0] = '\0';
    io->retry_after_ns = 0;
    io->span = record(job, task, io, queued_ns);
    int err = job->workload->run(task, io, result);
    result->bytes = io->bytes;
    if (err && !retry_is_permitted(&job->retry, io->retry_after_ns))
        retry_explain(io->reason, sizeof io->reason, &job->retry, io->retry_after_ns);
    if (err)
        result_fail(result, err, io->reason);
    if (io->span)
        span_end(io->span, err);
    io->span = NULL;
}

static bool try_again(const struct job *job, const struct io *io, const struct result *result)
{
    return result->error && result->attempts < job->retry.attempts && retry_is_worthwhile(result->error) &&
           retry_is_permitted(&job->retry, io->retry_after_ns);
}

void job_perform(const struct job *job, const struct task *task, struct io *io, struct result *result)
{
    io->gil = job->gil;
    if (io->gil)
        gil_acquire();
    if (job->rate > 0)
        io_sleep_until(io, start_of(job, task->index));
    result_init(result, task->index);
    if (stop_state() == STOP_NOT)
        attempt(job, task, io, result, job->started_ns);
    while (try_again(job, io, result) && stop_state() == STOP_NOT) {
        uint64_t failed_ns = span_now_ns();
        uint64_t delay_ns =
            retry_delay_ns(&job->retry, task_hash(task), result->attempts, io->retry_after_ns);
        io_sleep_until(io, failed_ns + delay_ns);
        if (stop_state() == STOP_NOT)
            attempt(job, task, io, result, failed_ns);
    }
    if (result->attempts == 0 || try_again(job, io, result)) /* but the process is to end */
        result_fail(result, -ECANCELED, NULL);
    if (io->gil)
        gil_release();
}

static void count(struct job *job, const struct task *task, const struct result *result)
{
    job->done++;
    job->rows += result->row_count;
    job->bytes += result->bytes;
    job->retries += result->attempts ? result->attempts - 1 : 0;
    if (!result->error)
        return;
    job->failed++;
    if (job->on_failure)
        job->on_failure(job->listener, task, result);
    if (job->fail_fast)
        stop(job, -ECANCELED);
}

/* Takes up the tasks that `task` adds: their indexes go to a list, which the caller frees. Returns 0 or a
   negative errno. */
static int add_tasks(struct job *job, const struct task *task, const struct buffer *addresses, size_t **list,
                     size_t *length)
{
    size_t most = 0;
    *list = NULL;
    *length = 0;
    for (size_t i = 0; i < addresses->size; i++)
        most += addresses->data[i] == '\0';
    if (most == 0)
        return 0;
    *list = malloc(most * sizeof(**list));
    if (!*list)
        return -ENOMEM;
    for (const char *at = addresses->data; *length < most; at += strlen(at) + 1) {
        size_t index = job->task_count + job->added;
        int new = backlog_add(&job->backlog, at, task->index, task->level + 1, &index);
        if (new < 0)
            return new;
        job->added += (size_t) new;
        (*list)[(*length)++] = index;
    }
    return 0;
}

static int describe_failure(const struct task *task, const struct result *result, struct result *row)
{
    char number[32];
    char attempts[16];
    (void)snprintf(number, sizeof number, "%zu", task->index + 1);
    (void)snprintf(attempts, sizeof attempts, "%u", result->attempts);
    const char *const fields[JOB_FAILURE_COLUMNS] = {number, task->address, attempts, result->reason};
    return result_add_row(row, fields, JOB_FAILURE_COLUMNS);
}

/* Writes what became of `task`, if it failed, among the others that did. Returns 0 or a negative errno. */
static int keep_failure(struct job *job, const struct task *task, const struct result *result,
                        const size_t *list, size_t length)
{
    struct result row;
    result_init(&row, task->index);
    int err = result->error ? describe_failure(task, result, &row) : 0;
    if (!err)
        err = output_put(job->failures, &row, list, length);
    result_release(&row);
    return err;
}

/* Puts the result where it belongs. Returns 0 or a negative errno. */
static int keep(struct job *job, const struct task *task, struct result *result)
{
    size_t *list = NULL;
    size_t length = 0;
    int err = add_tasks(job, task, &result->tasks, &list, &length);
    if (!err && job->failures)
        err = keep_failure(job, task, result, list, length);
    if (!err)
        err = output_put(job->output, result, list, length);
    free(list);
    return err;
}

void job_deliver(struct job *job, struct task *task, struct result *result)
{
    int err = 0;
    if (job->link) {
        err = job->link->deliver(job, result);
    } else if (result->error != -ECANCELED) { /* that is neither done nor failed */
        count(job, task, result);
        err = keep(job, task, result);
        if (job->on_progress)
            job->on_progress(job->listener, job->done, job->task_count + job->added);
    }
    job->in_hand--;
    stop(job, err);
    result_release(result);
    task_release(task);
}

void job_warn(const struct job *job, const char *format, ...)
{
    char line[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (job->on_warning)
        job->on_warning(job->listener, line);
}
