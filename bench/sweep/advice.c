/* SPDX-License-Identifier: MIT */
#include "bench/sweep/advice.h"

#include <math.h>

#include "bench/measure/places.h"

static const double margin = 0.03;

static bool is_about(const struct sweep *sweep, size_t series)
{
    if (sweep->axis_count != 1 || !axis_kinds[sweep->axes[0].kind].workers)
        return false;
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        const struct contender *contender = point_find(point, series);
        if (!contender ||
            entrant_loops(&contender->entrant, point->comparison.task_count, sweep->options.gil) > 0)
            return false;
    }
    return true;
}

static const struct estimate *rate_at(const struct sweep *sweep, size_t series, size_t i)
{
    const struct point *point = &sweep->points[i];
    return point_rate(point, point_find(point, series));
}

static enum advice judge(const struct sweep *sweep, const struct formula_check *check)
{
    size_t last = (size_t)sweep->axes[0].values[sweep->axes[0].count - 1];
    if (check->best == last && check->advised > last)
        return ADVICE_OPEN;
    if (check->advised <= check->below)
        return check->below_ties ? ADVICE_UNSURE : ADVICE_TOO_FEW;
    return check->advised > 2 * check->best ? ADVICE_TOO_MANY : ADVICE_HOLDS;
}

bool advice_find(struct formula_check *out, const struct sweep *sweep, size_t series)
{
    double most = 0;
    size_t best = 0;
    if (!is_about(sweep, series))
        return false;
    for (size_t i = 0; i < sweep->count; i++)
        most = fmax(most, rate_at(sweep, series, i)->value);
    while (rate_at(sweep, series, best)->value < most * (1 - margin))
        best++;
    const struct comparison *comparison = &sweep->points[best].comparison;
    *out = (struct formula_check){
        .best = (size_t)sweep->axes[0].values[best],
        .rate = *rate_at(sweep, series, best),
        .formula = comparison_formula(comparison),
    };
    if (best > 0) {
        const struct estimate *below = rate_at(sweep, series, best - 1);
        out->below = (size_t)sweep->axes[0].values[best - 1];
        out->below_share = below->value / most;
        out->below_ties = places_standing(point_find(&sweep->points[best - 1], series),
                                          point_find(&sweep->points[best], series)) != STANDING_SLOWER;
    }
    out->advised = (size_t)ceil(fmin(out->formula, (double)comparison->task_count));
    out->verdict = judge(sweep, out);
    return true;
}
