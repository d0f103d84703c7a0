/* SPDX-License-Identifier: MIT */
/* Threads that share one memory, and in each an event loop with coroutines: every core, and as many waits at
   once as wanted. So do Go and tokio. The loops share the job, so one lock guards it. */
#include <errno.h>
#include <stdlib.h>

#include "core/coroutines/staff.h"
#include "core/threads.h"
#include "models/model.h"

struct pool {
    struct job *job; /* used with the lock held, except by job_perform */
    pthread_mutex_t lock;
    struct loop **loops; /* one a thread */
    size_t count;
    size_t each; /* tasks in flight in each */
    int error;   /* why a loop could not begin, or 0 */
};

static bool take(struct pool *pool, struct task *task)
{
    pthread_mutex_lock(&pool->lock);
    bool taken = job_next(pool->job, task);
    pthread_mutex_unlock(&pool->lock);
    return taken;
}

/* The other loops learn when there are more tasks, and when there will be none. */
static void deliver(struct pool *pool, struct task *task, struct result *result)
{
    bool adds = result->tasks.size > 0;
    pthread_mutex_lock(&pool->lock);
    job_deliver(pool->job, task, result);
    for (size_t i = 0; (adds || job_finished(pool->job)) && i < pool->count; i++)
        loop_wake(pool->loops[i]);
    pthread_mutex_unlock(&pool->lock);
}

static void work(struct io *io, void *arg)
{
    struct pool *pool = arg;
    struct task task;
    struct result result;
    while (take(pool, &task)) {
        job_perform(pool->job, &task, io, &result);
        deliver(pool, &task, &result);
    }
}

/* A thread's whole life; it fetches through its loop, not through `io`. */
static void run_loop(struct threads *threads, struct io *io, void *arg)
{
    (void)threads;
    struct pool *pool = arg;
    struct staff staff = {.job = pool->job,
                          .lock = &pool->lock,
                          .most = pool->each,
                          .loops = pool->count,
                          .work = work,
                          .arg = pool};
    int err = staff_run(&staff, pool->loops[io->slot]);
    pthread_mutex_lock(&pool->lock);
    pool->error = err ? err : pool->error;
    pthread_mutex_unlock(&pool->lock);
}

static int run(struct job *job, const struct model *model, struct team team)
{
    struct pool pool = {.job = job, .lock = PTHREAD_MUTEX_INITIALIZER, .each = team.each};
    struct threads threads;
    size_t slots = team.each ? team.each : model->most.each;
    pool.loops = calloc(team.workers, sizeof(*pool.loops));
    int err = pool.loops ? 0 : -ENOMEM;
    for (; !err && pool.count < team.workers; pool.count += !err)
        err = loop_new(&pool.loops[pool.count], &job->settings, (unsigned)(pool.count * slots));
    threads_init(&threads, job, &pool.lock, pool.count, run_loop);
    if (!err)
        err = threads_start(&threads, &pool);
    threads_join(&threads);
    for (size_t i = 0; i < pool.count; i++)
        loop_free(pool.loops[i]);
    free(pool.loops);
    return err || job_finished(job) ? err : pool.error;
}

const struct model model_thread_coroutines = {
    .name = "thread-coroutines",
    .about = {"threads in one process, and in each an event loop with coroutines",
              "单进程多线程+协程：每个线程里有一个事件循环"},
    .team = {.workers = 2},
    .most = {.workers = 1024, .each = 100000},
    .order = 70,
    .worker = &worker_thread,
    .each = &worker_coroutine,
    .look = {"#D55E00", 166, "crosshatched"},
    .descriptors = 4, /* of its loop, and the pair with which curl can be woken */
    .run = run,
};
