/* SPDX-License-Identifier: MIT */
/* One thread, one event loop: a coroutine for each task in flight. Reads like sequential.c, since waiting is
   hidden in io: only this coroutine waits, and the loop runs others meanwhile. One runs at a time, so nothing
   needs a lock. */
#include "core/coroutines/staff.h"
#include "models/model.h"

static void work(struct io *io, void *arg)
{
    struct job *job = arg;
    struct task task;
    struct result result;
    while (job_next(job, &task)) {
        job_perform(job, &task, io, &result);
        job_deliver(job, &task, &result);
    }
}

static int run(struct job *job, const struct model *model, struct team team)
{
    (void)model;
    struct loop *loop = NULL;
    struct staff staff = {.job = job, .most = team.workers, .loops = 1, .work = work, .arg = job};
    int err = loop_new(&loop, &job->settings, 0);
    if (!err)
        err = staff_run(&staff, loop);
    loop_free(loop);
    return err;
}

const struct model model_coroutine = {
    .name = "coroutine",
    .about = {"one thread, an event loop, a coroutine for each task in flight",
              "单线程，一个事件循环，每个在途任务一个协程"},
    .most = {.workers = 100000},
    .order = 40,
    .worker = &worker_coroutine,
    .look = {"#009E73", 36, "solid"},
    .tutorial = {0.4992242, "asyncio.py"},
    .descriptors = 1,
    .run = run,
};
