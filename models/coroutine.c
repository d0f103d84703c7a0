/* SPDX-License-Identifier: MIT */
/* One thread, one event loop: a coroutine for each task in flight. Reads like sequential.c, since waiting is
   hidden in io; only one coroutine runs at a time, so nothing needs a lock. */
#include <errno.h>
#include <string.h>

#include "core/coroutines/loop.h"
#include "core/headroom.h"
#include "models/model.h"

enum { MOST = 100000 };

struct crew {
    struct job *job;
    struct loop *loop;
    size_t limit;    /* coroutines at once */
    size_t most;     /* there ever were at once */
    size_t busy;     /* those that have begun or are to begin */
    size_t starting; /* those that are to begin */
    int error;       /* why there are fewer than there could be, or 0 */
};

static void work(struct io *io, void *arg);

/* There can be no more at once than there were; the places of those that end are used again. */
static void make_do(struct crew *crew, int err)
{
    crew->error = err;
    crew->limit = crew->most;
    if (crew->most > 0)
        job_warn(crew->job, "only %zu in flight: %s", crew->most, strerror(-err));
}

/* Starts coroutines for the tasks that wait, as far as the limit and the memory allow. */
static void hire(struct crew *crew)
{
    void *room = NULL;
    while (crew->busy < crew->limit && crew->starting < job_waiting(crew->job)) {
        bool another = crew->busy == crew->most;
        if (another && !room)
            room = headroom_take();
        int err = another && !room ? -ENOMEM : loop_spawn(crew->loop, work, crew);
        if (err) {
            make_do(crew, err);
            break;
        }
        crew->most += another;
        crew->busy++;
        crew->starting++;
    }
    headroom_release(room);
}

static void work(struct io *io, void *arg)
{
    struct crew *crew = arg;
    struct job *job = crew->job;
    struct task task;
    crew->starting--;
    while (job_waiting(job) > 0 && job_next(job, &task)) {
        struct result result;
        job_perform(job, &task, io, &result);
        job_deliver(job, &task, &result);
        hire(crew);
    }
    crew->busy--;
}

/* At the far end of a pipe: another task has come. Without anybody to do it there is no point in more. */
static bool on_task(void *arg)
{
    struct crew *crew = arg;
    int got = job_accept(crew->job);
    hire(crew);
    return got > 0 && crew->limit > 0;
}

static int run(struct job *job, const struct model *model, struct team team)
{
    (void)model;
    struct crew crew = {.job = job, .limit = team.workers ? team.workers : MOST};
    int err = loop_new(&crew.loop, &job->settings);
    if (!err && job->from >= 0)
        err = loop_watch(crew.loop, job->from, on_task, &crew);
    if (!err) {
        hire(&crew);
        err = loop_run(crew.loop);
    }
    if (!err && crew.limit == 0)
        err = crew.error;
    loop_free(crew.loop);
    return err;
}

const struct model model_coroutine = {
    .name = "coroutine",
    .about = {"one thread, an event loop, a coroutine for each task in flight",
              "单线程，一个事件循环，每个在途任务一个协程"},
    .most = {.workers = MOST},
    .order = 40,
    .worker = &worker_coroutine,
    .look = {"#009E73", 36, "solid"},
    .tutorial = {0.4992242, "asyncio.py"},
    .descriptors = 1,
    .run = run,
};
