/* SPDX-License-Identifier: MIT */
/* A process for every task, and no pool: forked for it, and gone with it. How the tutorials begin. */
#include "core/processes/crew.h"
#include "models/model.h"

static int work(struct job *job, const void *arg)
{
    const struct model *inner = arg;
    return inner->run(job, inner, (struct team){.workers = 1, .each = 1});
}

static int run(struct job *job, const struct model *model, struct team team)
{
    struct crew crew;
    struct task task;
    struct result result;
    int err = crew_init(&crew, job, team.workers ? team.workers : model->most.workers, 1, work, model->inner);
    while (!err && !job_finished(job)) {
        while (!err && crew_has_room(&crew) && job_next(job, &task)) /* a fork each */
            err = crew_hire(&crew, &task);
        if (!err && !job_finished(job))
            err = crew_wait(&crew); /* until one has answered or died */
        while (crew_collect(&crew, &task, &result))
            job_deliver(job, &task, &result);
    }
    crew_end(&crew, err != 0);
    return err;
}

const struct model model_fork_each = {
    .name = "fork-each",
    .about = {"a process for every task, no pool", "每个任务一个进程，不用进程池"},
    .most = {.workers = 4096},
    .order = 15,
    .worker = &worker_process,
    .inner = &model_sequential,
    .look = {"#0072B2", 32, "dotted"},
    .one_task = true,
    .descriptors = 2,
    .run = run,
};
