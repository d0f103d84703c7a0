/* SPDX-License-Identifier: MIT */
/* Forked processes that share nothing: tasks and results travel through pipes, an idle worker takes the next
   task. One that dies is replaced, and what it had in hand is given to others. */
#include "models/fork_pool.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/stop.h"
#include "core/wire.h"
#include "core/worker.h"

extern const struct model model_sequential;

enum { MOST_DEATHS = 3 }; /* of workers, before a task, or a place among the workers, is given up */

struct pool {
    struct job *job;
    const struct model *inner; /* what each worker runs */
    struct team team;
    size_t chunk; /* tasks that are sent at once */
    size_t room;  /* tasks that a worker may have in hand */
    struct child *children;
    struct worker *workers; /* what each child has in hand */
    struct pollfd *ready;   /* two a child, its results and its room for tasks; then the wish to stop */
    struct hands orphans;   /* tasks whose workers died: they come before new ones */
    size_t busy;            /* tasks that workers have in hand */
};

/* A child's whole life. curl and libuv are first used here, after the fork: they do not survive one. */
static int work(const void *arg, size_t place, int tasks, int results)
{
    const struct pool *pool = arg;
    struct job far;
    job_far_end(&far, pool->job, tasks, results);
    far.first_slot = (unsigned)(place * pool->team.each);
    int err = pool->inner->run(&far, (struct team){.workers = pool->team.each, .each = 1});
    job_release(&far);
    return err ? err : far.error;
}

/* The worker that has least to do, with room for another chunk; NULL when there is none. */
static struct worker *least_busy(struct pool *pool)
{
    struct worker *found = NULL;
    for (size_t i = 0; i < pool->team.workers; i++) {
        struct worker *worker = &pool->workers[i];
        bool has_room = worker->count == 0 || (!worker->alone && worker->count + pool->chunk <= pool->room);
        if (pool->children[i].pid && has_room && (!found || worker->count < found->count))
            found = worker;
    }
    return found;
}

/* The next task for `worker`. One that may have cost workers their lives gets a worker for itself, so that
   the next death shows whether it is to blame. NULL when there is none for it now. */
static struct hand *next_hand(struct pool *pool, struct worker *worker)
{
    struct hand *hand = TAILQ_FIRST(&pool->orphans);
    if (hand && !job_stopped(pool->job)) {
        if (hand->deaths > 0 && worker->count > 0)
            return NULL;
        worker->alone = hand->deaths > 0;
        TAILQ_REMOVE(&pool->orphans, hand, link);
        return hand;
    }
    hand = calloc(1, sizeof *hand);
    if (hand && !job_next(pool->job, &hand->task)) {
        free(hand);
        hand = NULL;
    }
    return hand;
}

/* Gives out tasks as long as there are some, and workers with room for them. Returns 0 or -ENOMEM. */
static int feed(struct pool *pool)
{
    struct worker *worker;
    while ((worker = least_busy(pool))) {
        size_t i = (size_t)(worker - pool->workers);
        struct hand *hand = NULL;
        worker->alone = false;
        for (size_t n = 0; n < pool->chunk && !worker->alone && (hand = next_hand(pool, worker)); n++) {
            if (worker_give(worker, pool->children[i].to, hand)) {
                free(hand);
                return -ENOMEM;
            }
            pool->busy++;
        }
        if (!hand)
            break;
    }
    return 0;
}

/* What child_stop said, for a person. */
static const char *cause(int number)
{
    return number ? strsignal(number) : "it ended by itself";
}

/* A task that has cost too many workers: failed. */
static void give_up(struct pool *pool, struct hand *hand, int number)
{
    char reason[RESULT_REASON_SIZE];
    struct result result;
    snprintf(reason, sizeof reason, "%d workers died of it, the last: %s", MOST_DEATHS, cause(number));
    result_init(&result, hand->task.index);
    result_fail(&result, -ECHILD, reason);
    result.attempts = hand->deaths;
    job_deliver(pool->job, &hand->task, &result);
    free(hand);
}

/* Takes back what a dead worker had in hand: for others or, after too many deaths, as failed. Of its tasks it
   was at the oldest ones, as many as it does at once. */
static void take_back(struct pool *pool, struct worker *worker, int number)
{
    struct hand *hand;
    for (size_t n = 0; (hand = TAILQ_FIRST(&worker->hands)); n++) {
        TAILQ_REMOVE(&worker->hands, hand, link);
        pool->busy--;
        hand->deaths += pool->team.each == 0 || n < pool->team.each;
        if (hand->deaths < MOST_DEATHS)
            TAILQ_INSERT_TAIL(&pool->orphans, hand, link);
        else
            give_up(pool, hand, number);
    }
    worker->count = 0;
    buffer_release(&worker->unsent);
}

static int start_child(struct pool *pool, size_t i)
{
    int err = child_start(pool->children, pool->team.workers, i, work, pool);
    return err ? err : child_unblock(&pool->children[i]);
}

/* Whether any worker is there to do what is left. */
static bool has_workers(const struct pool *pool)
{
    for (size_t i = 0; i < pool->team.workers; i++) {
        if (pool->children[i].pid)
            return true;
    }
    return false;
}

/* Puts a new worker in the place of dead worker `i`; if there is none to be had, the others do its work.
   Returns 0, or a negative errno when no worker is left. */
static int replace(struct pool *pool, size_t i)
{
    struct worker *worker = &pool->workers[i];
    int number = child_stop(&pool->children[i], true);
    if (worker->count == 1) {
        job_warn(pool->job, "worker %zu died (%s) with task %zu in hand", i + 1, cause(number),
                 TAILQ_FIRST(&worker->hands)->task.index + 1);
    } else {
        job_warn(pool->job, "worker %zu died (%s) with %zu tasks in hand", i + 1, cause(number),
                 worker->count);
    }
    worker->fruitless += worker->count == 0;
    take_back(pool, worker, number);
    if (job_stopped(pool->job))
        return 0;
    int err = worker->fruitless < MOST_DEATHS ? start_child(pool, i) : -ECHILD;
    if (err)
        job_warn(pool->job, "worker %zu is not replaced: %s", i + 1,
                 err == -ECHILD ? "too many in its place died without a task" : strerror(-err));
    return has_workers(pool) ? feed(pool) : err;
}

/* Takes one result from worker `i`, or notices its death, and gives out the next tasks. */
static int collect(struct pool *pool, size_t i)
{
    struct result result;
    struct worker *worker = &pool->workers[i];
    if (wire_read_result(pool->children[i].from, &result) <= 0)
        return replace(pool, i);
    struct hand *hand = worker_answer(worker, result.index);
    if (!hand) {
        result_release(&result);
        return -EBADMSG;
    }
    worker->fruitless = 0;
    pool->busy--;
    result.attempts += hand->deaths;
    job_deliver(pool->job, &hand->task, &result);
    free(hand);
    return feed(pool);
}

/* Waits for results, or for room to send tasks. */
static int wait_for_workers(struct pool *pool)
{
    for (size_t i = 0; i < pool->team.workers; i++) {
        pool->ready[2 * i] = (struct pollfd){.fd = pool->children[i].from, .events = POLLIN};
        pool->ready[2 * i + 1] = (struct pollfd){
            .fd = pool->workers[i].unsent.size ? pool->children[i].to : -1, .events = POLLOUT};
    }
    if (poll(pool->ready, 2 * pool->team.workers + 1, -1) < 0 && errno != EINTR)
        return -errno;
    return stop_state() == STOP_NOW ? -ECANCELED : 0;
}

/* Delivers results as they come, until no worker has a task. Returns 0 or a negative errno. */
static int serve(struct pool *pool)
{
    int err = feed(pool);
    while (!err && pool->busy > 0) {
        err = wait_for_workers(pool);
        for (size_t i = 0; i < pool->team.workers && !err; i++) {
            if (pool->ready[2 * i + 1].revents)
                worker_send(&pool->workers[i], pool->children[i].to);
            if (pool->ready[2 * i].revents)
                err = collect(pool, i);
        }
    }
    return err;
}

/* Starts as many workers as can be had. Returns 0, or a negative errno when there is none. */
static int start(struct pool *pool)
{
    int err = 0;
    size_t started = 0;
    for (; started < pool->team.workers && !err; started += !err)
        err = start_child(pool, started);
    if (err && started > 0)
        job_warn(pool->job, "only %zu of %zu workers: %s", started, pool->team.workers, strerror(-err));
    return started > 0 ? 0 : err;
}

static int allocate(struct pool *pool)
{
    size_t count = pool->team.workers;
    pool->children = calloc(count, sizeof *pool->children);
    pool->workers = calloc(count, sizeof *pool->workers);
    if (!pool->children || !pool->workers)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++) {
        pool->children[i] = child_none;
        worker_init(&pool->workers[i]);
    }
    pool->ready = calloc(2 * count + 1, sizeof *pool->ready);
    if (!pool->ready)
        return -ENOMEM;
    pool->ready[2 * count] = (struct pollfd){.fd = stop_descriptor(), .events = POLLIN};
    return 0;
}

int fork_pool_run(struct job *job, struct team team, const struct model *inner)
{
    struct pool pool = {.job = job, .inner = inner, .team = team, .chunk = job->chunk ? job->chunk : 1};
    pool.room = team.each == 0 ? SIZE_MAX / 2 : team.each > pool.chunk ? team.each : pool.chunk;
    TAILQ_INIT(&pool.orphans);
    int err = allocate(&pool);
    if (!err)
        err = start(&pool);
    if (!err)
        err = serve(&pool);
    for (size_t i = 0; pool.ready && i < team.workers; i++)
        child_close(&pool.children[i]); /* they end by themselves, all at once */
    for (size_t i = 0; pool.ready && i < team.workers; i++) {
        (void)child_stop(&pool.children[i], err != 0);
        worker_release(&pool.workers[i]);
    }
    hands_release(&pool.orphans);
    free(pool.children);
    free(pool.workers);
    free(pool.ready);
    return err;
}

static int run(struct job *job, struct team team)
{
    return fork_pool_run(job, (struct team){.workers = team.workers, .each = 1}, &model_sequential);
}

const struct model model_fork_pool = {
    .name = "fork-pool",
    .about = {"a pool of forked processes, tasks and results through pipes",
              "进程池，任务与结果经由管道传递"},
    .team = {.workers = 4},
    .most = {.workers = 1024},
    .in_tutorial = true,
    .processes = true,
    .descriptors = 2,
    .run = run,
};
