/* SPDX-License-Identifier: MIT */
/* A contender as results.json has it, under "models" (docs/results.schema.json): written, and read back. */
#pragma once

#include <jansson.h>

#include "bench/measure/comparison.h"

/* How an entrant is shown and what its workers are: color, pattern, worker, each; the last two null where
   that is not known, or there is none. A new reference; NULL without memory. */
json_t *contender_look(const struct entrant *entrant);

/* All that is known of it; of one that was taken out, only why. A new reference; NULL without memory. */
json_t *contender_json(const struct comparison *comparison, const struct contender *contender);

/* Sets what follows from the times, as contender_json does, for a file in which it was reckoned otherwise. */
void contender_set_derived(json_t *model, const struct contender *contender);

/* Fills in what contender_json wrote, but for what the origin counted, the sums of the outputs, and what
   follows from the times (analysis_times): of the trials only their number and times. Returns 0, -EBADMSG for
   what is not as the schema says, or -ENOMEM; contender->trials are the caller's either way. */
int contender_from_json(struct contender *contender, const json_t *model);

/* The trials alone, with nothing but their times; at least one. Returns 0, and `*trials` is the caller's to
   free, or as above, and nothing is set. */
int contender_trials_from_json(struct trial **trials, size_t *count, const json_t *model);
