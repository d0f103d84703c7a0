/* SPDX-License-Identifier: MIT */
/* What every worker of every model did when: the spans of a comparison, as traces, figures and the race show
   them. */
#pragma once

#include "bench/measure/comparison.h"
#include "bench/measure/span_file.h"
#include "bench/options/options.h"
#include "bench/timeline/activity.h"
#include "bench/timeline/lane.h"

/* Times are nanoseconds since the model began. */
struct timeline_model {
    struct entrant entrant; /* what its label means */
    struct span_row *spans; /* owned: by slot, then by time */
    size_t count, capacity; /* spans there are, and there is room for */
    struct lane *lanes;     /* owned: a slot each that had something to do */
    size_t lane_count;
    size_t workers;           /* there were, with those that had nothing to do */
    enum lane_state busy;     /* what they do with the bytes: LANE_PARSING, LANE_WORKING or LANE_TURNS */
    struct activity activity; /* owned */
    uint64_t *done_ns;        /* owned: when each task was over for good, in order */
    size_t tasks;             /* that were done or failed */
    uint64_t end_ns;          /* when the last was over */
    size_t place;             /* in the comparison, of all its rounds; 0: not known */
    bool tied;                /* others have the same */
};

/* Every model begins at 0. */
struct timeline {
    struct timeline_model models[OPTIONS_MOST_MODELS];
    size_t count;
    uint64_t end_ns; /* of the slowest */
};

/* Reads a spans.csv of manyhands run. Returns 0 or a negative errno: -ENOENT where there is none, -EBADMSG
   for one that is not what was expected. timeline_release is due either way. */
int timeline_read(struct timeline *timeline, const char *path);
void timeline_release(struct timeline *timeline);

/* Makes `first` a model with only the `most` attempts that began first. Returns 0 or -ENOMEM;
   timeline_model_release is due either way. */
int timeline_first(struct timeline_model *first, const struct timeline_model *model, size_t most);
void timeline_model_release(struct timeline_model *model);
