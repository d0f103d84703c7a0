/* SPDX-License-Identifier: MIT */
/* Blocks of a live comparison: in each every model runs once as base, once as new and once as base again, the
   control. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/measure/comparison.h"
#include "stats/random.h"

/* What runs in blocks, and what came of them. */
struct blocks {
    struct options options;       /* those given, with each model in every role */
    struct comparison comparison; /* its contenders are each model in each role */
    struct origin origin;
    struct measuring measuring; /* of these two; the caller sets workspace and `why` */
    struct random random;
    struct judgement *found; /* borrowed */
};

/* Prepares blocks of the models of `given`, by the manyhands-work `base` or `other`, which computes
   `more_steps` more in each task, in an order by `seed`. What they show goes to `found`. Returns 0 or
   -ENOMEM; blocks_release is due either way. */
int blocks_init(struct blocks *blocks, const struct options *given, const char *base, const char *other,
                size_t more_steps, uint64_t seed, struct judgement *found);

/* Ends the origin, too. */
void blocks_release(struct blocks *blocks);

struct contender *blocks_contender(struct blocks *blocks, size_t model, enum role role);

/* Runs all in a fresh random order, to the end also where one is not right: what base cannot do either is no
   fault of the new one. It counts as a round once the caller says so. Returns 0 or a negative errno with
   measuring.why. */
int blocks_run(struct blocks *blocks);

/* Starts from no round. */
void blocks_forget(struct blocks *blocks);

/* Whether something was not right, so that no further block makes sense. */
bool blocks_failed(const struct blocks *blocks);

/* Replaces the findings by what failed and, of other models, that they were not measured. */
void blocks_find_failures(struct blocks *blocks);

/* Replaces the findings by those of the times of each model in all rounds. Returns 0 or -ENOMEM. */
int blocks_find(struct blocks *blocks);

/* Keeps the wall times of base and new in all rounds. Returns 0 or -ENOMEM. */
int blocks_keep_times(struct blocks *blocks);
