/* SPDX-License-Identifier: MIT */
/* The table of a comparison, and the comparison on a terminal: bars, the table, what it means. */
#pragma once

#include <stdio.h>

#include "bench/measure/comparison.h"
#include "bench/words/grid.h"

enum report_column {
    COLUMN_MODEL,
    COLUMN_TIME,
    COLUMN_SPEEDUP,
    COLUMN_TUTORIAL,
    COLUMN_BOUND,
    COLUMN_EFFICIENCY,
    COLUMN_CPU,
    COLUMN_MEMORY,
    COLUMN_LIMIT,
    REPORT_COLUMNS
};

/* A row a model that counts; what is known of none has no column. */
struct report_grid {
    struct grid grid;                                  /* its subject is this: not to be copied */
    const struct contender *rows[OPTIONS_MOST_MODELS]; /* borrowed */
    enum report_column columns[REPORT_COLUMNS];
};

/* Lays it out; `comparison` is borrowed. */
void report_grid_init(struct report_grid *out, const struct comparison *comparison);

/* Prints it all, as wide as the terminal of `file` (100 columns where it is none), in the language set. */
void table_print(FILE *file, const struct comparison *comparison);
