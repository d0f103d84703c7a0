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

static const struct contender *find_fastest(const struct comparison *comparison)
{
    const struct contender *fastest = NULL;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender) && (!fastest || contender->wall.value < fastest->wall.value))
            fastest = contender;
    }
    return fastest;
}

void winner_find(struct winner *out, const struct comparison *comparison)
{
    *out = (struct winner){.first = find_fastest(comparison), .standing = STANDING_UNKNOWN, .factor = NAN};
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
    if (out->second)
        out->factor = out->second->wall.value / out->first->wall.value;
}

bool winner_is_open(const struct winner *winner)
{
    return winner->second && (winner->standing == STANDING_OPEN || winner->standing == STANDING_UNKNOWN);
}
