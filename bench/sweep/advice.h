/* SPDX-License-Identifier: MIT */
/* How many workers were best in a sweep of their number, and whether the tutorial's formula, cores · (1 +
   waiting ÷ computing), would have said so. */
#pragma once

#include "bench/sweep/sweep.h"

enum advice {
    ADVICE_HOLDS,
    ADVICE_TOO_FEW,  /* fewer than were needed: so many are slower by more than 3 % */
    ADVICE_TOO_MANY, /* more than twice as many as are as good */
    ADVICE_UNSURE,   /* fewer than seem to be needed, but those are not known to be slower */
    ADVICE_OPEN,     /* more than were tried, and the most that were tried were best */
};

struct formula_check {
    size_t best;          /* the fewest workers within 3 % of the best median */
    struct estimate rate; /* theirs, tasks a second */
    size_t below;         /* the next fewer that were tried, 0: none */
    double below_share;   /* their rate, relative to the best's */
    double formula;       /* workers, as it says */
    size_t advised;       /* the same, but one a task at most */
    bool below_ties;      /* the rounds do not tell that they are slower (bench/measure/places.h) */
    enum advice verdict;
};

/* Returns whether there is a verdict: on a model that was measured at all points of a sweep of the number of
   workers alone, and that is no event loop, which is not what the formula is about. */
bool advice_find(struct formula_check *out, const struct sweep *sweep, size_t series);
