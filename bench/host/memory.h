/* SPDX-License-Identifier: MIT */
/* How much memory a whole process tree holds. */
#pragma once

#include <stddef.h>
#include <sys/types.h>

struct memory_sample {
    size_t pss_bytes; /* summed over the tree: a page that n processes share counts 1/n in each */
    size_t processes;
    size_t threads;
};

/* Looks at `root` and all its descendants in /proc (smaps_rollup, status; see proc(5)). Processes that end
   meanwhile are passed over, so the result may be all zero. */
void memory_sample(pid_t root, struct memory_sample *out);
