/* SPDX-License-Identifier: MIT */
/* Processes that share nothing, and in each a pool of threads: every core, also where a lock lets only one
   thread of a process compute. */
#include "models/fork_pool.h"

const struct model model_fork_threads = {
    .name = "fork-threads",
    .about = {"a pool of forked processes, and in each a pool of threads",
              "多进程+多线程：每个进程里有一个线程池"},
    .team = {.workers = 2, .each = 6},
    .most = {.workers = 1024, .each = 4096},
    .inner = &model_pthread_pool,
    .order = 50,
    .worker = &worker_process,
    .each = &worker_thread,
    .look = {"#0072B2", 32, "hatched"},
    .descriptors = 2,
    .run = fork_pool_run,
};
