/* SPDX-License-Identifier: MIT */
/* A block of a live comparison: every model runs once as base, once as new and once as base again, the
   control. The contenders of its comparison are each model in each role. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/measure/comparison.h"
#include "stats/random.h"

/* Copies `given` with each of its models in every role: by the manyhands-work `base` or `other`, which
   computes `more_steps` more in each task. */
void block_entrants(struct options *out, const struct options *given, const char *base, const char *other,
                    size_t more_steps);

struct contender *block_contender(struct comparison *comparison, size_t model, enum role role);

/* Runs all in a fresh random order, and stops at the first that is not right: then `problem` says why.
   Returns 0 or a negative errno with measuring->why. */
int block_run(const struct measuring *measuring, struct random *random, char problem[VERDICT_PROBLEM_SIZE]);

/* Says which build has no times, and why, if one has none and nothing has been said. */
void block_problem(const struct comparison *comparison, char problem[VERDICT_PROBLEM_SIZE]);

/* Adds findings of the times of each model, from the comparison's rounds. Returns 0 or -ENOMEM. */
int block_findings(const struct comparison *comparison, struct judgement *out);

/* Keeps the wall times of base and new, from the comparison's rounds. Returns 0 or -ENOMEM. */
int block_times(const struct comparison *comparison, struct judgement *out);
