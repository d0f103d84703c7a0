/* SPDX-License-Identifier: MIT */
/* The deterministic tier: what the models do, counted instead of timed, for machines where time means little.
 */
#pragma once

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"
#include "bench/measure/metric.h"

enum { COUNT_ROUNDS = 3 }; /* unless --rounds says otherwise */

/* How often something was counted, and what the rounds had. */
struct tally {
    size_t rounds; /* 0: it could not be counted */
    double low, high;
    double median;
};

struct count {
    struct comparison *comparison; /* borrowed */
    double *values;                /* owned: of each contender, of each metric, one a round */
    struct tally tallies[OPTIONS_MOST_MODELS][METRIC_COUNT];
    struct warnings missing; /* what cannot be counted here, and what to do about it */
};

/* An empty count of the comparison's contenders. Returns 0 or -ENOMEM; count_release is due either way. */
int count_init(struct count *count, struct comparison *comparison);
void count_release(struct count *count);

/* Runs every model up to three times a round: as it is, traced, and under callgrind, and verifies what comes
   out each time. Fills in the tallies, and the problems of contenders. Returns 0, or a negative errno with
   `why` when it ended early; what was counted until then is kept, and comparison->partial set: -EINTR for a
   signal, -ECONNRESET for an origin that is gone. */
int count_measure(struct count *count, const struct workspace *workspace, struct failure *why);
