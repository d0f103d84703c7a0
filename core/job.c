/* SPDX-License-Identifier: MIT */
#include "core/job.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "core/stop.h"

bool job_stopped(const struct job *job)
{
    return job->error || stop_state() != STOP_NOT;
}

bool job_next(struct job *job, struct task *task)
{
    if (job->next == job->task_count || job_stopped(job))
        return false;
    job->error = task_from_template(task, job->url_template, job->next);
    if (job->error)
        return false;
    job->next++;
    return true;
}

/* When the rate allows task `index` to begin. */
static uint64_t start_of(const struct job *job, size_t index)
{
    return job->started_ns + (uint64_t)((double)index * 1e9 / job->rate);
}

/* One attempt; what an earlier one left in `result` is dropped. */
static void attempt(const struct job *job, const struct task *task, struct io *io, struct result *result)
{
    unsigned attempts = result->attempts;
    result_release(result);
    result_init(result, task->index);
    result->attempts = attempts + 1;
    io->bytes = 0;
    int err = job->workload->run(task, io, result);
    result->bytes = io->bytes;
    if (err)
        result_fail(result, err, io->reason);
}

static bool try_again(const struct job *job, const struct result *result)
{
    return result->error && result->attempts < job->retry.attempts && retry_is_worthwhile(result->error);
}

void job_perform(const struct job *job, const struct task *task, struct io *io, struct result *result)
{
    struct span *span = job->spans ? &job->spans->spans[task->index] : NULL;
    if (job->rate > 0)
        io_sleep_until(io, start_of(job, task->index));
    if (span)
        *span =
            (struct span){.queued_ns = job->started_ns, .pid = getpid(), .tid = gettid(), .slot = io->slot};
    io->span = span;
    result_init(result, task->index);
    attempt(job, task, io, result);
    while (try_again(job, result) && stop_state() == STOP_NOT) {
        uint64_t delay_ns = retry_delay_ns(&job->retry, task->index, result->attempts, io->retry_after_ns);
        io_sleep_until(io, span_now_ns() + delay_ns);
        attempt(job, task, io, result);
    }
    if (try_again(job, result)) /* but the process is to end */
        result_fail(result, -ECANCELED, NULL);
    if (span)
        span->parse_end_ns = span_now_ns();
    io->span = NULL;
}

void job_deliver(struct job *job, struct result *result)
{
    if (result->error == -ECANCELED) { /* neither done nor failed */
        result_release(result);
        return;
    }
    job->done++;
    job->rows += result->row_count;
    job->bytes += result->bytes;
    job->retries += result->attempts ? result->attempts - 1 : 0;
    if (result->error) {
        struct task task;
        job->failed++;
        if (job->on_failure && !task_from_template(&task, job->url_template, result->index))
            job->on_failure(job->listener, &task, result);
        if (job->fail_fast && !job->error)
            job->error = -ECANCELED;
    }
    int err = output_put(job->output, result);
    if (err && !job->error)
        job->error = err;
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
