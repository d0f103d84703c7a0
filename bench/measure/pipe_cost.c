/* SPDX-License-Identifier: MIT */
#include "bench/measure/pipe_cost.h"

#include <errno.h>
#include <string.h>

#include "core/processes/crew.h"

enum { TRIPS = 200 };

static bool is_needed(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct model *model = comparison->contenders[i].entrant.model;
        if (model && model->worker->own_memory && model->most.workers > 1)
            return true;
    }
    return false;
}

/* A worker: answers every task with rows of *arg bytes. */
static int answer(struct job *far, const void *arg)
{
    const size_t *bytes = arg;
    struct task task;
    while (job_next(far, &task)) {
        struct result result;
        result_init(&result, task.index);
        char *rows = *bytes ? buffer_reserve(&result.rows, *bytes) : NULL;
        if (rows)
            memset(rows, 'x', *bytes);
        result.rows.size = rows ? *bytes : 0;
        job_deliver(far, &task, &result);
    }
    return 0;
}

/* One trip there and back. Returns 0 or a negative errno. */
static int travel(struct crew *crew, const char *url, double *seconds)
{
    struct task task;
    struct result result;
    int err = task_from_template(&task, url, 0);
    if (err)
        return err;
    uint64_t start = span_now_ns();
    err = crew_wants(crew) ? crew_give(crew, &task) : -EPIPE;
    while (!err && !crew_collect(crew, &task, &result))
        err = crew_wait(crew);
    if (err)
        return err;
    *seconds = (double)(span_now_ns() - start) / 1e9;
    task_release(&task);
    result_release(&result);
    return 0;
}

int pipe_cost_measure(struct comparison *comparison, struct failure *why)
{
    struct job job = {.workload = comparison->options->workload};
    struct crew crew;
    double trips[TRIPS];
    const size_t bytes = comparison->row_bytes / comparison->task_count;
    if (!is_needed(comparison))
        return 0;
    job_start(&job);
    int err = crew_init(&crew, &job, 1, 1, answer, &bytes);
    if (!err)
        err = crew_start(&crew);
    for (size_t i = 0; i < TRIPS && !err; i++)
        err = travel(&crew, comparison->url, &trips[i]);
    crew_end(&crew, err != 0);
    job_release(&job);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_START, "fork", strerror(-err));
    comparison->pipe_s = statistics_median(trips, TRIPS);
    return 0;
}
