/* SPDX-License-Identifier: MIT */
/* Pure computation: steps that each need the one before, so that neither a compiler nor a core can do several
   at once, and whose right answer is known without taking them. */
#pragma once

#include <stdint.h>

#include "core/workload.h"

extern const struct workload workload_compute;

/* Where the linear congruential generator x = a·x + c mod 2^64 is `steps` steps after `seed`; a and c are
   those of Knuth's MMIX (The Art of Computer Programming, volume 2, 3.3.4, table 1, line 26). Takes time in
   proportion to `steps`, whether the answer is used or not. */
uint64_t compute_steps(uint64_t seed, uint64_t steps);

/* The same number in at most 64 rounds: F. Brown, "Random Number Generation with Arbitrary Strides",
   Transactions of the American Nuclear Society, 1994. */
uint64_t compute_expected(uint64_t seed, uint64_t steps);

/* How many steps take about `ns` nanoseconds on this machine, as it is now. Takes some 10 ms. */
uint64_t compute_calibrate(uint64_t ns);
