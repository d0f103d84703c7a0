/* SPDX-License-Identifier: MIT */
/* Who takes part in a comparison: a preset, or a list of models. */
#pragma once

#include "bench/options/options.h"

enum { FIELD_MOST_IN_FLIGHT = 100000 };

/* Whether the model is one of those that all presets have; and sets them, each with its own number of
 * workers. */
bool field_is_of_preset(const struct model *model);
void field_of_tutorial(struct options *options);

/* Sets the models of a preset, and how many workers they have: "tutorial", each the tutorial's own number;
   "equal", all the same. Returns 0 or -EINVAL with `why`. */
int field_preset(struct options *options, const char *name, struct failure *why);

/* Reads the workers of all whose numbers are not given: a count, or "auto". Returns 0 or -EINVAL with `why`.
 */
int field_workers(struct options *options, const char *text, struct failure *why);

/* Sets the models from a list, "fork-pool:4,coroutine". Returns 0 or -EINVAL with `why`. */
int field_models(struct options *options, const char *list, struct failure *why);
