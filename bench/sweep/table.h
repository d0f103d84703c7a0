/* SPDX-License-Identifier: MIT */
/* The tables of a sweep, in the language set; it is borrowed. */
#pragma once

#include "bench/sweep/sweep.h"
#include "bench/words/grid.h"

/* Of one axis: a row a value, a column a model: tasks a second, and the most memory. */
struct grid sweep_rates(const struct sweep *sweep);
struct grid sweep_memory(const struct sweep *sweep);

/* Of two axes: a row a value of the second, a column one of the first: who is fastest. */
struct grid sweep_winners(const struct sweep *sweep);
