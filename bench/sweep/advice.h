/* SPDX-License-Identifier: MIT */
/* How many workers were enough in a sweep of their number, and whether the tutorial's formula, cores · (1 +
   waiting ÷ computing), would have said so. */
#pragma once

#include "bench/sweep/sweep.h"

enum advice {
    ADVICE_HOLDS,    /* it asks for as many as were enough, or for up to twice as many */
    ADVICE_BETWEEN,  /* for more than were too few, and fewer than were enough */
    ADVICE_TOO_FEW,  /* for no more than were too few */
    ADVICE_TOO_MANY, /* for more than twice as many as were enough */
    ADVICE_UNSURE,   /* the rounds do not tell which of these */
    ADVICE_BEYOND    /* for more than were tried, and the most that were tried were needed */
};

struct formula_check {
    size_t tried[AXIS_MOST_VALUES]; /* numbers of workers, rising */
    size_t count;                   /* of these */
    size_t fastest;                 /* which one has the highest median rate */
    size_t enough;                  /* the first that is known to be the same within 3 %, or that itself */
    size_t least;                   /* the first that may be: all before it are known to be slower */
    double below_share;             /* rate of the one before it, relative to the fastest's; or NaN */
    struct estimate rate;           /* of those that are enough, tasks a second */
    double formula;                 /* workers, as it says; may be infinite */
    size_t advised;                 /* the same, but one a task at most */
    enum advice verdict;
    bool vague; /* the interval of `rate` says next to nothing: it ends above twice its begin */
    bool open[AXIS_MOST_VALUES]; /* the rounds do not tell whether that number is as good as the fastest */
};

/* Returns whether there is a verdict: on a model that was measured at all points of a sweep of the number of
   workers alone, and that is no event loop, which is not what the formula is about. */
bool advice_find(struct formula_check *out, const struct sweep *sweep, size_t series);

/* What the formula's number is worth (check->advised), where check->tried, ->count, ->enough and ->least are
   known: what would follow from each number from the least to that which is enough being the one that is
   needed, where that is always the same; else ADVICE_UNSURE. */
enum advice advice_judge(const struct formula_check *check);
