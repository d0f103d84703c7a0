/* SPDX-License-Identifier: MIT */
#include "bench/measure/costs.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "core/coroutines/loop.h"
#include "core/processes/child.h"
#include "core/processes/crew.h"
#include "core/span.h"
#include "core/task.h"

enum { CLIENTS = 32, TRIPS = 200, SPAN_TRIES = 5, SPAN_RECORDS = 2000 };

static const uint64_t measured_ns = 200000000;
static const int patience_ms = 5000;

/* All of the coroutines together; they take turns on one thread. */
struct probe {
    const char *url;
    size_t tasks;
    uint64_t end_ns;
    size_t next;
    size_t answers;
};

static void ask(struct io *io, void *arg)
{
    struct probe *probe = arg;
    int err = 0;
    while (!err && span_now_ns() < probe->end_ns) {
        struct task task;
        struct body body;
        err = task_from_template(&task, probe->url, probe->next++ % probe->tasks);
        if (err)
            break;
        err = io_get(io, task.address, &body);
        body_release(&body);
        task_release(&task);
        probe->answers += !err;
    }
}

/* Returns 0 or a negative errno. */
static int measure_answers(double *per_s, const struct probe *given)
{
    struct loop *loop = NULL;
    struct probe probe = *given;
    struct io_settings settings = io_settings_default;
    settings.timeout_ns = measured_ns; /* one that never comes does not hold up the run */
    *per_s = NAN;
    int err = loop_new(&loop, &settings, 0);
    for (size_t i = 0; i < CLIENTS && !err; i++)
        err = loop_spawn(loop, ask, &probe);
    uint64_t start_ns = span_now_ns();
    probe.end_ns = start_ns + measured_ns;
    if (!err)
        err = loop_run(loop);
    if (!err && probe.answers)
        *per_s = (double)probe.answers / ((double)(span_now_ns() - start_ns) / 1e9);
    loop_free(loop);
    return err;
}

/* The child: measures, and sends what it found. */
static int probe_origin(const void *arg, size_t index, int in, int out)
{
    double per_s;
    (void)index;
    (void)in;
    int null =
        open("/dev/null", O_WRONLY | O_CLOEXEC); /* AddressSanitizer warns on stderr of every swapcontext */
    if (null < 0 || dup2(null, STDERR_FILENO) < 0)
        return -errno;
    int err = measure_answers(&per_s, arg);
    return !err && write(out, &per_s, sizeof per_s) != sizeof per_s ? -EIO : err;
}

int costs_measure_capacity(double *per_s, const char *url, size_t tasks)
{
    const struct probe probe = {.url = url, .tasks = tasks};
    struct child child;
    *per_s = NAN;
    int err = child_start(&child, probe_origin, &probe, 0);
    if (err)
        return err;
    struct pollfd answered = {.fd = child.from, .events = POLLIN};
    if (poll(&answered, 1, patience_ms) <= 0)
        err = -ETIMEDOUT;
    else if (read(child.from, per_s, sizeof *per_s) != sizeof *per_s)
        err = -EPIPE;
    (void)child_stop(&child, err != 0);
    return err;
}

static bool has_pipes(const struct comparison *comparison)
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

int costs_measure_pipe(struct comparison *comparison, struct failure *why)
{
    struct job job = {.workload = comparison->options->workload};
    struct crew crew;
    double trips[TRIPS];
    const size_t bytes = comparison->row_bytes / comparison->task_count;
    if (!has_pipes(comparison))
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

/* As core/job.c does it. */
static void record_span(const struct span_log *log, size_t task)
{
    struct span *span = span_log_add(log);
    if (!span)
        return;
    *span = (struct span){.task = task, .queued_ns = 1, .pid = getpid(), .tid = gettid()};
    span_begin(span);
    span_end(span, 0);
}

double costs_measure_span(void)
{
    double least_s = INFINITY;
    struct span_log log;
    if (span_log_init(&log))
        return NAN;
    for (size_t try = 0; try < SPAN_TRIES; try++) {
        uint64_t start_ns = span_now_ns();
        for (size_t i = 0; i < SPAN_RECORDS; i++)
            record_span(&log, i);
        least_s = fmin(least_s, (double)(span_now_ns() - start_ns) / 1e9 / (double)SPAN_RECORDS);
    }
    span_log_release(&log);
    return least_s;
}
