/* SPDX-License-Identifier: MIT */
/* What is measured of a model, or counted: what each is called, and how it is judged. Of all of it less is
   better. */
#pragma once

#include <stdbool.h>

#include "bench/words/message.h"

/* In the order they are shown in. */
enum metric {
    METRIC_WALL,
    METRIC_CPU,
    METRIC_MEMORY,
    METRIC_REQUESTS,
    METRIC_SWITCHES,
    METRIC_CONNECTIONS,
    METRIC_BYTES,
    METRIC_PROCESSES,
    METRIC_THREADS,
    METRIC_SYSCALLS,
    METRIC_INSTRUCTIONS,
    METRIC_COUNT
};

struct metric_about {
    const char *name;         /* in our JSON and CSV: "context_switches" */
    const char *unit;         /* there: "s", "bytes" or "count" */
    const char *label, *slug; /* for other tools, in no language: "context switches", "context-switches" */
    const char *recorded; /* the field of results.json that has it, where it is measured once, else NULL */
    double tolerance;     /* how much counts may differ: 0 for what is exact, else a fraction */
    enum message title;   /* for people */
    bool judged;          /* a difference beyond the tolerance is one; times are judged by statistics */
};

extern const struct metric_about metrics[METRIC_COUNT];

/* Those that `count` counts, in the order of counts.json. */
enum { METRICS_COUNTED = 8 };
extern const enum metric metrics_counted[METRICS_COUNTED];

/* Whether it is a time: of those more is "slower". */
bool metric_is_time(enum metric metric);
