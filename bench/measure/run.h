/* SPDX-License-Identifier: MIT */
/* The main job: measures all models of a comparison in interleaved rounds. */
#pragma once

#include "bench/host/machine.h"
#include "bench/measure/comparison.h"

/* Checks what can be known beforehand: hyperfine is there if something is timed, the limits of open files are
   high enough. Returns 0 or a negative errno with `why`. */
int run_check(const struct comparison *comparison, struct failure *why);

/* Starts the origin, if there is to be one, and finds out what is right and what a task costs. Returns 0 or a
   negative errno with measuring->why; run_end is due either way. */
int run_prepare(const struct measuring *measuring);

/* Warns when some model could ask the origin for so much that its own limit would show. Returns 0 or a
   negative errno. */
int run_check_demand(struct comparison *comparison);

/* Says on stderr what disturbs, before it does: that demand first, then what of the machine was found since
   machine_here; comparison->warnings keeps it. Returns 0 or a negative errno with measuring->why. */
int run_warn(const struct measuring *measuring, const struct machine *machine);

/* Ends the origin, and clears the line of progress. Returns what `err` (0: none), with which the run ended,
   really was, and says so: -EINTR for a signal, -ECONNRESET for an origin that is gone. */
int run_end(const struct measuring *measuring, int err);

/* Whether another round would add little (analysis_make was called): every ratio is known well enough
   (analysis_settled), and it is known for sure who is fastest (winner_wants_more). */
bool run_settled(const struct comparison *comparison);

/* Measures everything: the reference, the rounds, then memory and spans. Output and spans are left in the
   workspace. Returns 0, or a negative errno with `why` when it ended early, as run_end has it; what was
   measured until then is kept, and comparison->partial set. */
int run_measure(struct comparison *comparison, const struct workspace *workspace, struct failure *why);
