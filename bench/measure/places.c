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
    struct contender *contenders = comparison->contenders;
    bool known = true;
    for (size_t i = 0; i < comparison->count; i++) {
        contenders[i].place = 1;
        for (size_t j = 0; j < i; j++) {
            if (!contender_counts(&contenders[i]) || !contender_counts(&contenders[j]))
                continue;
            enum standing standing = places_standing(&contenders[i], &contenders[j]);
            contenders[i].place += standing == STANDING_SLOWER;
            contenders[j].place += standing == STANDING_FASTER;
            known = known && standing != STANDING_UNKNOWN;
        }
    }
    for (size_t i = 0; i < comparison->count; i++) {
        if (!known || !contender_counts(&contenders[i]))
            contenders[i].place = 0;
    }
}
