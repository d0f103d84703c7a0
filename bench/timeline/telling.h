/* SPDX-License-Identifier: MIT */
/* What is said of a timeline: which states there are to see, how many lanes, how far a model is at a moment,
   and in which place it ended. */
#pragma once

#include "bench/timeline/timeline.h"

enum { TIMELINE_LANES_SIZE = 128 };

/* Whether a state, or a failed attempt, is there to see in any lane. */
bool timeline_shows(const struct timeline *timeline, enum lane_state state);

/* What is to be said beside the lanes of a model of which `shown` are drawn, in the language set: how many of
   its workers had work, and how many of those are drawn, where it isn't all; else "". */
void timeline_describe_lanes(char out[TIMELINE_LANES_SIZE], const struct timeline_model *model, size_t shown);

/* How many tasks were over at `at_ns`. */
size_t timeline_done(const struct timeline_model *model, uint64_t at_ns);

/* Takes the places of a comparison, whose recording this is: what a single run took decides none. */
void timeline_set_places(struct timeline *timeline, const struct comparison *comparison);

/* Whether any is known. */
bool timeline_has_places(const struct timeline *timeline);

/* What is said of model `i` when it has ended: in which place it is, with others or alone, and how long this
   run of it took. */
void timeline_tell_end(char *out, size_t size, const struct timeline *timeline, size_t i);
