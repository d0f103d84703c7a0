/* SPDX-License-Identifier: MIT */
/* What every worker of every model did when: the spans of a comparison, as traces, figures and the race show
   them. */
#pragma once

#include "bench/measure/span_file.h"
#include "bench/options/options.h"

/* An attempt. Times are nanoseconds since its model began. */
struct timeline_span {
    struct span_row row;
    size_t lane;
};

struct timeline_model {
    struct entrant entrant;      /* what its label means */
    struct timeline_span *spans; /* owned: by lane, then by time */
    size_t count;
    size_t lanes;    /* workers that had something to do; of an event loop, coroutines */
    size_t tasks;    /* that were done or failed */
    uint64_t end_ns; /* when the last was over */
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
