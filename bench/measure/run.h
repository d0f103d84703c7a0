/* SPDX-License-Identifier: MIT */
/* The main job: measures all models of a comparison in interleaved rounds. */
#pragma once

#include "bench/host/machine.h"
#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"

/* Checks what can be known beforehand: hyperfine is there if something is timed, the limits of open files are
   high enough. Returns 0 or a negative errno with `why`. */
int run_check(const struct comparison *comparison, struct failure *why);

/* Starts the origin, if there is to be one, and finds out what is right and what a task costs. Returns 0 or a
   negative errno with `why`; origin_stop is due either way. */
int run_prepare(struct comparison *comparison, struct origin *origin, const struct workspace *workspace,
                struct failure *why);

/* Warns when some model could ask the origin for so much that its own limit would show. Returns 0 or a
   negative errno. */
int run_check_demand(struct comparison *comparison);

/* Says on stderr what disturbs, before it does: that demand first, then what of the machine was found since
   machine_begin; comparison->warnings keeps it. Returns 0 or a negative errno with `why`. */
int run_warn(struct comparison *comparison, const struct machine *machine, struct failure *why);

/* Times one model once and counts the time it took; returns as trial_run. */
int run_turn(struct comparison *comparison, struct contender *contender, struct origin *origin,
             const struct workspace *workspace, struct failure *why);

/* Measures everything: the reference, the rounds, then memory and spans. Output and spans are left in the
   workspace. Returns 0, or a negative errno with `why` when it ended early; what was measured until then is
   kept, and comparison->partial set: -EINTR for a signal, -ECONNRESET for an origin that is gone. */
int run_measure(struct comparison *comparison, const struct workspace *workspace, struct failure *why);
