/* SPDX-License-Identifier: MIT */
#include "bench/sweep/advice.h"

#include <math.h>

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

/* What follows from tried[needed] being needed. */
static enum advice judge_if(const struct formula_check *check, size_t needed)
{
    size_t enough = check->tried[needed];
    if (needed == check->count - 1 && check->advised > enough)
        return ADVICE_BEYOND;
    if (needed > 0 && check->advised <= check->tried[needed - 1])
        return ADVICE_TOO_FEW;
    if (check->advised > 2 * enough)
        return ADVICE_TOO_MANY;
    return check->advised < enough && needed > 0 ? ADVICE_BETWEEN : ADVICE_HOLDS;
}

enum advice advice_judge(const struct formula_check *check)
{
    enum advice first = judge_if(check, check->least);
    for (size_t i = check->least + 1; i <= check->enough; i++) {
        if (judge_if(check, i) != first)
            return ADVICE_UNSURE;
    }
    return first;
}

/* Holds all numbers against the fastest. */
static void compare_rates(struct formula_check *out, const struct sweep *sweep, size_t series)
{
    const struct contender *list[AXIS_MOST_VALUES];
    for (size_t i = 0; i < out->count; i++) {
        out->tried[i] = (size_t)sweep->axes[0].values[i];
        list[i] = point_find(&sweep->points[i], series);
        if (list[i]->wall.value < list[out->fastest]->wall.value)
            out->fastest = i;
    }
    out->enough = out->least = out->fastest;
    for (size_t i = out->count; i-- > 0;) {
        enum standing standing =
            i == out->fastest ? STANDING_SAME : places_standing(list[i], list[out->fastest]);
        out->open[i] = standing == STANDING_OPEN || standing == STANDING_UNKNOWN;
        if (standing == STANDING_SAME && i < out->enough)
            out->enough = i;
        if (standing != STANDING_SLOWER && i < out->least)
            out->least = i;
    }
    out->below_share =
        out->least > 0 ? list[out->fastest]->wall.value / list[out->least - 1]->wall.value : NAN;
}

bool advice_find(struct formula_check *out, const struct sweep *sweep, size_t series)
{
    static const double most_vague = 2;
    if (!is_about(sweep, series))
        return false;
    *out = (struct formula_check){.count = sweep->count};
    compare_rates(out, sweep, series);
    const struct point *point = &sweep->points[out->enough];
    out->rate = *point_rate(point, point_find(point, series));
    out->vague = out->rate.interval.high > most_vague * out->rate.interval.low;
    out->formula = comparison_formula(&point->comparison);
    out->advised = (size_t)ceil(fmin(out->formula, (double)point->comparison.task_count));
    out->verdict = out->vague ? ADVICE_UNSURE : advice_judge(out);
    return true;
}
