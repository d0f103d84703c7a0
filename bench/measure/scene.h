/* SPDX-License-Identifier: MIT */
/* Where the tasks of a comparison are: at an origin of ours, or at a site. */
#pragma once

#include "bench/measure/comparison.h"

/* Starts the origin, if there is to be one, and sets comparison->url. Returns 0 or a negative errno with
   `why`; origin_stop is due either way. */
int scene_set(struct comparison *comparison, struct origin *origin, struct failure *why);
