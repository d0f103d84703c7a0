/* SPDX-License-Identifier: MIT */
/* The recorded timelines side by side, to be replayed: where every model was at any moment. */
#pragma once

#include "bench/timeline/lane.h"
#include "bench/timeline/timeline.h"

struct race_model {
    const struct timeline_model *model; /* borrowed */
    struct lane *lanes;                 /* owned */
    uint64_t *done_ns;                  /* owned: when each task was over for good, in order */
    size_t tasks;
};

struct race {
    const struct timeline *timeline; /* borrowed */
    struct race_model models[OPTIONS_MOST_MODELS];
};

/* Returns 0 or -ENOMEM; race_release is due either way. */
int race_init(struct race *race, const struct timeline *timeline);
void race_release(struct race *race);

/* How many tasks were over at `at_ns`. */
size_t race_done(const struct race_model *model, uint64_t at_ns);

/* What lane `number` was at. */
enum lane_state race_state(const struct race_model *model, size_t number, uint64_t at_ns);

/* In which place the model came in, from 1; those that ended at the same time share one. */
size_t race_place(const struct race *race, size_t i);
