/* SPDX-License-Identifier: MIT */
/* What a sweep varies, and its values: --over workers=1..64, --over latency=0,1ms,10ms. */
#pragma once

#include "bench/options/options.h"
#include "bench/words/number.h"

enum axis_kind { AXIS_WORKERS, AXIS_IN_FLIGHT, AXIS_TASKS, AXIS_LATENCY, AXIS_PARSE_COST, AXIS_KINDS };

struct axis_about {
    const char *name;     /* on the command line: "parse-cost" */
    const char *column;   /* the head of a column: "parse_cost_s" */
    const char *collides; /* the options that say the same */
    uint64_t least, most; /* values */
    enum message title;
    bool workers; /* it is about how many tasks are under way at once */
    bool time;    /* its values are times */
};

extern const struct axis_about axis_kinds[AXIS_KINDS];

enum { AXIS_MOST_VALUES = 20 };

struct axis {
    enum axis_kind kind;
    uint64_t values[AXIS_MOST_VALUES]; /* rising: counts, or nanoseconds */
    size_t count;                      /* at least 2 */
};

/* Reads NAME=FIRST..LAST, each value twice the one before and LAST at the end (behind 0 comes 1 ms or, where
   LAST is at most that, 1 µs), or NAME=VALUE,VALUE,... that rise. Returns 0 or -EINVAL with `why`. */
int axis_parse(struct axis *axis, const char *text, struct failure *why);

/* What it is called, for a person. */
const char *axis_title(enum axis_kind kind);

/* A value as a number, times in seconds; and for a person. */
double axis_number(const struct axis *axis, size_t i);
struct text_number axis_text(const struct axis *axis, size_t i);

/* Refuses options, not completed, that say what the axis varies. Returns 0 or -EINVAL with `why`. */
int axis_check(const struct axis *axis, const struct options *options, struct failure *why);

/* Gives options, not completed, a value of the axis. */
void axis_apply(const struct axis *axis, size_t i, struct options *options);
