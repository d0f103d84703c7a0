/* SPDX-License-Identifier: MIT */
/* Where a sweep spends further rounds, and why a point had no more. */
#pragma once

#include "bench/sweep/sweep.h"

/* Whether the rounds cannot tell what is asked of a point: of a sweep of the number of workers alone, whether
   that number is as good as the fastest (bench/sweep/advice.h), else who is fastest there, for sure
   (winner_wants_more). Both are known to sweep_analyse. */
bool further_wanted(const struct sweep *sweep, const struct point *point);

enum further_stop {
    STOP_ASKED,   /* as many as --rounds says */
    STOP_DECIDED, /* they tell, for sure */
    STOP_TIME,    /* the time for further rounds was over */
    STOP_MOST,    /* SWEEP_MOST_ROUNDS */
    STOP_EARLY,   /* the sweep ended early */
    STOP_COUNT
};

/* Its name in sweep.json: "decided". */
extern const char *const further_stops[STOP_COUNT];

/* Why a point with so many rounds had no more of them. */
enum further_stop further_stop(const struct sweep *sweep, const struct point *point);
