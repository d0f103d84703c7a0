/* SPDX-License-Identifier: MIT */
/* What was measured, as other tools want it: a list of numbers with names. `manyhands run` and whatever else
   measures fill it in; bench/show/format.h writes it. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "bench/measure/comparison.h"
#include "bench/measure/metric.h"

/* What it says as a test. */
enum measurement_state {
    MEASUREMENT_PASSED,
    MEASUREMENT_FAILED,
    MEASUREMENT_ERROR,  /* it could not be tested */
    MEASUREMENT_SKIPPED /* it was, and that is open */
};

/* One number of one model. Its pointers are borrowed but for one. */
struct measurement {
    const char *name;    /* of the model, with its workers: "fork-pool:4" */
    char metric[48];     /* "wall time", "peak memory" */
    char slug[48];       /* the same as Bencher names it: "latency", "peak-memory" */
    const char *unit;    /* "s", "B", or "ratio" */
    double value;        /* the median, or the estimate; NaN where there is none, because of `problem` */
    double low, high;    /* 95 % confidence; NaN when not known */
    double seconds;      /* what it took, of a time; NaN else */
    size_t runs;         /* how many times it was measured */
    const char *verdict; /* a word about it: "verified", or that of a regression check */
    enum measurement_state state;
    char *problem; /* owned: why it has not passed, or NULL */
};

/* All times of one program with one model. */
struct timing {
    const char *name;  /* borrowed: of the model */
    const char *build; /* borrowed: which of two builds, or NULL */
    char *command;     /* owned: what was timed */
    double *samples;   /* owned: seconds, in the order they were taken */
    size_t count;
    double user_s, system_s; /* CPU time of a run, means */
};

enum { MEASUREMENTS_MOST = 2 * METRIC_COUNT * OPTIONS_MOST_MODELS, TIMINGS_MOST = 2 * OPTIONS_MOST_MODELS };

struct measurements {
    struct measurement list[MEASUREMENTS_MOST];
    size_t count;
    struct timing timings[TIMINGS_MOST];
    size_t timing_count;
    const char *suite; /* borrowed: what was done with the models, "articles" */
    double total_s;    /* how long all of it took */
    json_t *document;  /* owned: everything, as the file of results has it, or NULL */
    int (*put_table)(const void *subject, FILE *file); /* for people, in Markdown; 0 or a negative errno */
    const void *subject;                               /* borrowed: what the table is of */
};

/* Whether its value is a time in seconds. */
bool measurement_is_time(const struct measurement *measurement);

/* Lists the wall time of every model, and the memory of those it is known of. All is borrowed from the
   comparison, which was analysed. Returns 0 or -ENOMEM; end with measurements_release either way. */
int measurements_of_comparison(struct measurements *measurements, const struct comparison *comparison);
void measurements_release(struct measurements *measurements);
