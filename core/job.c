/* SPDX-License-Identifier: MIT */
#include "core/job.h"

#include <unistd.h>

bool job_next(struct job *job, struct task *task)
{
    if (job->error || job->next == job->task_count)
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

void job_perform(const struct job *job, const struct task *task, struct io *io, struct result *result)
{
    struct span *span = job->spans ? &job->spans->spans[task->index] : NULL;
    if (job->rate > 0)
        io_sleep_until(io, start_of(job, task->index));
    if (span)
        *span =
            (struct span){.queued_ns = job->started_ns, .pid = getpid(), .tid = gettid(), .slot = io->slot};
    io->span = span;
    io->bytes = 0;
    result_init(result, task->index);
    int err = job->workload->run(task, io, result);
    result->bytes = io->bytes;
    if (err)
        result_fail(result, err, io->reason);
    if (span)
        span->parse_end_ns = span_now_ns();
    io->span = NULL;
}

void job_deliver(struct job *job, struct result *result)
{
    job->done++;
    job->rows += result->row_count;
    job->bytes += result->bytes;
    if (result->error) {
        struct task task;
        job->failed++;
        if (job->on_failure && !task_from_template(&task, job->url_template, result->index))
            job->on_failure(&task, result);
    }
    int err = output_put(job->output, result);
    if (err && !job->error)
        job->error = err;
    result_release(result);
}
