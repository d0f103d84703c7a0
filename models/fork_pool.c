/* SPDX-License-Identifier: MIT */
/* Processes that share nothing: long-lived children, each with a pipe for tasks and a pipe for results; the
   parent gives the next task to whichever child has just handed in a result. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include "core/child.h"
#include "core/wire.h"
#include "models/model.h"

struct pool {
    struct job *job;
    struct child *team;
    struct pollfd *ready; /* one for each worker, on its results */
    size_t busy;          /* workers that have a task */
};

/* A child's whole life: curl is first used here, after the fork, since it does not survive one. */
static int work(const void *arg, size_t slot, int tasks, int results)
{
    const struct job *job = arg;
    struct io *io = NULL;
    struct task task;
    int err = io_blocking_new(&io, &job->settings, (unsigned)slot);
    while (!err && (err = wire_read_task(tasks, &task)) > 0) {
        struct result result;
        job_perform(job, &task, io, &result);
        err = wire_write_result(results, &result);
        result_release(&result);
    }
    io_blocking_free(io);
    return err;
}

/* Gives worker `i` the next task, or lets it end when there is none. Returns 0 or a negative errno. */
static int feed(struct pool *pool, size_t i)
{
    struct task task;
    if (job_next(pool->job, &task))
        return wire_write_task(pool->team[i].to, &task);
    child_close(&pool->team[i]);
    pool->ready[i].fd = -1; /* poll passes over it */
    pool->busy--;
    return 0;
}

/* Takes one result from worker `i` and feeds it again. */
static int collect(struct pool *pool, size_t i)
{
    struct result result;
    int got = wire_read_result(pool->team[i].from, &result);
    if (got <= 0)
        return got ? got : -ECHILD; /* it died with a task in hand */
    job_deliver(pool->job, &result);
    return feed(pool, i);
}

/* Feeds every worker, then delivers results as they come, until no worker is busy. */
static int serve(struct pool *pool, size_t workers)
{
    int err = 0;
    pool->busy = workers;
    for (size_t i = 0; i < workers && !err; i++) {
        pool->ready[i] = (struct pollfd){.fd = pool->team[i].from, .events = POLLIN};
        err = feed(pool, i);
    }
    while (!err && pool->busy > 0) {
        if (poll(pool->ready, workers, -1) < 0)
            return -errno;
        for (size_t i = 0; i < workers && !err; i++) {
            if (pool->ready[i].fd >= 0 && pool->ready[i].revents)
                err = collect(pool, i);
        }
    }
    return err;
}

static int run(struct job *job, size_t workers)
{
    struct pool pool = {
        .job = job, .team = calloc(workers, sizeof *pool.team), .ready = calloc(workers, sizeof *pool.ready)};
    size_t started = 0;
    int err = pool.team && pool.ready ? 0 : -ENOMEM;
    while (!err && started < workers) {
        err = child_start(pool.team, started, work, job);
        started += !err;
    }
    if (!err)
        err = serve(&pool, workers);
    bool failed = err != 0;
    for (size_t i = 0; i < started; i++) {
        int ended = child_stop(&pool.team[i], failed);
        err = err ? err : ended;
    }
    free(pool.team);
    free(pool.ready);
    return err;
}

const struct model model_fork_pool = {
    .name = "fork-pool",
    .about = {"a pool of forked processes, tasks and results through pipes",
              "进程池，任务与结果经由管道传递"},
    .tutorial_workers = 4,
    .max_workers = 1024,
    .descriptors = 2,
    .run = run,
};
