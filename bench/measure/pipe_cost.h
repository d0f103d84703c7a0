/* SPDX-License-Identifier: MIT */
/* What it costs a pool of processes that its tasks and results travel through pipes. */
#pragma once

#include "bench/measure/comparison.h"

/* Where a model with forked workers takes part: sends tasks to a forked process that does nothing but answer
   with as many bytes of rows as a task of the comparison has, and sets comparison->pipe_s to the median time
   there and back, seconds. Returns 0 or a negative errno with `why`. */
int pipe_cost_measure(struct comparison *comparison, struct failure *why);
