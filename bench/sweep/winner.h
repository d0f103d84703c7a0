/* SPDX-License-Identifier: MIT */
/* Who is fastest in a comparison. */
#pragma once

#include "bench/measure/comparison.h"

struct winner {
    const struct contender *first, *second; /* borrowed; NULL when nobody has a time, or no other has */
    double factor; /* how many times the speed of the second the first has, by their medians */
    bool tie; /* within 3 %, or the rounds do not tell: the interval of their ratios holds 1, or is not known
               */
};

void winner_find(struct winner *out, const struct comparison *comparison);
