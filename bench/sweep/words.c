/* SPDX-License-Identifier: MIT */
#include "bench/sweep/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/scenario.h"
#include "bench/sweep/advice.h"

static bool sweeps(const struct sweep *sweep, enum axis_kind kind)
{
    for (size_t i = 0; i < sweep->axis_count; i++) {
        if (sweep->axes[i].kind == kind)
            return true;
    }
    return false;
}

/* What is the same everywhere. */
static void add_constants(char out[LINES_SIZE], const struct sweep *sweep)
{
    const struct options *options = &sweep->points[0].options;
    if (!sweeps(sweep, AXIS_TASKS) && !options->from)
        text_add(out, LINES_SIZE, REPORT_SEPARATOR "%s %s", axis_title(AXIS_TASKS),
                 text_count((double)options->tasks).text);
    if (options->from)
        text_add(out, LINES_SIZE, REPORT_SEPARATOR "%s", options->from);
    if (options->workload->copies && !options->from)
        text_add(out, LINES_SIZE, " × %s", text_bytes((double)options->file_bytes).text);
    if (options->url)
        text_add(out, LINES_SIZE, REPORT_SEPARATOR "%s", options->url);
    if (!sweeps(sweep, AXIS_LATENCY) && scenario_fetches(options) && !options->url)
        text_add(out, LINES_SIZE, REPORT_SEPARATOR "%s %s", axis_title(AXIS_LATENCY),
                 text_seconds((double)options->latency_ns / 1e9).text);
    if (options->jitter_ns)
        text_add(out, LINES_SIZE, " ± %s", text_seconds((double)options->jitter_ns / 1e9).text);
    if (!sweeps(sweep, AXIS_PARSE_COST) && options->work_ns)
        text_add(out, LINES_SIZE, REPORT_SEPARATOR "%s %s", axis_title(AXIS_PARSE_COST),
                 text_seconds((double)options->work_ns / 1e9).text);
}

void sweep_report_scenario(char out[LINES_SIZE], const struct sweep *sweep)
{
    (void)snprintf(out, LINES_SIZE, "%s", sweep->options.workload->name);
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const struct axis *axis = &sweep->axes[i];
        text_add(out, LINES_SIZE, REPORT_SEPARATOR "%s %s–%s", axis_title(axis->kind),
                 axis_text(axis, 0).text, axis_text(axis, axis->count - 1).text);
    }
    add_constants(out, sweep);
    report_add_how(out, &sweep->points[0].options, sweep->rounds, sweep_all_verified(sweep), sweep->partial);
}

/* Why nothing is to be learned from the contender of a series at a point: its problem, "" where the web
   server was the limit; NULL when all is well, or there is none. */
static const char *doubt_of(const struct point *point, size_t series)
{
    for (size_t i = 0; i < point->comparison.count; i++) {
        const struct contender *contender = &point->comparison.contenders[i];
        if (point->series[i] == series && (contender->problem[0] || contender->limited_by == LIMITED_ORIGIN))
            return contender->problem;
    }
    return NULL;
}

static bool has_doubt(const struct point *point, size_t series, const char *doubt)
{
    const char *own = doubt_of(point, series);
    return own && strcmp(own, doubt) == 0;
}

/* Adds "workers × latency", or "8 × 1 ms" of a point. */
static void add_place(char out[LINES_SIZE], const struct sweep *sweep, const struct point *point)
{
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const struct axis *axis = &sweep->axes[i];
        text_add(out, LINES_SIZE, "%s%s", i ? " × " : "",
                 point ? axis_text(axis, point->at[i]).text : axis_title(axis->kind));
    }
}

/* "latency 0, 1 ms": where the series has this doubt, from `first` on. */
static void find_places(char out[LINES_SIZE], const struct sweep *sweep, const struct point *first,
                        size_t series, const char *doubt)
{
    static const size_t enough = 300; /* bytes: the rest is left out */
    out[0] = '\0';
    add_place(out, sweep, NULL);
    for (const struct point *point = first; point < sweep->points + sweep->count; point++) {
        if (!has_doubt(point, series, doubt))
            continue;
        text_add(out, LINES_SIZE, "%s", point == first ? " " : message(MESSAGE_COMMA));
        if (strlen(out) > enough) {
            text_add(out, LINES_SIZE, "…");
            return;
        }
        add_place(out, sweep, point);
    }
}

void sweep_report_warnings(struct lines *lines, const struct sweep *sweep)
{
    char places[LINES_SIZE];
    for (size_t i = 0; i < sweep->count * sweep->series_count; i++) {
        const struct point *point = &sweep->points[i / sweep->series_count];
        size_t series = i % sweep->series_count;
        const char *doubt = doubt_of(point, series);
        const struct point *first = sweep->points;
        while (doubt && first < point && !has_doubt(first, series, doubt))
            first++;
        if (!doubt || first < point)
            continue; /* nothing, or it has been said */
        find_places(places, sweep, point, series, doubt);
        if (*doubt)
            lines_add(lines, MESSAGE_PROBLEM_AT, sweep->series[series], doubt, places);
        else
            lines_add(lines, MESSAGE_WARN_ORIGIN_AT, sweep->series[series], places);
    }
}

static struct text_number rate_text(const struct estimate *rate)
{
    struct text_number out;
    double low = rate->interval.low;
    double high = rate->interval.high;
    if (isfinite(low))
        (void)snprintf(out.text, sizeof out.text, message(MESSAGE_RATE_INTERVAL),
                       text_count(rate->value).text, text_count(low).text, text_count(high).text);
    else
        (void)snprintf(out.text, sizeof out.text, message(MESSAGE_RATE), text_count(rate->value).text);
    return out;
}

static void explain_formula(struct lines *lines, const char *name, const struct formula_check *check)
{
    lines_add(lines, MESSAGE_EXPLAIN_BEST, name, check->best, rate_text(&check->rate).text);
    switch (check->verdict) {
    case ADVICE_HOLDS:
        lines_add(lines, MESSAGE_FORMULA_HOLDS, name, check->advised, check->best);
        break;
    case ADVICE_TOO_FEW:
        lines_add(lines, MESSAGE_FORMULA_TOO_FEW, name, check->advised, check->below,
                  text_percent(check->below_share).text);
        break;
    case ADVICE_TOO_MANY:
        lines_add(lines, MESSAGE_FORMULA_TOO_MANY, name, check->advised, check->best);
        break;
    case ADVICE_UNSURE:
        lines_add(lines, MESSAGE_FORMULA_UNSURE, name, check->below, check->best);
        break;
    default:
        lines_add(lines, MESSAGE_FORMULA_OPEN, name, check->advised, check->best);
    }
}

/* What the formula says, which is the same for all models, before the first of which there is a verdict. */
static void explain_workers(struct lines *lines, const struct sweep *sweep)
{
    const struct comparison *comparison = &sweep->points[0].comparison;
    double formula = comparison_formula(comparison);
    struct formula_check check;
    bool said = false;
    for (size_t series = 0; series < sweep->series_count; series++) {
        if (!advice_find(&check, sweep, series))
            continue;
        if (!said) {
            lines_add(lines, MESSAGE_FORMULA, comparison->cores,
                      text_seconds(comparison->typical_latency_s).text,
                      text_seconds(comparison->parse_s).text, ceil(formula),
                      (size_t)ceil(fmin(formula, (double)comparison->task_count)));
        }
        said = true;
        explain_formula(lines, sweep->series[series], &check);
    }
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
                  text_factor(most).text, axis_title(sweep->axes[0].kind),
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

/* What the numbers mean: how many workers were best and what the formula says; who wins where. */
static void add_meaning(struct lines *lines, const struct sweep *sweep)
{
    if (sweep->axis_count > 1)
        explain_map(lines, sweep);
    else
        explain_workers(lines, sweep);
}

/* Where the time went. */
static void add_notes(struct lines *lines, const struct sweep *sweep)
{
    double own_s = sweep->total_s - sweep->timed_s - sweep->untimed_s;
    lines_add(lines, MESSAGE_SWEEP_SPENT, text_seconds(sweep->timed_s).text,
              text_seconds(sweep->untimed_s).text, text_seconds(own_s).text,
              text_percent(own_s / sweep->total_s).text);
}

void sweep_report_words(struct report_words *words, const struct sweep *sweep)
{
    words->warnings.count = words->meaning.count = words->notes.count = 0;
    sweep_report_scenario(words->scenario, sweep);
    sweep_report_warnings(&words->warnings, sweep);
    add_meaning(&words->meaning, sweep);
    add_notes(&words->notes, sweep);
}
