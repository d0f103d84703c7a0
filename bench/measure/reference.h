/* SPDX-License-Identifier: MIT */
/* What every model is held against, found out before anything is timed: the right bytes, and the least a task
 * takes. */
#pragma once

#include "bench/measure/comparison.h"

/* Runs sequential over all tasks on an origin of its own that answers without delay: fills in
   comparison->product, rows, bytes and the tasks with what they compute, and leaves its product, named
   as the workload, in the workspace. Measures what that origin can give:
   comparison->capacity_per_s. At a site that is not ours it runs there, and the latencies are true,
   too; so are those of a job that fetches nothing. Returns 0 or a negative errno with measuring->why. */
int reference_run(const struct measuring *measuring);

/* Measures the latency of single tasks by sequential runs over the first few, on an
   origin of its own with the true latency but without faults: fills in
   the latencies of comparison->tasks and typical_latency_s. Returns 0 or a negative errno with
   measuring->why. */
int reference_probe(const struct measuring *measuring);
