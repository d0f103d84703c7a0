/* SPDX-License-Identifier: MIT */
/* What things cost that no model can change: an answer of the origin, a trip through pipes, a span. */
#pragma once

#include "bench/measure/comparison.h"

/* Asks the origin for the first `tasks` addresses of the template `url`, again and again, from 32 coroutines
   of one loop in a child process, for a fifth of a second. Sets *per_s to the answers a second, which no
   model can be faster than, and none should come near: a lower bound, as this client takes a core of its own;
   NaN when there were none. Returns 0 or a negative errno. */
int costs_measure_capacity(double *per_s, const char *url, size_t tasks);

/* Where a model with forked workers takes part: sends tasks to a forked process that does nothing but answer
   with as many bytes of rows as a task of the comparison has, and sets comparison->pipe_s to the median time
   there and back, seconds. Returns 0 or a negative errno with `why`. */
int costs_measure_pipe(struct comparison *comparison, struct failure *why);

/* Records some thousands of empty attempts in a log of its own and returns what one takes, seconds: the least
   of several tries, since another program may be using the machine. NaN without memory for a log. */
double costs_measure_span(void);
