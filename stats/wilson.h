/* SPDX-License-Identifier: MIT */
/* How sure a rate is that was counted. */
#pragma once

#include "stats/statistics.h"

/* The 95 % interval of the probability behind `hits` hits in `count` trials: all probabilities that this many
   are at most 1.96 standard deviations away from. Unlike the rate ± 1.96 deviations of itself it is no single
   point where there is no hit, or nothing but hits. E. B. Wilson: Probable inference, the law of succession,
   and statistical inference, Journal of the American Statistical Association 22 (1927), 209-212. From 0 to 1
   where there is no trial. */
struct interval wilson_interval(size_t hits, size_t count);
