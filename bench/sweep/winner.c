/* SPDX-License-Identifier: MIT */
#include "bench/sweep/winner.h"

#include <math.h>
#include <stdlib.h>

static const double tie_margin = 0.03;

/* Compares the two by the ratios of the rounds that both have. Without memory they tie. */
static void compare(struct winner *winner)
{
    struct estimate ratio = {.interval = {NAN, NAN}};
    size_t count = winner->first->trial_count < winner->second->trial_count ? winner->first->trial_count
                                                                            : winner->second->trial_count;
    double *walls = calloc(2 * count, sizeof *walls);
    if (walls) {
        contender_numbers(winner->second, count, TRIAL_WALL, walls);
        contender_numbers(winner->first, count, TRIAL_WALL, walls + count);
        (void)statistics_speedup(walls, walls + count, count, &ratio);
    }
    free(walls);
    winner->factor = winner->second->wall.value / winner->first->wall.value;
    winner->tie = winner->factor <= 1 + tie_margin || !(ratio.interval.low > 1); /* also when it is NaN */
}

void winner_find(struct winner *out, const struct comparison *comparison)
{
    *out = (struct winner){.factor = NAN};
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        if (!out->first || contender->wall.value < out->first->wall.value) {
            out->second = out->first;
            out->first = contender;
        } else if (!out->second || contender->wall.value < out->second->wall.value) {
            out->second = contender;
        }
    }
    if (out->second)
        compare(out);
}
