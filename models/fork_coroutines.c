/* SPDX-License-Identifier: MIT */
/* Processes that share nothing, and in each an event loop: every core, with as many waits at once as wanted.
   The tutorials recommend it to use all cores. */
#include "models/fork_pool.h"

const struct model model_fork_coroutines = {
    .name = "fork-coroutines",
    .about = {"a pool of forked processes, and in each an event loop with coroutines",
              "多进程+协程：每个进程里有一个事件循环"},
    .team = {.workers = 2},
    .most = {.workers = 1024, .each = 100000},
    .inner = &model_coroutine,
    .order = 60,
    .worker = &worker_process,
    .each = &worker_coroutine,
    .look = {"#0072B2", 32, "crosshatched"},
    .descriptors = 2,
    .run = fork_pool_run,
};
