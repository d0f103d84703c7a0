/* SPDX-License-Identifier: MIT */
/* A timed run: hyperfine runs one model once, then everything about it is verified. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"

/* Adds a trial to the contender or, when its output or its requests are not exactly what they must be, says
   so in contender->problem and adds none. `origin` is NULL at a site that is not ours. Returns 0, or a
   negative errno with `why` when the comparison can't go on: -EINTR for a signal, -ECONNRESET for an origin
   that is gone. */
int trial_run(struct comparison *comparison, struct contender *contender, struct origin *origin,
              const struct workspace *workspace, struct failure *why);

/* Takes the contender out, with the reason: message `id` with `detail` in it. */
void trial_set_problem(struct contender *contender, enum message id, const char *detail);

/* Holds what a contender made against the reference: sets contender->problem when it differs. The time it
   takes counts as comparison->untimed_s. */
void trial_verify_product(struct comparison *comparison, struct contender *contender,
                          const struct product *product);

/* Verifies that every task was asked for exactly once, and once more for each of `retries`, as the origin
   counted. What a program of somebody's own tries again, when faults make it, only it knows. Sets
   contender->problem otherwise. */
void trial_verify_requests(const struct comparison *comparison, struct contender *contender,
                           const struct origin_counts *counts, size_t retries);
