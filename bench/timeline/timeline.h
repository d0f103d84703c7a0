/* SPDX-License-Identifier: MIT */
/* What every worker of every model did when: the spans of a comparison, as traces, figures and the race show
   them. */
#pragma once

#include "bench/measure/comparison.h"
#include "bench/measure/span_file.h"
#include "bench/options/options.h"
#include "bench/timeline/activity.h"
#include "bench/timeline/lane.h"

enum { TIMELINE_LANES_SIZE = 128 };

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

/* Whether a state, or a failed attempt, is there to see in any lane. */
bool timeline_shows(const struct timeline *timeline, enum lane_state state);

/* What is to be said beside the lanes of a model of which `shown` are drawn, in the language set: how many of
   its workers were needed, and how many of those are drawn, where it isn't all; else "". */
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
