/* SPDX-License-Identifier: MIT */
/* A results.json or counts.json as another run left it, or as anybody wrote it: nothing in it is trusted. */
#pragma once

#include <jansson.h>

#include "bench/compare/verdict.h"
#include "bench/measure/count.h"

enum { RECORD_MOST_VALUES = OPTIONS_MOST_ROUNDS }; /* more rounds no run can have */

/* A model that has times, or counts. */
struct record_model {
    char name[ENTRANT_LABEL_SIZE];
    size_t count;                 /* rounds, at least 1 */
    double *wall_s;               /* owned: finite and positive, one a round; NULL in a counts.json */
    double *cpu_s;                /* likewise: user and system */
    double user_s, system_s;      /* means */
    double once[METRIC_COUNT];    /* what was measured once: positive numbers, or NaN */
    double counts[COUNTED_COUNT]; /* medians of `count` rounds, where it is a counts.json; or NaN */
};

struct record {
    json_t *root;         /* owned */
    const char *workload; /* borrowed from it; "" when it does not say */
    bool partial;
    bool counts; /* it is a counts.json */
    struct record_model models[OPTIONS_MOST_MODELS];
    size_t count; /* 0 when all were taken out */
};

/* Reads the file, or the results.json, else the counts.json, in the folder, at `path`. Returns 0, or a
   negative errno with `why`: -EBADMSG when it is none that could be; record_release is due either way. */
int record_read(struct record *record, const char *path, struct failure *why);

void record_release(struct record *record);

/* The model of that name, or NULL. */
const struct record_model *record_find(const struct record *record, const char *name);

/* Why the model of that name was taken out there, borrowed; NULL when it was not. */
const char *record_problem(const struct record *record, const char *name);

/* What of machine and scenario makes times incomparable and differs ("manyhands compare --help" has the
   list; of counts, scenario alone): names with commas between, in `out` of `size` bytes; "" for nothing. */
void record_differences(const struct record *base, const struct record *other, char *out, size_t size);
