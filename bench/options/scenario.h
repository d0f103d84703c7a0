/* SPDX-License-Identifier: MIT */
/* What is done in a comparison: which options fit which workload, and what they are when not given. */
#pragma once

#include "bench/options/options.h"

/* Fills in what was not given, and refuses what does not go together: a model that is there twice, with the
   workers that it has then, too. Returns 0 or -EINVAL with `why`. */
int scenario_complete(struct options *options, struct failure *why);

/* Whether the workload fetches its tasks from a server. */
bool scenario_fetches(const struct options *options);

/* Whether programs of somebody's own can do it (docs/own-model.md). */
bool scenario_open(const struct workload *workload);
