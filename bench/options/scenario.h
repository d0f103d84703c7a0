/* SPDX-License-Identifier: MIT */
/* What is done in a comparison: which options fit which workload, and what they are when not given. */
#pragma once

#include "bench/options/options.h"

/* Fills in what was not given, and refuses what does not go together: a model that is there twice, with the
   workers that it has then, too. Returns 0 or -EINVAL with `why`. */
int scenario_complete(struct options *options, struct failure *why);

/* The same for two builds that are compared live, whose runs are short unless a workload or a preset is
   chosen; and refuses what cannot be compared so. */
int scenario_complete_live(struct options *options, struct failure *why);

/* Sets the workload and the models where none were given. */
void scenario_choose(struct options *options);

/* How many tasks a workload has when nothing else is said. */
size_t scenario_tasks(const struct workload *workload);

/* Whether the workload fetches its tasks from a server. */
bool scenario_fetches(const struct options *options);

/* Whether programs of somebody's own can do it (docs/own-model.md). */
bool scenario_open(const struct workload *workload);
