/* SPDX-License-Identifier: MIT */
/* Forked processes that share nothing: tasks and results travel through pipes, an idle worker takes the next
   task. */
#include "models/fork_pool.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "models/crew.h"

struct pool {
    struct crew crew;
    size_t chunk; /* tasks that are sent at once */
    size_t room;  /* tasks that a worker may have in hand */
};

/* The worker that has least to do, with room for another chunk; NULL when there is none. */
static struct worker *least_busy(struct pool *pool)
{
    struct worker *found = NULL;
    for (size_t i = 0; i < pool->crew.team.workers; i++) {
        struct worker *worker = &pool->crew.workers[i];
        bool has_room = worker->count == 0 || (!worker->alone && worker->count + pool->chunk <= pool->room);
        if (pool->crew.children[i].pid && has_room && (!found || worker->count < found->count))
            found = worker;
    }
    return found;
}

/* The next task for `worker`. One that may have cost workers their lives gets a worker for itself, so that
   the next death shows whether it is to blame. Returns 1; 0 when there is none for it now; or -ENOMEM. */
static int next_hand(struct pool *pool, struct worker *worker, struct hand **out)
{
    struct hand *hand = TAILQ_FIRST(&pool->crew.orphans);
    if (hand && !job_stopped(pool->crew.job)) {
        if (hand->deaths > 0 && worker->count > 0)
            return 0;
        worker->alone = hand->deaths > 0;
        TAILQ_REMOVE(&pool->crew.orphans, hand, link);
        *out = hand;
        return 1;
    }
    hand = calloc(1, sizeof *hand);
    if (!hand)
        return -ENOMEM;
    if (!job_next(pool->crew.job, &hand->task)) {
        free(hand);
        return 0;
    }
    *out = hand;
    return 1;
}

/* Gives out tasks as long as there are some, and workers with room for them. Returns 0 or -ENOMEM. */
static int feed(struct pool *pool)
{
    struct worker *worker;
    int got = 1;
    while (got > 0 && (worker = least_busy(pool))) {
        struct hand *hand = NULL;
        worker->alone = false;
        for (size_t n = 0; n < pool->chunk && !worker->alone; n++) {
            got = next_hand(pool, worker, &hand);
            if (got <= 0)
                break;
            if (crew_give(&pool->crew, (size_t)(worker - pool->crew.workers), hand)) {
                free(hand);
                return -ENOMEM;
            }
        }
    }
    return got < 0 ? got : 0;
}

/* Takes one result from worker `i`, or notices its death, and gives out the next tasks. */
static int collect(struct pool *pool, size_t i)
{
    struct result result;
    struct hand *hand = NULL;
    int got = crew_collect(&pool->crew, i, &hand, &result);
    if (got > 0)
        job_deliver(pool->crew.job, &hand->task, &result);
    free(hand);
    int err = got == 0 ? crew_replace(&pool->crew, i) : got < 0 ? got : 0;
    return err ? err : feed(pool);
}

/* Delivers results as they come, until no worker has a task. Returns 0 or a negative errno. */
static int serve(struct pool *pool)
{
    int err = feed(pool);
    while (!err && pool->crew.busy > 0) {
        err = crew_wait(&pool->crew);
        for (size_t i = 0; i < pool->crew.team.workers && !err; i++) {
            if (pool->crew.ready[2 * i].revents)
                err = collect(pool, i);
        }
    }
    return err;
}

static int run(struct job *job, struct team team, const struct model *inner)
{
    struct pool pool = {.chunk = job->chunk ? job->chunk : 1};
    pool.room = team.each == 0 ? SIZE_MAX / 2 : team.each > pool.chunk ? team.each : pool.chunk;
    int err = crew_start(&pool.crew, job, team, inner);
    if (!err)
        err = serve(&pool);
    crew_end(&pool.crew, err != 0);
    return err;
}

int fork_pool_run(struct job *job, const struct model *model, struct team team)
{
    return run(job, team, model->inner);
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
    .run = fork_pool_run,
};
