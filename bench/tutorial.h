/* SPDX-License-Identifier: MIT */
/* The times the tutorial published, for the set-ups it published them for. */
#ifndef MANYHANDS_BENCH_TUTORIAL_H
#define MANYHANDS_BENCH_TUTORIAL_H

#include "bench/options.h"

/* The tutorial's wall time in seconds for this model with this number of workers on ten pages of its site
   (600 ms each), or NaN where it has none. */
double tutorial_seconds(const struct entrant *entrant, const struct options *options);

/* The published time of a model, by its name, or NaN. */
double tutorial_published(const char *model);

/* How many times faster that is than its sequential time; NaN likewise. */
double tutorial_speedup(double seconds);

#endif
