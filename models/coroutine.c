/* SPDX-License-Identifier: MIT */
/* One thread, one event loop: a coroutine for each task in flight. Reads like sequential.c, since waiting is
   hidden in io; only one coroutine runs at a time, so nothing needs a lock. */
#include <errno.h>
#include <string.h>

#include "core/headroom.h"
#include "core/loop.h"
#include "models/model.h"

static void work(struct io *io, void *arg)
{
    struct job *job = arg;
    struct task task;
    while (job_next(job, &task)) {
        struct result result;
        job_perform(job, &task, io, &result);
        job_deliver(job, &result);
    }
}

static int run(struct job *job, size_t in_flight)
{
    struct loop *loop = NULL;
    size_t spawned = 0;
    void *room = headroom_take();
    int err = room ? loop_new(&loop, &job->settings) : -ENOMEM;
    while (spawned < in_flight && !err && !(err = loop_spawn(loop, work, job)))
        spawned++;
    headroom_release(room);
    if (err && spawned > 0) {
        job_warn(job, "only %zu of %zu in flight: %s", spawned, in_flight, strerror(-err));
        err = 0;
    }
    if (!err)
        err = loop_run(loop);
    loop_free(loop);
    return err;
}

const struct model model_coroutine = {
    .name = "coroutine",
    .about = {"one thread, an event loop, a coroutine for each task in flight",
              "单线程，一个事件循环，每个在途任务一个协程"},
    .tutorial_workers = 0,
    .max_workers = 100000,
    .one_thread = true,
    .descriptors = 1,
    .run = run,
};
