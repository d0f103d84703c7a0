/* SPDX-License-Identifier: MIT */
/* Processes that share nothing, and in each an event loop: every core, with as many waits at once as wanted.
   The tutorials recommend it to use all cores. */
#include "models/fork_pool.h"

extern const struct model model_coroutine;

static int run(struct job *job, struct team team)
{
    return fork_pool_run(job, team, &model_coroutine);
}

const struct model model_fork_coroutines = {
    .name = "fork-coroutines",
    .about = {"a pool of forked processes, and in each an event loop with coroutines",
              "多进程+协程：每个进程里有一个事件循环"},
    .team = {.workers = 2},
    .most = {.workers = 1024, .each = 100000},
    .inner = &model_coroutine,
    .processes = true,
    .descriptors = 2,
    .run = run,
};
