/* SPDX-License-Identifier: MIT */
/* Where the time of each model went, in words, and as a table. */
#pragma once

#include "bench/measure/comparison.h"
#include "bench/words/grid.h"

/* A part as results.json and budget.csv have it, and as people read it. */
struct budget_word {
    const char *key;
    enum message title;
};

extern const struct budget_word budget_words[BUDGET_PARTS];

/* Whether it is known: results of older versions do not say. */
bool budget_known(const struct budget *budget);

/* A row a model that counts, with its time and its parts, and how much of the time each is; a part that is
   nothing everywhere has no column. */
struct budget_grid {
    struct grid grid;                                  /* its subject is this: not to be copied */
    const struct contender *rows[OPTIONS_MOST_MODELS]; /* borrowed */
    enum budget_part parts[BUDGET_PARTS];
};

/* Lays it out; `comparison` is borrowed. */
void budget_grid_init(struct budget_grid *out, const struct comparison *comparison);
