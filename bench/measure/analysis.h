/* SPDX-License-Identifier: MIT */
/* What follows from the trials of a comparison: times, speed-ups, bounds, and what the limit was. */
#pragma once

#include "bench/measure/comparison.h"

/* How many tasks a second the contender would do at its bound: what it could ask of the origin. Returns 0,
   -EINVAL before comparison_set_costs, or -ENOMEM. */
int analysis_demand(const struct comparison *comparison, const struct contender *contender, double *per_s);

/* Fills in what follows from the times of the trials alone: medians, speed-ups, places. Returns 0, -EINVAL
   for a time that is not positive, or -ENOMEM. */
int analysis_times(struct comparison *comparison);

/* Fills in all that follows from the trials so far. Returns 0 or as analysis_times. */
int analysis_make(struct comparison *comparison);

/* Whether another round would add little: the 95 % interval of every contender's time in relation to the
   baseline's, round by round (ratio_paired), is within ±2 %. */
bool analysis_settled(const struct comparison *comparison);
