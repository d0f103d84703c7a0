/* SPDX-License-Identifier: MIT */
/* Who is first, and who shares a place: the one rule, read by everything that names a winner. */
#pragma once

#include "bench/measure/comparison.h"

/* How the time of one contender stands to another's. */
enum standing {
    STANDING_UNKNOWN, /* one round, or none: nothing says by how much such times vary */
    STANDING_FASTER,
    STANDING_SLOWER,
    STANDING_SAME, /* within 3 %: whatever there is, is of no interest */
    STANDING_OPEN  /* these rounds cannot tell them apart */
};

/* Judges by the ratios of the rounds in which both ran, which are alike where something slows both: by the 95
   % interval of their centre (ratio_paired). The same: it is within ±3 %. Faster or slower: else, it leaves
   out 1, on the side that the medians are on. Open: neither. Also unknown without memory. */
enum standing places_standing(const struct contender *one, const struct contender *other);

/* Sets the place of each contender that counts: 1, and 1 more for each that is told to be faster. So those
   that nothing sets apart share one. 0 where any pair is of unknown standing. Takes their medians. */
void places_find(struct comparison *comparison);
