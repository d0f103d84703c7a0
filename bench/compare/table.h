/* SPDX-License-Identifier: MIT */
/* The findings of a comparison of two builds as a table, in the language set. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/words/grid.h"

struct verdict_rows {
    const struct judgement *judgement; /* borrowed */
    bool ascii;
    bool with_rounds; /* also about how many more would settle what is inconclusive */
};

/* A row for each finding; `rows` is borrowed. */
struct grid verdict_grid(const struct verdict_rows *rows);

/* Prints the conclusion, what is odd, the table, and how to read it. */
void verdict_table_print(const struct sheet *sheet, const struct judgement *judgement);
