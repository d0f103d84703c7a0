/* SPDX-License-Identifier: MIT */
#include "bench/sweep/further.h"

#include "bench/sweep/advice.h"

const char *const further_stops[STOP_COUNT] = {[STOP_ASKED] = "rounds",
                                               [STOP_DECIDED] = "decided",
                                               [STOP_TIME] = "time-limit",
                                               [STOP_MOST] = "most-rounds",
                                               [STOP_EARLY] = "ended-early"};

/* Whether the number of workers at a point is open, or others are held against it that are. */
static bool number_wanted(const struct sweep *sweep, size_t index)
{
    for (size_t series = 0; series < sweep->series_count; series++) {
        struct formula_check check;
        if (!advice_find(&check, sweep, series))
            continue;
        if (check.least < check.enough &&
            (index == check.fastest || (index < check.enough && check.open[index])))
            return true;
    }
    return false;
}

bool further_wanted(const struct sweep *sweep, const struct point *point)
{
    if (sweep->axis_count == 1 && axis_kinds[sweep->axes[0].kind].workers)
        return number_wanted(sweep, (size_t)(point - sweep->points));
    return winner_wants_more(&point->winner);
}

enum further_stop further_stop(const struct sweep *sweep, const struct point *point)
{
    if (sweep->partial)
        return STOP_EARLY;
    if (sweep->options.rounds)
        return STOP_ASKED;
    if (!further_wanted(sweep, point))
        return STOP_DECIDED;
    return point->comparison.rounds >= SWEEP_MOST_ROUNDS ? STOP_MOST : STOP_TIME;
}
