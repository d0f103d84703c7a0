/* SPDX-License-Identifier: MIT */
/* Threads that share one memory: whoever is idle takes the next task. They share the job, so one lock guards
   it, and who finds no task in it waits for the condition that it has changed. */
#include "core/threads.h"
#include "models/model.h"

struct pool {
    struct job *job; /* used with the lock held, except by job_perform */
    pthread_mutex_t lock;
    pthread_cond_t changed; /* there are more tasks, or there will be none */
};

/* Says that the job has changed to one who waits for it; who then says so to the next. */
static void tell(struct pool *pool)
{
    if (job_waiting(pool->job) > 0 || job_finished(pool->job))
        pthread_cond_signal(&pool->changed);
}

/* Takes the next tasks, a chunk of them. Returns how many: 0 when there will be no more. */
static size_t take(struct pool *pool, struct task *tasks)
{
    size_t count;
    pthread_mutex_lock(&pool->lock);
    while ((count = job_take(pool->job, tasks)) == 0 && !job_finished(pool->job))
        pthread_cond_wait(&pool->changed, &pool->lock);
    tell(pool);
    pthread_mutex_unlock(&pool->lock);
    return count;
}

static void deliver(struct pool *pool, struct task *task, struct result *result)
{
    pthread_mutex_lock(&pool->lock);
    job_deliver(pool->job, task, result);
    tell(pool);
    pthread_mutex_unlock(&pool->lock);
}

static void work(struct threads *threads, struct io *io, void *pool)
{
    struct task tasks[JOB_MOST_CHUNK];
    struct result result;
    for (size_t count; (count = take(pool, tasks)) > 0;) {
        for (size_t i = 0; i < count; i++) {
            job_perform(threads->job, &tasks[i], io, &result);
            deliver(pool, &tasks[i], &result);
        }
    }
}

static int run(struct job *job, const struct model *model, struct team team)
{
    (void)model;
    struct pool pool = {job, PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER};
    struct threads threads;
    threads_init(&threads, job, &pool.lock, team.workers, work);
    int err = threads_start(&threads, &pool);
    while (!err && job_await(job)) { /* tasks that come through a pipe: nobody else listens */
        pthread_mutex_lock(&pool.lock);
        job_receive(job);
        tell(&pool);
        pthread_mutex_unlock(&pool.lock);
    }
    threads_join(&threads);
    return err;
}

const struct model model_pthread_pool = {
    .name = "pthread-pool",
    .about = {"a pool of threads, the idle one takes the next task", "线程池，空闲的线程领取下一个任务"},
    .team = {.workers = 12},
    .most = {.workers = 4096},
    .order = 30,
    .worker = &worker_thread,
    .look = {"#D55E00", 166, "solid"},
    .tutorial = {1.2979644, "thread_pool.py"},
    .descriptors = 3, /* a connection, and the pair with which curl can be woken */
    .run = run,
};
