/* SPDX-License-Identifier: MIT */
/* The data of figure 2, the timeline, as scripts/plots/timeline.gp reads them. */
#pragma once

#include "bench/timeline/timeline.h"

enum { PANELS_MOST_LANES = 24 }; /* shown of a model; of more, as many are, evenly spread */

/* A row a model: name, colour, lanes, how many of them are shown, event loops, whether pieces were merged
   because there are too many to see, the most that was in flight and computing, when it ended. */
int panels_write_models(const struct timeline *timeline, FILE *file);

/* A row a piece of a lane or of an event loop: model and lane from 0, state, begin, end. Loops come behind
   the lanes. A failed attempt is a piece of no length. */
int panels_write_lanes(const struct timeline *timeline, FILE *file);

/* A row a time in which the counts were the same: model from 0, begin, end, in flight, computing; the
   greatest where a picture's column holds more than one. */
int panels_write_activity(const struct timeline *timeline, FILE *file);

/* Each returns 0 or a negative errno. */
