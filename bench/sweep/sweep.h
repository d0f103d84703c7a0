/* SPDX-License-Identifier: MIT */
/* Many comparisons that differ in one thing or two: what was asked, and what was measured at each point. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"
#include "bench/measure/winner.h"
#include "bench/sweep/axis.h"

/* Without --rounds every point has the least, and those where something is open more, to the most. */
enum { SWEEP_MOST_POINTS = 100, SWEEP_ROUNDS = 3, SWEEP_MOST_ROUNDS = 48 };

/* One comparison. It takes no model that would do there just what it does at an earlier point. */
struct point {
    size_t at[OPTIONS_MOST_AXES]; /* which value of each axis */
    struct options options;       /* complete */
    struct comparison comparison;
    size_t series[OPTIONS_MOST_MODELS]; /* of each contender */
    struct workspace workspace;         /* inside the sweep's own; when it is the first of such a scene */
    struct origin origin;               /* when it is the first with such a latency */
    struct measuring measuring;         /* with these, or with those of the first */
    size_t due;                         /* rounds that it is to have */

    /* By sweep_analyse. */
    struct estimate rates[OPTIONS_MOST_MODELS]; /* tasks a second of each contender */
    struct winner winner;
};

struct sweep {
    struct options options; /* as they were given */
    struct axis axes[OPTIONS_MOST_AXES];
    size_t axis_count;
    struct point *points; /* owned; the first axis varies fastest */
    size_t count;
    char series[OPTIONS_MOST_MODELS][ENTRANT_LABEL_SIZE]; /* the models, as they are called at all points */
    size_t series_count;
    size_t rounds; /* complete ones, at every point; of each, in its comparison */
    bool partial;  /* it ended early */
    struct period period;
    double total_s;

    /* By sweep_analyse: where the time went at all points, as in struct comparison. */
    double timed_s, untimed_s;
};

/* Lays out the points of options->over. Returns 0 or a negative errno with `why`: -EINVAL for what makes no
   sweep. sweep_release is due either way. */
int sweep_init(struct sweep *sweep, const struct options *options, struct failure *why);
void sweep_release(struct sweep *sweep);

/* The last point that has the series, where most is asked of it; there its single tasks are looked at. */
const struct point *sweep_last(const struct sweep *sweep, size_t series);

/* Fills in all that follows from what was measured so far. Returns 0 or -ENOMEM. */
int sweep_analyse(struct sweep *sweep);

/* A model's contender at a point, NULL where it has none that counts. */
const struct contender *point_find(const struct point *point, size_t series);

/* Of a contender of the point: what it is called at all points, and its tasks a second, whose interval is not
   finite where it is not known. */
const char *sweep_series(const struct sweep *sweep, const struct point *point,
                         const struct contender *contender);
const struct estimate *point_rate(const struct point *point, const struct contender *contender);

/* Whether anything was measured that counts. */
bool sweep_has_times(const struct sweep *sweep);

/* Whether no model was taken out anywhere. */
bool sweep_all_verified(const struct sweep *sweep);
