/* SPDX-License-Identifier: MIT */
#include "bench/measure/places.h"

#include <math.h>

#include "stats/ratio.h"

static const double margin = 0.03;

static enum standing judge(const struct interval *ratio, double one_s, double other_s)
{
    if (ratio->low >= 1 / (1 + margin) && ratio->high <= 1 + margin)
        return STANDING_SAME;
    if (ratio->low > 1 && one_s < other_s)
        return STANDING_FASTER;
    return ratio->high < 1 && one_s > other_s ? STANDING_SLOWER : STANDING_OPEN;
}

enum standing places_standing(const struct contender *one, const struct contender *other)
{
    double base[OPTIONS_MOST_ROUNDS];
    double over[OPTIONS_MOST_ROUNDS];
    struct ratio ratio;
    size_t rounds = one->trial_count < other->trial_count ? one->trial_count : other->trial_count;
    contender_numbers(one, rounds, TRIAL_WALL, base);
    contender_numbers(other, rounds, TRIAL_WALL, over);
    if (rounds < 2 || ratio_paired(base, over, rounds, &ratio))
        return STANDING_UNKNOWN;
    return judge(&ratio.estimate.interval, one->wall.value, other->wall.value);
}

void places_find(struct comparison *comparison)
{
    bool known = true;
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[i];
        contender->place = 1;
        for (size_t j = 0; j < comparison->count && contender_counts(contender); j++) {
            const struct contender *other = &comparison->contenders[j];
            if (i == j || !contender_counts(other))
                continue;
            enum standing standing = places_standing(contender, other);
            contender->place += standing == STANDING_SLOWER;
            known = known && standing != STANDING_UNKNOWN;
        }
    }
    for (size_t i = 0; i < comparison->count; i++) {
        if (!known || !contender_counts(&comparison->contenders[i]))
            comparison->contenders[i].place = 0;
    }
}
