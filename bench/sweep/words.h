/* SPDX-License-Identifier: MIT */
/* A sweep in words and cells, in the language set: what was swept, what it showed. The terminal and
   summary.md show the same. */
#pragma once

#include "bench/show/sentences.h"
#include "bench/sweep/sweep.h"

/* What stands in a table of a sweep. */
enum sweep_table {
    SWEEP_RATES,   /* of one axis: a row a value, a column a model: tasks a second */
    SWEEP_MEMORY,  /* likewise: the most memory */
    SWEEP_WINNERS, /* of two axes: a row a value of the second, a column one of the first: who is fastest */
};

/* "articles · workers 1–64 · tasks 100 · latency 20 ms · 3 interleaved rounds · every byte verified" */
void sweep_report_scenario(char out[LINES_SIZE], const struct sweep *sweep);

/* How many rows and columns a table has without its heads. */
size_t sweep_report_rows(const struct sweep *sweep, enum sweep_table table);
size_t sweep_report_columns(const struct sweep *sweep, enum sweep_table table);

/* A cell; `row` and `column` count from 1, 0 is a head. "" where there is nothing. */
void sweep_report_cell(char out[REPORT_CELL_SIZE], const struct sweep *sweep, enum sweep_table table,
                       size_t row, size_t column);

/* Models without a time, and times that say nothing, each once with the points that it is about. */
void sweep_report_warnings(struct lines *lines, const struct sweep *sweep);

/* What the numbers mean: how many workers were best and what the formula says; who wins where. */
void sweep_report_meaning(struct lines *lines, const struct sweep *sweep);

/* Where the time went. */
void sweep_report_notes(struct lines *lines, const struct sweep *sweep);
