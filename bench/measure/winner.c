/* SPDX-License-Identifier: MIT */
#include "bench/measure/winner.h"

#include <math.h>

/* How much a standing of the first keeps it from being the winner. */
static int doubt_of(enum standing standing)
{
    switch (standing) {
    case STANDING_FASTER:
        return 0;
    case STANDING_SAME:
        return 1;
    default:
        return 2;
    }
}

/* Whether an interval half as wide again leaves out 1, too. */
static bool is_clear(const struct contender *first, const struct contender *second)
{
    static const double wider = 1.5;
    struct ratio ratio;
    if (contender_ratio(first, second, &ratio))
        return false;
    double centre = log(ratio.estimate.value);
    return centre - wider * (centre - log(ratio.estimate.interval.low)) > 0;
}

void winner_find(struct winner *out, const struct comparison *comparison)
{
    *out = (struct winner){
        .first = comparison_fastest(comparison, NULL), .standing = STANDING_UNKNOWN, .factor = NAN};
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *other = &comparison->contenders[i];
        if (!contender_counts(other) || other == out->first)
            continue;
        enum standing standing = places_standing(out->first, other);
        int more = out->second ? doubt_of(standing) - doubt_of(out->standing) : 1;
        if (more > 0 || (more == 0 && other->wall.value < out->second->wall.value)) {
            out->second = other;
            out->standing = standing;
        }
    }
    if (!out->second)
        return;
    out->factor = out->second->wall.value / out->first->wall.value;
    out->sure = out->standing == STANDING_SAME ||
                (out->standing == STANDING_FASTER && is_clear(out->first, out->second));
}

bool winner_is_open(const struct winner *winner)
{
    return winner->second && (winner->standing == STANDING_OPEN || winner->standing == STANDING_UNKNOWN);
}

bool winner_wants_more(const struct winner *winner)
{
    return winner->second && !winner->sure;
}
