/* SPDX-License-Identifier: MIT */
/* Where a contender's time went: what was seen of a run with spans, and what follows from it and the trials.
 */
#pragma once

#include "bench/measure/comparison.h"

/* Fills in computed_s, waited_s, startup_s and faults_s of `observed` from the spans in `path`, of a run of
   the contender that took `wall_s` in all: NaN where they are not those of comparison->tasks. Returns 0 or
   -ENOMEM. */
int breakdown_observe(struct observation *observed, const struct comparison *comparison,
                      const struct contender *contender, double wall_s, const char *path);

/* Fills in contender->budget and limited_by, when its medians and its bound are there. The job is played
   through (stats/schedule.h) by the contender's workers; of this waiting and computing what a worker for
   every task would save are more turns. Then with the lock, with the rate, and with tasks that each wait
   longer: what each of these adds is its part.
   - Computing is as much dearer than alone as the CPU time of the contender's tasks was, since cores that
   work at once slow each other down: by its spans but no more than its runs used or, without spans, by what
   these used.
   - Waiting takes as long as alone, and late answers are what its spans have more. A loop hears of an answer
     only when it is done with those before: of its waits, queueing for it is taken off.
   - Start-up and faults are as observed.
   What was not observed is in the rest. Returns 0, -EINVAL before comparison_set_costs, or -ENOMEM. */
int breakdown_make(const struct comparison *comparison, struct contender *contender);
