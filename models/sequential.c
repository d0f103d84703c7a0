/* SPDX-License-Identifier: MIT */
/* One after the other: what all the others are compared with. */
#include "models/model.h"

static int run(struct job *job, const struct model *model, struct team team)
{
    (void)model;
    (void)team;
    struct io *io = NULL;
    int err = io_blocking_new(&io, &job->settings, 0);
    if (err)
        return err;
    struct task task;
    struct result result;
    while (job_next(job, &task)) {
        job_perform(job, &task, io, &result);
        job_deliver(job, &task, &result);
    }
    io_blocking_free(io);
    return 0;
}

const struct model model_sequential = {
    .name = "sequential",
    .about = {"one process, one task at a time", "单进程，一次只做一个任务"},
    .team = {.workers = 1},
    .most = {.workers = 1},
    .order = 10,
    .worker = &worker_process,
    .look = {"#666666", 245, "solid"},
    .tutorial = {6.0266562, "sequential.py"},
    .descriptors = 3, /* a connection, and the pair with which curl can be woken */
    .run = run,
};
