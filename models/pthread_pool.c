/* SPDX-License-Identifier: MIT */
/* Threads that share one memory: the main thread puts tasks into a bounded queue, an idle thread takes the
 * next. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/headroom.h"
#include "models/model.h"

enum { QUEUE_SIZE = 64 }; /* tasks that wait for a thread */

struct pool {
    struct job *job; /* used with the lock held, but for job_perform */
    pthread_mutex_t lock;
    pthread_cond_t not_empty;
    pthread_cond_t not_full;
    struct task queue[QUEUE_SIZE]; /* a ring: `size` tasks from `head` on */
    size_t head;
    size_t size;
    bool closed; /* no task will follow */
};

struct worker {
    pthread_t thread;
    struct pool *pool; /* borrowed */
    struct io *io;     /* owned */
};

/* Takes the next task from the queue and waits for one. Returns false when there will be none. */
static bool take(struct pool *pool, struct task *task)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->size == 0 && !pool->closed)
        pthread_cond_wait(&pool->not_empty, &pool->lock);
    if (job_stopped(pool->job)) {
        pool->size = 0; /* what only waits is dropped */
        pthread_cond_signal(&pool->not_full);
    }
    bool taken = pool->size > 0;
    if (taken) {
        *task = pool->queue[pool->head];
        pool->head = (pool->head + 1) % QUEUE_SIZE;
        pool->size--;
        pthread_cond_signal(&pool->not_full);
    }
    pthread_mutex_unlock(&pool->lock);
    return taken;
}

static void *work(void *arg)
{
    const struct worker *worker = arg;
    struct pool *pool = worker->pool;
    struct task task;
    while (take(pool, &task)) {
        struct result result;
        job_perform(pool->job, &task, worker->io, &result);
        pthread_mutex_lock(&pool->lock);
        job_deliver(pool->job, &result);
        pthread_mutex_unlock(&pool->lock);
    }
    return NULL;
}

/* Queues all tasks, waiting while the queue is full. */
static void produce(struct pool *pool)
{
    struct task task;
    pthread_mutex_lock(&pool->lock);
    while (job_next(pool->job, &task)) {
        while (pool->size == QUEUE_SIZE)
            pthread_cond_wait(&pool->not_full, &pool->lock);
        pool->queue[(pool->head + pool->size++) % QUEUE_SIZE] = task;
        pthread_cond_signal(&pool->not_empty);
    }
    pthread_mutex_unlock(&pool->lock);
}

/* Says that no task will follow: threads end when the queue is empty. */
static void finish(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->closed = true;
    pthread_cond_broadcast(&pool->not_empty);
    pthread_mutex_unlock(&pool->lock);
}

static int start(struct worker *worker, struct pool *pool, size_t slot)
{
    worker->pool = pool;
    int err = io_blocking_new(&worker->io, &pool->job->settings, (unsigned)slot);
    if (err)
        return err;
    err = -pthread_create(&worker->thread, NULL, work, worker);
    if (err)
        io_blocking_free(worker->io);
    return err;
}

static int run(struct job *job, size_t workers)
{
    struct pool pool = {.job = job,
                        .lock = PTHREAD_MUTEX_INITIALIZER,
                        .not_empty = PTHREAD_COND_INITIALIZER,
                        .not_full = PTHREAD_COND_INITIALIZER};
    struct worker *team = calloc(workers, sizeof *team);
    if (!team)
        return -ENOMEM;
    size_t started = 0;
    void *room = headroom_take();
    int err = room ? 0 : -ENOMEM;
    while (!err && started < workers && !(err = start(&team[started], &pool, started)))
        started++;
    headroom_release(room);
    if (err && started > 0) {
        pthread_mutex_lock(&pool.lock);
        job_warn(job, "only %zu of %zu threads: %s", started, workers, strerror(-err));
        pthread_mutex_unlock(&pool.lock);
        err = 0;
    }
    if (!err)
        produce(&pool);
    finish(&pool);
    for (size_t i = 0; i < started; i++) {
        pthread_join(team[i].thread, NULL);
        io_blocking_free(team[i].io);
    }
    free(team);
    return err;
}

const struct model model_pthread_pool = {
    .name = "pthread-pool",
    .about = {"one process, a pool of threads fed by a bounded queue",
              "单进程，线程池，由一个有界队列供给任务"},
    .tutorial_workers = 12,
    .max_workers = 4096,
    .descriptors = 3, /* a connection, and the pair with which curl can be woken */
    .run = run,
};
