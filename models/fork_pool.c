/* SPDX-License-Identifier: MIT */
/* Processes that share nothing: long-lived children, each with a pipe for tasks and a pipe for results; the
   parent gives the next task to whichever child has just handed in a result, and replaces a child that dies.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/child.h"
#include "core/stop.h"
#include "core/wire.h"
#include "models/model.h"

enum { MOST_DEATHS = 3 }; /* so many workers may die of a task before it is given up */

/* A task that a worker has, or had when it died. */
struct hand {
    struct task task;
    unsigned deaths;
    bool given; /* to a worker that was alive */
};

struct pool {
    struct job *job;
    size_t workers;
    struct child *team;
    struct hand *hands;   /* what each of them works on */
    struct pollfd *ready; /* its results, -1 while it has no task; behind them all, the wish to stop */
    struct hand *orphans; /* tasks whose workers died: they come before new ones */
    size_t orphan_count;
    size_t busy; /* workers that have a task */
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

static bool next_hand(struct pool *pool, struct hand *hand)
{
    if (pool->orphan_count > 0 && !job_stopped(pool->job)) {
        *hand = pool->orphans[--pool->orphan_count];
        return true;
    }
    hand->deaths = 0;
    return job_next(pool->job, &hand->task);
}

/* Gives idle worker `i` the next task, if there is one. A worker that has died meanwhile is noticed by its
   results' end, like one that dies at work. */
static void feed(struct pool *pool, size_t i)
{
    if (!next_hand(pool, &pool->hands[i]))
        return;
    pool->hands[i].given = wire_write_task(pool->team[i].to, &pool->hands[i].task) == 0;
    pool->ready[i].fd = pool->team[i].from;
    pool->busy++;
}

/* What child_stop said, for a person. */
static const char *cause(int number)
{
    return number ? strsignal(number) : "it ended by itself";
}

/* Takes back the task of a worker that has died of `number`: for another worker or, after too many, as
 * failed. */
static void take_back(struct pool *pool, const struct hand *hand, int number)
{
    struct result result;
    if (hand->deaths < MOST_DEATHS) {
        pool->orphans[pool->orphan_count++] = *hand;
        return;
    }
    char reason[RESULT_REASON_SIZE];
    snprintf(reason, sizeof reason, "%d workers died of it, the last: %s", MOST_DEATHS, cause(number));
    result_init(&result, hand->task.index);
    result_fail(&result, -ECHILD, reason);
    result.attempts = hand->deaths;
    job_deliver(pool->job, &result);
}

/* Puts a new worker in the place of dead worker `i`; if there is none to be had, the others do its work.
   Returns 0, or a negative errno when no worker is left. */
static int replace(struct pool *pool, size_t i)
{
    struct hand hand = pool->hands[i];
    int number = child_stop(&pool->team[i], true);
    hand.deaths += hand.given;
    job_warn(pool->job, "worker %zu died (%s) %s task %zu in hand", i + 1, cause(number),
             hand.given ? "with" : "before it had", hand.task.index + 1);
    take_back(pool, &hand, number);
    int err =
        job_stopped(pool->job) ? -ECANCELED : child_start(pool->team, pool->workers, i, work, pool->job);
    if (err && err != -ECANCELED)
        job_warn(pool->job, "worker %zu cannot be replaced: %s", i + 1, strerror(-err));
    for (i = 0; i < pool->workers; i++) {
        if (pool->team[i].pid && pool->ready[i].fd < 0) /* idle */
            feed(pool, i);
    }
    return pool->busy || pool->job->done == pool->job->task_count ? 0 : err;
}

/* Takes one result from worker `i`, or notices its death, and feeds it again. */
static int collect(struct pool *pool, size_t i)
{
    struct result result;
    int got = wire_read_result(pool->team[i].from, &result);
    pool->ready[i].fd = -1; /* poll passes over it */
    pool->busy--;
    if (got <= 0)
        return replace(pool, i);
    result.attempts += pool->hands[i].deaths;
    job_deliver(pool->job, &result);
    feed(pool, i);
    return 0;
}

/* Delivers results as they come, until no worker is busy. Returns 0 or a negative errno. */
static int serve(struct pool *pool)
{
    int err = 0;
    while (!err && pool->busy > 0) {
        if (poll(pool->ready, pool->workers + 1, -1) < 0 && errno != EINTR)
            return -errno;
        if (stop_state() == STOP_NOW)
            return -ECANCELED;
        for (size_t i = 0; i < pool->workers && !err; i++) {
            if (pool->ready[i].fd >= 0 && pool->ready[i].revents)
                err = collect(pool, i);
        }
    }
    return err;
}

/* Starts as many workers as can be had, each with a task. Returns 0, or a negative errno when there is none.
 */
static int start(struct pool *pool)
{
    int err = 0;
    size_t started = 0;
    for (; started < pool->workers && !err; started += !err)
        err = child_start(pool->team, pool->workers, started, work, pool->job);
    if (err && started > 0)
        job_warn(pool->job, "only %zu of %zu workers: %s", started, pool->workers, strerror(-err));
    for (size_t i = 0; i < started; i++)
        feed(pool, i);
    return started > 0 ? 0 : err;
}

static int allocate(struct pool *pool)
{
    pool->team = calloc(pool->workers, sizeof *pool->team);
    pool->hands = calloc(pool->workers, sizeof *pool->hands);
    pool->orphans = calloc(pool->workers, sizeof *pool->orphans);
    pool->ready = calloc(pool->workers + 1, sizeof *pool->ready);
    if (!pool->team || !pool->hands || !pool->orphans || !pool->ready)
        return -ENOMEM;
    for (size_t i = 0; i < pool->workers; i++) {
        pool->team[i] = child_none;
        pool->ready[i] = (struct pollfd){.fd = -1, .events = POLLIN};
    }
    pool->ready[pool->workers] = (struct pollfd){.fd = stop_descriptor(), .events = POLLIN};
    return 0;
}

static int run(struct job *job, size_t workers)
{
    struct pool pool = {.job = job, .workers = workers};
    int err = allocate(&pool);
    if (!err)
        err = start(&pool);
    if (!err)
        err = serve(&pool);
    for (size_t i = 0; pool.team && i < workers; i++)
        child_close(&pool.team[i]); /* they end by themselves, all at once */
    for (size_t i = 0; pool.team && i < workers; i++)
        (void)child_stop(&pool.team[i], err != 0);
    free(pool.team);
    free(pool.hands);
    free(pool.orphans);
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
