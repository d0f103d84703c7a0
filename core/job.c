/* SPDX-License-Identifier: MIT */
#include "core/job.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/gil.h"
#include "core/processes/wire.h"
#include "core/stop.h"

void job_start(struct job *job)
{
    job->from = job->to = -1;
    job->started_ns = span_now_ns();
    backlog_init(&job->backlog, job->workload->once);
}

void job_release(struct job *job)
{
    backlog_release(&job->backlog);
}

void job_far_end(struct job *far, const struct job *job, int from, int to)
{
    *far = *job;
    far->from = from;
    far->to = to;
    far->task_count = far->next = 0;
    far->fail_fast = false;
    far->chunk = 1;
    backlog_init(&far->backlog, false);
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
    return job_stopped(job) || (job->in_hand == 0 && job_waiting(job) == 0);
}

int job_receive(const struct job *job, struct task *task)
{
    return wire_read_task(job->from, task);
}

int job_accept(struct job *job)
{
    struct task task;
    int got = job_receive(job, &task);
    return got > 0 ? backlog_add(&job->backlog, task.address, task.parent, task.level, &task.index) : got;
}

/* Tasks that others added come first, so that few of them wait. */
bool job_next(struct job *job, struct task *task)
{
    if (job_stopped(job))
        return false;
    bool taken = backlog_take(&job->backlog, task);
    if (!taken && job->next < job->task_count) {
        job->error = task_from_template(task, job->addresses, job->next);
        taken = !job->error;
        job->next += taken;
    } else if (!taken && job->from >= 0) {
        taken = job_receive(job, task) > 0;
    }
    job->in_hand += taken && job->from < 0;
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
    io->span = record(job, task, io, queued_ns);
    int err = job->workload->run(task, io, result);
    result->bytes = io->bytes;
    if (err)
        result_fail(result, err, io->reason);
    if (io->span)
        span_end(io->span, err);
    io->span = NULL;
}

static bool try_again(const struct job *job, const struct result *result)
{
    return result->error && result->attempts < job->retry.attempts && retry_is_worthwhile(result->error);
}

void job_perform(const struct job *job, const struct task *task, struct io *io, struct result *result)
{
    io->gil = job->gil;
    if (io->gil)
        gil_acquire();
    if (job->rate > 0)
        io_sleep_until(io, start_of(job, task->index));
    result_init(result, task->index);
    attempt(job, task, io, result, job->started_ns);
    while (try_again(job, result) && stop_state() == STOP_NOT) {
        uint64_t failed_ns = span_now_ns();
        uint64_t delay_ns =
            retry_delay_ns(&job->retry, task_hash(task), result->attempts, io->retry_after_ns);
        io_sleep_until(io, failed_ns + delay_ns);
        attempt(job, task, io, result, failed_ns);
    }
    if (try_again(job, result)) /* but the process is to end */
        result_fail(result, -ECANCELED, NULL);
    if (io->gil)
        gil_release();
}

static void stop(struct job *job, int err)
{
    if (!job->error)
        job->error = err;
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

/* Puts the result where it belongs. Returns 0 or a negative errno. */
static int keep(struct job *job, const struct task *task, struct result *result)
{
    size_t *list = NULL;
    size_t length = 0;
    int err = add_tasks(job, task, &result->tasks, &list, &length);
    if (!err)
        err = output_put(job->output, result, list, length);
    free(list);
    return err;
}

void job_deliver(struct job *job, const struct task *task, struct result *result)
{
    int err = 0;
    if (job->to >= 0) {
        err = wire_write_result(job->to, result);
    } else if (result->error != -ECANCELED) { /* that is neither done nor failed */
        count(job, task, result);
        err = keep(job, task, result);
        if (job->on_progress)
            job->on_progress(job->listener, job->done, job->task_count + job->added);
    }
    job->in_hand -= job->to < 0;
    if (err)
        stop(job, err);
    result_release(result);
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
