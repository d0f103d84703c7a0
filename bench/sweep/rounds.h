/* SPDX-License-Identifier: MIT */
/* Measures all points of a sweep in interleaved rounds. */
#pragma once

#include "bench/sweep/sweep.h"

/* As run_check, for all points. */
int sweep_check(const struct sweep *sweep, struct failure *why);

/* Measures everything: a reference for each kind of work, the rounds, each of which runs every model of every
   point once in a fresh random order, then the memory. Returns 0, or a negative errno with `why` when it
   ended early; what was measured until then is kept, and sweep->partial set: -EINTR for a signal, -ECONNRESET
   for an origin that is gone. */
int sweep_measure(struct sweep *sweep, const struct workspace *workspace, struct failure *why);
