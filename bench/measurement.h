/* SPDX-License-Identifier: MIT */
/* What was measured, as other tools want it: a list of numbers with names. `manyhands run` and whatever else
   measures fill it in; bench/format.h writes it. */
#ifndef MANYHANDS_BENCH_MEASUREMENT_H
#define MANYHANDS_BENCH_MEASUREMENT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "bench/comparison.h"

/* One number of one model. Strings are borrowed but for one. */
struct measurement {
    const char *name;   /* of the model, with its workers: "fork-pool:4" */
    const char *metric; /* "wall time", "peak memory" */
    const char *slug;   /* the same as Bencher names it: "latency", "peak-memory" */
    const char *unit;   /* "s" or "B" */
    double value;       /* the median; NaN where there is none, because of `problem` */
    double low, high;   /* 95 % confidence; NaN when not known */
    double *samples;    /* owned: in the order they were taken, or NULL */
    size_t sample_count;
    double user_s, system_s; /* CPU time of a run, means; 0 but for times */
    const char *verdict;     /* a word about it: "verified", or that of a regression check */
    const char *problem;     /* why it counts as failed, or NULL */
    char *command;           /* owned: what was timed, or NULL */
};

enum { MEASUREMENTS_MOST = 2 * OPTIONS_MOST_MODELS };

struct measurements {
    struct measurement list[MEASUREMENTS_MOST];
    size_t count;
    const char *suite; /* borrowed: what was done with the models, "articles" */
    double total_s;    /* how long all of it took */
    json_t *document;  /* owned: everything, as results.json has it, or NULL */
    int (*put_table)(const void *subject, FILE *file); /* for people, in Markdown; 0 or a negative errno */
    const void *subject;                               /* borrowed: what the table is of */
};

/* Whether its value is a time in seconds. */
bool measurement_is_time(const struct measurement *measurement);

/* Lists the wall time of every model, and the memory of those it is known of. All is borrowed from the
   comparison, which was analysed. Returns 0 or -ENOMEM; end with measurements_release either way. */
int measurements_of_comparison(struct measurements *measurements, const struct comparison *comparison);
void measurements_release(struct measurements *measurements);

#endif
