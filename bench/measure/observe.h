/* SPDX-License-Identifier: MIT */
/* What is measured of a model outside the timed runs, because looking would cost it time: memory and spans.
 */
#pragma once

#include "bench/measure/comparison.h"

/* Runs the contender twice more, once while its process tree's memory is sampled, once with spans recorded,
   and fills in contender->observed; the spans go to NAME.spans.csv in the workspace. Both outputs are
   verified. Returns 0 or a negative errno with measuring->why: -EINTR for a signal, -ECONNRESET for an origin
   that is gone. */
int observe_run(const struct measuring *measuring, struct contender *contender);

/* The first of these runs alone. */
int observe_memory(const struct measuring *measuring, struct contender *contender);
