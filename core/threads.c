/* SPDX-License-Identifier: MIT */
#include "core/threads.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/headroom.h"

struct thread {
    SLIST_ENTRY(thread) link;
    pthread_t id;
    struct threads *threads; /* borrowed */
    struct io *io;           /* owned */
    unsigned slot;           /* its own, among those there are */
    void *arg;
    struct task task; /* it was started for, unless `arg` is something else */
};

enum { FILES = 3 }; /* of each: its connection, and the pair with which curl can be woken */

void threads_init(struct threads *threads, struct job *job, pthread_mutex_t *lock, size_t most,
                  void (*work)(struct threads *threads, struct io *io, void *arg))
{
    size_t possible = headroom_workers(FILES);
    *threads =
        (struct threads){.job = job, .lock = lock, .work = work, .most = most < possible ? most : possible};
    pthread_cond_init(&threads->changed, NULL);
}

static void *enter(void *arg)
{
    struct thread *thread = arg;
    struct threads *threads = thread->threads;
    threads->work(threads, thread->io, thread->arg);
    pthread_mutex_lock(threads->lock);
    SLIST_INSERT_HEAD(&threads->ended, thread, link);
    pthread_cond_signal(&threads->changed);
    pthread_mutex_unlock(threads->lock);
    return NULL;
}

static struct thread *new_thread(struct threads *threads)
{
    struct thread *thread = SLIST_FIRST(&threads->spare);
    if (thread) {
        SLIST_REMOVE_HEAD(&threads->spare, link);
        return thread;
    }
    thread = calloc(1, sizeof *thread);
    if (thread)
        *thread = (struct thread){.threads = threads, .slot = threads->slots++};
    return thread;
}

/* Starts one, if it can be had. */
static int start(struct threads *threads, struct thread *thread, void *arg)
{
    thread->arg = arg;
    thread->io = NULL;
    int err = io_blocking_new(&thread->io, &threads->job->settings, thread->slot);
    if (!err)
        err = -pthread_create(&thread->id, NULL, enter, thread);
    if (err) {
        io_blocking_free(thread->io);
        thread->io = NULL;
        return err;
    }
    threads->count++;
    return 0;
}

int threads_start(struct threads *threads, void *arg)
{
    void *room = headroom_take();
    int err = room ? 0 : -ENOMEM;
    pthread_mutex_lock(threads->lock);
    while (!err && threads->count < threads->most) {
        struct thread *thread = new_thread(threads);
        err = thread ? start(threads, thread, arg) : -ENOMEM;
        if (err && thread)
            SLIST_INSERT_HEAD(&threads->spare, thread, link);
    }
    headroom_release(room);
    if (err && threads->count > 0)
        job_warn(threads->job, "only %zu of %zu threads: %s", threads->count, threads->most, strerror(-err));
    pthread_mutex_unlock(threads->lock);
    return threads->count > 0 ? 0 : err;
}

static void wait_for_place(struct threads *threads)
{
    while (threads->count >= threads->most)
        threads_wait(threads);
}

/* Starts a thread that has its task, as soon as it can be had. */
static int start_for_task(struct threads *threads, struct thread *thread)
{
    for (;;) {
        wait_for_place(threads);
        void *room = headroom_take();
        int err = room ? start(threads, thread, &thread->task) : -ENOMEM;
        headroom_release(room);
        if (!err || threads->count == 0)
            return err;
        job_warn(threads->job, "only %zu of %zu threads: %s", threads->count, threads->most, strerror(-err));
        threads->most = threads->count;
    }
}

int threads_add(struct threads *threads)
{
    wait_for_place(threads); /* so that no task is taken which has to wait */
    struct thread *thread = new_thread(threads);
    if (!thread)
        return -ENOMEM;
    bool taken = job_next(threads->job, &thread->task);
    int err = taken ? start_for_task(threads, thread) : 0;
    if (err)
        task_release(&thread->task);
    if (err || !taken)
        SLIST_INSERT_HEAD(&threads->spare, thread, link);
    return err;
}

void threads_wait(struct threads *threads)
{
    while (SLIST_EMPTY(&threads->ended))
        pthread_cond_wait(&threads->changed, threads->lock);
    while (!SLIST_EMPTY(&threads->ended)) {
        struct thread *thread = SLIST_FIRST(&threads->ended);
        SLIST_REMOVE_HEAD(&threads->ended, link);
        pthread_join(thread->id, NULL);
        io_blocking_free(thread->io);
        SLIST_INSERT_HEAD(&threads->spare, thread, link);
        threads->count--;
    }
}

void threads_join(struct threads *threads)
{
    pthread_mutex_lock(threads->lock);
    while (threads->count > 0)
        threads_wait(threads);
    pthread_mutex_unlock(threads->lock);
    while (!SLIST_EMPTY(&threads->spare)) {
        struct thread *thread = SLIST_FIRST(&threads->spare);
        SLIST_REMOVE_HEAD(&threads->spare, link);
        free(thread);
    }
    pthread_cond_destroy(&threads->changed);
}
