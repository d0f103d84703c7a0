/* SPDX-License-Identifier: MIT */
#include "bench/measure/places.h"

#include <math.h>
#include <stdlib.h>

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
    struct ratio ratio;
    if (one->trial_count < 2 || other->trial_count < 2 || contender_ratio(one, other, &ratio))
        return STANDING_UNKNOWN;
    return judge(&ratio.estimate.interval, one->wall.value, other->wall.value);
}

/* Whether one of several has too few rounds to be held against another. */
static bool is_unknown(struct contender *const *list, size_t count)
{
    for (size_t i = 0; i < count && count > 1; i++) {
        if (list[i]->trial_count < 2)
            return true;
    }
    return false;
}

static int by_median(const void *left, const void *right)
{
    const struct contender *const *a = left;
    const struct contender *const *b = right;
    return statistics_ascending(&(*a)->wall.value, &(*b)->wall.value);
}

/* How many of the list, which is in order, share the place of its first: up to the last that is not told to
   be slower. */
static size_t count_sharing(struct contender *const *list, size_t count)
{
    size_t last = 0;
    for (size_t i = 1; i < count; i++)
        last = places_standing(list[i], list[0]) == STANDING_SLOWER ? last : i;
    return last + 1;
}

void places_find(struct comparison *comparison)
{
    struct contender *list[OPTIONS_MOST_MODELS];
    size_t count = 0;
    for (size_t i = 0; i < comparison->count; i++) {
        comparison->contenders[i].place = 0;
        if (contender_counts(&comparison->contenders[i]))
            list[count++] = &comparison->contenders[i];
    }
    if (is_unknown(list, count))
        return;
    qsort(list, count, sizeof *list, by_median);
    for (size_t first = 0, next; first < count; first = next) {
        next = first + count_sharing(list + first, count - first);
        for (size_t i = first; i < next; i++)
            list[i]->place = first + 1;
    }
}
