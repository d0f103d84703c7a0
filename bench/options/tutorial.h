/* SPDX-License-Identifier: MIT */
/* The times the tutorial published, for the set-ups it published them for: "Process vs thread vs coroutine",
   ten list pages with requests and lxml, in Python; models/ has them, and scripts/tutorial does the same. */
#pragma once

#include "bench/options/options.h"

/* Whether it has one of the model: those are what every preset compares; and enters them, each with its own
   number of workers, in place of those that take part. */
bool tutorial_has(const struct model *model);
void tutorial_take_part(struct options *options);

/* The model whose way of the tutorial the entrant goes, with the tutorial's own number of workers: the model
   itself ("pthread-pool:12"), or the tutorial's own program (a path that ends in "tutorial/thread_pool.py").
   NULL for all others. */
const struct model *tutorial_way(const struct entrant *entrant);

/* The tutorial's wall time in seconds for that on ten pages of its site (600 ms each), or NaN where it has
   none. */
double tutorial_seconds(const struct entrant *entrant, const struct options *options);

/* How many times faster that is than its one process; NaN likewise. */
double tutorial_speedup(double seconds);
