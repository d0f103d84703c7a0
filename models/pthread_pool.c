/* SPDX-License-Identifier: MIT */
/* Threads that share one memory: the main thread puts tasks into a bounded queue, an idle thread takes the
 * next. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/headroom.h"
#include "models/model.h"

enum { QUEUE_SIZE = JOB_MOST_CHUNK }; /* tasks that wait for a thread */

struct pool {
    struct job *job; /* used with the lock held, but for job_perform and job_receive */
    size_t chunk;    /* tasks that a thread takes at once */
    pthread_mutex_t lock;
    pthread_cond_t not_empty;
    pthread_cond_t not_full;
    pthread_cond_t delivered;      /* a task is done: it may have added others, or have been the last */
    struct task queue[QUEUE_SIZE]; /* a ring: `size` tasks from `head` on */
    size_t head;
    size_t size;
    bool closed; /* no task will follow */
};

struct worker {
    pthread_t thread;
    struct pool *pool;  /* borrowed */
    struct io *io;      /* owned */
    struct task *tasks; /* owned: room for a chunk */
};

/* Takes tasks from the queue, up to a chunk of them, and waits for one. Returns how many, 0 when there will
   be none. */
static size_t take(struct pool *pool, struct task *tasks)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->size == 0 && !pool->closed)
        pthread_cond_wait(&pool->not_empty, &pool->lock);
    if (job_stopped(pool->job)) {
        pool->size = 0; /* what only waits is dropped */
        pthread_cond_signal(&pool->not_full);
    }
    size_t taken = 0;
    for (; taken < pool->chunk && pool->size > 0; taken++) {
        tasks[taken] = pool->queue[pool->head];
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
    size_t count;
    while ((count = take(pool, worker->tasks)) > 0) {
        for (size_t i = 0; i < count; i++) {
            struct result result;
            job_perform(pool->job, &worker->tasks[i], worker->io, &result);
            pthread_mutex_lock(&pool->lock);
            job_deliver(pool->job, &worker->tasks[i], &result);
            pthread_cond_signal(&pool->delivered);
            pthread_mutex_unlock(&pool->lock);
        }
    }
    return NULL;
}

/* The next task to queue; waits for one that is yet to be added, or for what comes through a pipe. Returns
   false when there will be none. */
static bool next(struct pool *pool, struct task *task)
{
    if (pool->job->from >= 0)
        return !job_stopped(pool->job) && job_receive(pool->job, task) > 0;
    pthread_mutex_lock(&pool->lock);
    bool taken;
    while (!(taken = job_next(pool->job, task)) && !job_finished(pool->job))
        pthread_cond_wait(&pool->delivered, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
    return taken;
}

/* Queues all tasks, waiting while the queue is full. */
static void produce(struct pool *pool)
{
    struct task task;
    while (next(pool, &task)) {
        pthread_mutex_lock(&pool->lock);
        while (pool->size == QUEUE_SIZE)
            pthread_cond_wait(&pool->not_full, &pool->lock);
        pool->queue[(pool->head + pool->size++) % QUEUE_SIZE] = task;
        pthread_cond_signal(&pool->not_empty);
        pthread_mutex_unlock(&pool->lock);
    }
}

/* Says that no task will follow: threads end when the queue is empty. */
static void finish(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->closed = true;
    pthread_cond_broadcast(&pool->not_empty);
    pthread_mutex_unlock(&pool->lock);
}

static void release(struct worker *worker)
{
    io_blocking_free(worker->io);
    free(worker->tasks);
}

static int start(struct worker *worker, struct pool *pool, size_t i)
{
    worker->pool = pool;
    worker->tasks = malloc(pool->chunk * sizeof *worker->tasks);
    int err = worker->tasks ? 0 : -ENOMEM;
    if (!err)
        err = io_blocking_new(&worker->io, &pool->job->settings, (unsigned)i);
    if (!err)
        err = -pthread_create(&worker->thread, NULL, work, worker);
    if (err)
        release(worker);
    return err;
}

/* Starts as many threads as can be had. Returns 0, or a negative errno when there is none. */
static int start_all(struct worker *workers, size_t count, struct pool *pool, size_t *started)
{
    void *room = headroom_take();
    int err = room ? 0 : -ENOMEM;
    while (!err && *started < count && !(err = start(&workers[*started], pool, *started)))
        (*started)++;
    headroom_release(room);
    if (!err || *started == 0)
        return err;
    pthread_mutex_lock(&pool->lock);
    job_warn(pool->job, "only %zu of %zu threads: %s", *started, count, strerror(-err));
    pthread_mutex_unlock(&pool->lock);
    return 0;
}

static int run(struct job *job, const struct model *model, struct team team)
{
    (void)model;
    struct pool pool = {.job = job,
                        .chunk = job->chunk ? job->chunk : 1,
                        .lock = PTHREAD_MUTEX_INITIALIZER,
                        .not_empty = PTHREAD_COND_INITIALIZER,
                        .not_full = PTHREAD_COND_INITIALIZER,
                        .delivered = PTHREAD_COND_INITIALIZER};
    struct worker *workers = calloc(team.workers, sizeof *workers);
    if (!workers)
        return -ENOMEM;
    size_t started = 0;
    int err = start_all(workers, team.workers, &pool, &started);
    if (!err)
        produce(&pool);
    finish(&pool);
    for (size_t i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
        release(&workers[i]);
    }
    free(workers);
    return err;
}

const struct model model_pthread_pool = {
    .name = "pthread-pool",
    .about = {"one process, a pool of threads fed by a bounded queue",
              "单进程，线程池，由一个有界队列供给任务"},
    .team = {.workers = 12},
    .most = {.workers = 4096},
    .order = 30,
    .worker = &worker_thread,
    .look = {"#D55E00", 166, "solid"},
    .tutorial = {1.2979644, "thread_pool.py"},
    .descriptors = 3, /* a connection, and the pair with which curl can be woken */
    .run = run,
};
