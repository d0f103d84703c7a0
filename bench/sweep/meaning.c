/* SPDX-License-Identifier: MIT */
/* What the numbers of a sweep mean, in sentences that follow from them: who wins where, or how many workers
   were enough and what the formula says. */
#include <math.h>
#include <stdio.h>

#include "bench/sweep/advice.h"
#include "bench/sweep/further.h"
#include "bench/sweep/words.h"
#include "bench/words/number.h"

static struct text_number rate_text(const struct estimate *rate)
{
    struct text_number out;
    double low = rate->interval.low;
    double high = rate->interval.high;
    if (isfinite(low)) {
        (void)snprintf(out.text, sizeof out.text, message(MESSAGE_RATE_INTERVAL),
                       text_count(rate->value).text, text_count(low).text, text_count(high).text);
    } else {
        (void)snprintf(out.text, sizeof out.text, message(MESSAGE_RATE), text_count(rate->value).text);
    }
    return out;
}

struct text_number sweep_hint(const struct sweep *sweep, size_t rounds)
{
    struct text_number out;
    size_t more = rounds < COMPARISON_MOST_ROUNDS ? COMPARISON_MOST_ROUNDS : 2 * rounds;
    if (sweep->options.rounds && more <= OPTIONS_MOST_ROUNDS)
        (void)snprintf(out.text, sizeof out.text, message(MESSAGE_HINT_ROUNDS), more);
    else if (!sweep->options.rounds && rounds < SWEEP_MOST_ROUNDS)
        (void)snprintf(out.text, sizeof out.text, "%s", message(MESSAGE_HINT_TIME));
    else
        (void)snprintf(out.text, sizeof out.text, "%s", message(MESSAGE_HINT_QUIET));
    return out;
}

/* The formula's number, and whether it was one of those that were run. */
static void explain_formula(struct lines *lines, const struct sweep *sweep, const struct formula_check *check)
{
    const struct comparison *comparison = &sweep->points[0].comparison;
    size_t above = 0;
    while (above < check->count && check->tried[above] < check->advised)
        above++;
    lines_add(lines, MESSAGE_FORMULA, text_cores(comparison->cores).text,
              text_seconds(comparison->typical_latency_s).text, text_seconds(comparison->parse_s).text,
              check->formula, check->advised);
    size_t below = above > 0 ? check->tried[above - 1] : 0;
    if (above == check->count)
        lines_add(lines, MESSAGE_FORMULA_ABOVE, check->advised, below);
    else if (check->tried[above] != check->advised && above == 0)
        lines_add(lines, MESSAGE_FORMULA_BELOW, check->advised, check->tried[0]);
    else if (check->tried[above] != check->advised)
        lines_add(lines, MESSAGE_FORMULA_AMONG, check->advised, below, check->tried[above]);
}

/* How many workers were enough, as far as these rounds tell. */
static void explain_enough(struct lines *lines, const char *name, const struct formula_check *check)
{
    size_t enough = check->tried[check->enough];
    const struct interval *interval = &check->rate.interval;
    struct text_number rate = rate_text(&check->rate);
    if (check->vague)
        lines_add(lines, MESSAGE_EXPLAIN_VAGUE, name, enough, interval->low, interval->high);
    else if (check->least < check->enough)
        lines_add(lines, MESSAGE_EXPLAIN_ENOUGH, name, enough, rate.text, check->tried[check->least]);
    else
        lines_add(lines, MESSAGE_EXPLAIN_BEST, name, enough, rate.text);
}

static void explain_verdict(struct lines *lines, const struct sweep *sweep, const char *name,
                            const struct formula_check *check)
{
    size_t enough = check->tried[check->enough];
    size_t below = check->least > 0 ? check->tried[check->least - 1] : 0;
    size_t rounds = sweep->points[check->least].comparison.rounds;
    switch (check->verdict) {
    case ADVICE_HOLDS:
        lines_add(lines, MESSAGE_FORMULA_HOLDS, name, check->advised, enough);
        break;
    case ADVICE_BETWEEN:
        lines_add(lines, MESSAGE_FORMULA_BETWEEN, name, check->advised, below, enough);
        break;
    case ADVICE_TOO_FEW:
        lines_add(lines, MESSAGE_FORMULA_TOO_FEW, name, check->advised, below,
                  text_percent(check->below_share).text);
        break;
    case ADVICE_TOO_MANY:
        lines_add(lines, MESSAGE_FORMULA_TOO_MANY, name, check->advised, enough);
        break;
    case ADVICE_UNSURE:
        lines_add(lines, MESSAGE_FORMULA_UNSURE, name, check->advised, sweep_hint(sweep, rounds).text);
        break;
    default:
        lines_add(lines, MESSAGE_FORMULA_OPEN, name, check->advised, enough);
    }
}

/* How many workers were enough for each model; then what the formula says, which is the same for all, and
   what that is worth. */
static void explain_workers(struct lines *lines, const struct sweep *sweep)
{
    struct formula_check checks[OPTIONS_MOST_MODELS];
    size_t series[OPTIONS_MOST_MODELS];
    size_t count = 0;
    for (size_t i = 0; i < sweep->series_count; i++) {
        if (advice_find(&checks[count], sweep, i))
            series[count++] = i;
    }
    for (size_t i = 0; i < count; i++)
        explain_enough(lines, sweep->series[series[i]], &checks[i]);
    if (count)
        explain_formula(lines, sweep, &checks[0]);
    for (size_t i = 0; i < count; i++)
        explain_verdict(lines, sweep, sweep->series[series[i]], &checks[i]);
}

/* "latency 64.0 ms, computing 0" */
static void add_place(char out[LINES_SIZE], const struct sweep *sweep, const struct point *point)
{
    out[0] = '\0';
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const struct axis *axis = &sweep->axes[i];
        text_add(out, LINES_SIZE, "%s%s %s", i ? message(MESSAGE_COMMA) : "", axis_title(axis->kind),
                 axis_text(axis, point->at[i]).text);
    }
}

/* Where, of all points, a model wins by most, and at how many. */
static void explain_wins(struct lines *lines, const struct sweep *sweep, size_t series)
{
    size_t wins = 0;
    const struct point *where = NULL;
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        const struct winner *winner = &point->winner;
        if (winner->standing != STANDING_FASTER || winner->first != point_find(point, series))
            continue;
        wins++;
        if (!where || winner->factor > where->winner.factor)
            where = point;
    }
    if (where) {
        char place[LINES_SIZE];
        add_place(place, sweep, where);
        lines_add(lines, MESSAGE_EXPLAIN_WINS, sweep->series[series], wins, sweep->count,
                  text_factor(where->winner.factor).text, place);
    }
}

/* Who is fastest where. */
static void explain_winners(struct lines *lines, const struct sweep *sweep)
{
    size_t ties = 0;
    size_t open = 0;
    size_t rounds = 0; /* the most after which it is open */
    for (size_t series = 0; series < sweep->series_count; series++)
        explain_wins(lines, sweep, series);
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        ties += point->winner.standing == STANDING_SAME;
        open += winner_is_open(&point->winner);
        if (winner_is_open(&point->winner) && point->comparison.rounds > rounds)
            rounds = point->comparison.rounds;
    }
    if (ties)
        lines_add(lines, MESSAGE_EXPLAIN_TIES, ties, sweep->count);
    if (open)
        lines_add(lines, MESSAGE_EXPLAIN_OPEN, open, sweep->count, sweep_hint(sweep, rounds).text);
}

void sweep_report_meaning(struct lines *lines, const struct sweep *sweep)
{
    if (sweep->axis_count == 1 && axis_kinds[sweep->axes[0].kind].workers)
        explain_workers(lines, sweep);
    else
        explain_winners(lines, sweep);
}
