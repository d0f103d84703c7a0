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

/* Sets the place of each contender that counts, in the order of their medians: the fastest has the first, and
   shares it with all up to the last that is not told to be slower; the next of them has the place behind so
   many, and likewise. So no place is before that of a shorter time, and where two cannot be told apart,
   neither can what lies between them be put before one of them. 0 where any pair is of unknown standing. */
void places_find(struct comparison *comparison);
