/* SPDX-License-Identifier: MIT */
/* What the numbers of a sweep mean, in a few sentences that follow from them. */
#include <math.h>
#include <stdio.h>

#include "bench/sweep/advice.h"
#include "bench/sweep/words.h"

static struct text_number rate_text(const struct estimate *rate)
{
    struct text_number out;
    double low = rate->interval.low;
    double high = rate->interval.high;
    if (isfinite(low))
        (void)snprintf(out.text, sizeof out.text, message(MESSAGE_RATE_INTERVAL), rate->value, low, high);
    else
        (void)snprintf(out.text, sizeof out.text, message(MESSAGE_RATE), rate->value);
    return out;
}

static void explain_formula(struct lines *lines, const struct sweep *sweep, size_t series)
{
    struct formula_check check;
    const char *name = sweep->series[series];
    if (!advice_find(&check, sweep, series))
        return;
    lines_add(lines, MESSAGE_EXPLAIN_BEST, name, check.best, rate_text(&check.rate).text);
    switch (check.verdict) {
    case ADVICE_HOLDS:
        lines_add(lines, MESSAGE_FORMULA_HOLDS, name, check.advised, check.best);
        break;
    case ADVICE_TOO_FEW:
        lines_add(lines, MESSAGE_FORMULA_TOO_FEW, name, check.advised, check.below,
                  text_percent(check.below_share).text);
        break;
    case ADVICE_TOO_MANY:
        lines_add(lines, MESSAGE_FORMULA_TOO_MANY, name, check.advised, check.best);
        break;
    case ADVICE_UNSURE:
        lines_add(lines, MESSAGE_FORMULA_UNSURE, name, check.below, check.best);
        break;
    default:
        lines_add(lines, MESSAGE_FORMULA_OPEN, name, check.advised, check.best);
    }
}

static bool has_advice(const struct sweep *sweep)
{
    struct formula_check check;
    for (size_t series = 0; series < sweep->series_count; series++) {
        if (advice_find(&check, sweep, series))
            return true;
    }
    return false;
}

/* What the formula says, which is the same for all models. */
static void explain_workers(struct lines *lines, const struct sweep *sweep)
{
    const struct comparison *comparison = &sweep->points[0].comparison;
    double formula = comparison_formula(comparison);
    if (!has_advice(sweep))
        return;
    lines_add(lines, MESSAGE_FORMULA, comparison->cores, text_seconds(comparison->typical_latency_s).text,
              text_seconds(comparison->parse_s).text, ceil(formula),
              (size_t)ceil(fmin(formula, (double)comparison->task_count)));
    for (size_t series = 0; series < sweep->series_count; series++)
        explain_formula(lines, sweep, series);
}

/* Where, of all points, a model wins by most, and at how many. */
static void explain_wins(struct lines *lines, const struct sweep *sweep, size_t series)
{
    size_t wins = 0;
    double most = 0;
    const struct point *where = NULL;
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        const struct winner *winner = &point->winner;
        if (!winner->second || winner->tie || winner->first != point_find(point, series))
            continue;
        wins++;
        if (winner->factor > most) {
            most = winner->factor;
            where = point;
        }
    }
    if (where) {
        lines_add(lines, MESSAGE_EXPLAIN_WINS, sweep->series[series], wins, sweep->count,
                  text_ratio(most).text, axis_title(sweep->axes[0].kind),
                  axis_text(&sweep->axes[0], where->at[0]).text, axis_title(sweep->axes[1].kind),
                  axis_text(&sweep->axes[1], where->at[1]).text);
    }
}

static void explain_map(struct lines *lines, const struct sweep *sweep)
{
    size_t ties = 0;
    for (size_t series = 0; series < sweep->series_count; series++)
        explain_wins(lines, sweep, series);
    for (size_t i = 0; i < sweep->count; i++)
        ties += sweep->points[i].winner.tie;
    if (ties)
        lines_add(lines, MESSAGE_EXPLAIN_TIES, ties, sweep->count);
}

void sweep_report_meaning(struct lines *lines, const struct sweep *sweep)
{
    if (sweep->axis_count > 1)
        explain_map(lines, sweep);
    else
        explain_workers(lines, sweep);
}
