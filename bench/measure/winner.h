/* SPDX-License-Identifier: MIT */
/* Who is fastest in a comparison, and whether its rounds can tell. */
#pragma once

#include "bench/measure/places.h"

struct winner {
    const struct contender *first;  /* with the least median; borrowed; NULL: nobody has a time */
    const struct contender *second; /* likewise: whom it is held against, NULL: no other has a time */
    enum standing standing;         /* of the first to the second (places_standing); unknown without one */
    bool sure;     /* the standing is not open, and would not be if the interval were half as wide again */
    double factor; /* how many times the speed of the second the first has, by their medians; or NaN */
};

/* Finds it (analysis_make was called). The second is, of those that the rounds cannot tell from the first,
   else of those that are as good, else of all others, the one with the least median. So the standing is
   STANDING_FASTER where the first is faster than every other, STANDING_SAME where one is as good as it and
   none is open, and STANDING_OPEN or STANDING_UNKNOWN where these rounds cannot tell who is first. */
void winner_find(struct winner *out, const struct comparison *comparison);

/* Whether the rounds cannot tell who is first: more may. */
bool winner_is_open(const struct winner *winner);

/* Whether it is worth going on: who looks at numbers again and again until they tell something is wrong more
   often than their interval says, and so only who is sure stops. Of 3,000 simulated pairs that are the same,
   looked at after 3, 6, 12, 24 and 48 rounds, whose ratios spread by 3 and by 10 %, 3.3 and 9.2 % had a
   winner; where whatever was not open ended it, 9.0 and 17.3 %. */
bool winner_wants_more(const struct winner *winner);
