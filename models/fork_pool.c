/* SPDX-License-Identifier: MIT */
/* Forked processes that share nothing: tasks go to them and results come back through pipes, an idle worker
   takes the next task. What a worker does with its tasks is another model: sequential, or in the hybrids one
   with more in flight. */
#include "core/processes/crew.h"
#include "models/model.h"

struct pool {
    const struct model *inner;
    struct team team;
};

/* A worker's whole life, in its own process. */
static int work(struct job *job, const void *arg)
{
    const struct pool *pool = arg;
    return pool->inner->run(job, pool->inner, (struct team){.workers = pool->team.each, .each = 1});
}

static int run(struct job *job, const struct model *model, struct team team)
{
    struct pool pool = {model->inner, {team.workers, model->each ? team.each : 1}};
    struct crew crew;
    struct task task;
    struct result result;
    int err = crew_init(&crew, job, team.workers, pool.team.each, work, &pool);
    if (!err)
        err = crew_start(&crew);
    while (!err && !job_finished(job)) {
        while (!err && crew_wants(&crew) && job_next(job, &task)) /* as long as one has room */
            err = crew_give(&crew, &task);
        if (!err && !job_finished(job))
            err = crew_wait(&crew); /* until one has answered or died */
        while (crew_collect(&crew, &task, &result))
            job_deliver(job, &task, &result);
    }
    crew_end(&crew, err != 0);
    return err;
}

const struct model model_fork_pool = {
    .name = "fork-pool",
    .about = {"a pool of forked processes, tasks and results through pipes",
              "进程池，任务与结果经由管道传递"},
    .team = {.workers = 4},
    .most = {.workers = 1024},
    .order = 20,
    .worker = &worker_process,
    .inner = &model_sequential,
    .look = {"#0072B2", 32, "solid"},
    .tutorial = {2.8660096, "process_pool.py"},
    .descriptors = 2,
    .run = run,
};

const struct model model_fork_threads = {
    .name = "fork-threads",
    .about = {"a pool of forked processes, and in each a pool of threads",
              "多进程+多线程：每个进程里有一个线程池"},
    .team = {.workers = 2, .each = 6},
    .most = {.workers = 1024, .each = 4096},
    .order = 50,
    .worker = &worker_process,
    .each = &worker_thread,
    .inner = &model_pthread_pool,
    .look = {"#0072B2", 32, "hatched"},
    .descriptors = 2,
    .run = run,
};

const struct model model_fork_coroutines = {
    .name = "fork-coroutines",
    .about = {"a pool of forked processes, and in each an event loop with coroutines",
              "多进程+协程：每个进程里有一个事件循环"},
    .team = {.workers = 2},
    .most = {.workers = 1024, .each = 100000},
    .order = 60,
    .worker = &worker_process,
    .each = &worker_coroutine,
    .inner = &model_coroutine,
    .look = {"#0072B2", 32, "crosshatched"},
    .descriptors = 2,
    .run = run,
};
