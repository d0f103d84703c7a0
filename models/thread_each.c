/* SPDX-License-Identifier: MIT */
/* A thread for every task, and no pool: started for it, and gone with it. How the tutorials begin. */
#include "core/threads.h"
#include "models/model.h"

static void work(struct threads *threads, struct io *io, void *arg)
{
    struct task *task = arg;
    struct result result;
    job_perform(threads->job, task, io, &result);
    pthread_mutex_lock(threads->lock);
    job_deliver(threads->job, task, &result);
    pthread_mutex_unlock(threads->lock);
}

static int run(struct job *job, const struct model *model, struct team team)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    struct threads threads;
    int err = 0;
    threads_init(&threads, job, &lock, team.workers ? team.workers : model->most.workers, work);
    pthread_mutex_lock(&lock);
    while (!err && !job_finished(job)) {
        if (job_waiting(job) > 0)
            err = threads_add(&threads);
        else
            threads_wait(&threads); /* what is in hand may add tasks */
    }
    pthread_mutex_unlock(&lock);
    threads_join(&threads);
    return err;
}

const struct model model_thread_each = {
    .name = "thread-each",
    .about = {"a thread for every task, no pool", "每个任务一个线程，不用线程池"},
    .most = {.workers = 4096},
    .order = 25,
    .worker = &worker_thread,
    .look = {"#D55E00", 166, "dotted"},
    .one_task = true,
    .descriptors = 3,
    .run = run,
};
