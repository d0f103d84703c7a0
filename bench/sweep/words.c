/* SPDX-License-Identifier: MIT */
#include "bench/sweep/words.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/scenario.h"

static const char separator[] = " · ";

static bool sweeps(const struct sweep *sweep, enum axis_kind kind)
{
    for (size_t i = 0; i < sweep->axis_count; i++) {
        if (sweep->axes[i].kind == kind)
            return true;
    }
    return false;
}

static void add(char out[LINES_SIZE], const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(out + strlen(out), LINES_SIZE - strlen(out), format, arguments);
    va_end(arguments);
}

/* What is the same everywhere. */
static void add_constants(char out[LINES_SIZE], const struct sweep *sweep)
{
    const struct options *options = &sweep->points[0].options;
    if (!sweeps(sweep, AXIS_TASKS) && !options->from)
        add(out, "%s%s %zu", separator, axis_title(AXIS_TASKS), options->tasks);
    if (options->from)
        add(out, "%s%s", separator, options->from);
    if (!sweeps(sweep, AXIS_LATENCY) && scenario_fetches(options) && !options->url)
        add(out, "%s%s %s", separator, axis_title(AXIS_LATENCY),
            text_seconds((double)options->latency_ns / 1e9).text);
    if (!sweeps(sweep, AXIS_PARSE_COST) && options->work_ns)
        add(out, "%s%s %s", separator, axis_title(AXIS_PARSE_COST),
            text_seconds((double)options->work_ns / 1e9).text);
    for (size_t i = 0; i < options->to_work.count; i++)
        add(out, "%s%s", i ? " " : separator, options->to_work.words[i]);
}

void sweep_report_scenario(char out[LINES_SIZE], const struct sweep *sweep)
{
    (void)snprintf(out, LINES_SIZE, "%s", sweep->options.workload->name);
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const struct axis *axis = &sweep->axes[i];
        add(out, "%s%s %s–%s", separator, axis_title(axis->kind), axis_text(axis, 0).text,
            axis_text(axis, axis->count - 1).text);
    }
    add_constants(out, sweep);
    add(out, "%s", separator);
    add(out, message(sweep->rounds == 1 ? MESSAGE_ONE_ROUND : MESSAGE_ROUNDS), sweep->rounds);
    add(out, "%s%s", separator,
        message(sweep_all_verified(sweep) ? MESSAGE_VERIFIED : MESSAGE_NOT_ALL_VERIFIED));
    if (sweep->partial)
        add(out, "%s%s", separator, message(MESSAGE_PARTIAL));
}

size_t sweep_report_rows(const struct sweep *sweep, enum sweep_table table)
{
    return table == SWEEP_WINNERS ? sweep->axes[1].count : sweep->count;
}

size_t sweep_report_columns(const struct sweep *sweep, enum sweep_table table)
{
    return table == SWEEP_WINNERS ? sweep->axes[0].count : sweep->series_count;
}

static void format_rate(char out[REPORT_CELL_SIZE], const struct estimate *rate)
{
    int digits = rate->value < 9.995 ? 2 : rate->value < 99.95 ? 1 : 0;
    (void)snprintf(out, REPORT_CELL_SIZE, "%.*f", digits, rate->value);
    double low = rate->interval.low;
    double high = rate->interval.high;
    size_t used = strlen(out);
    if (isfinite(low))
        (void)snprintf(out + used, REPORT_CELL_SIZE - used, " (%.*f–%.*f)", digits, low, digits, high);
}

static void format_winner(char out[REPORT_CELL_SIZE], const struct sweep *sweep, const struct point *point)
{
    const struct winner *winner = &point->winner;
    if (!winner->first)
        return;
    const char *first = sweep_series(sweep, point, winner->first);
    const char *second = winner->second ? sweep_series(sweep, point, winner->second) : "";
    if (winner->tie)
        (void)snprintf(out, REPORT_CELL_SIZE, "≈ %.40s, %.40s", first, second);
    else if (winner->second)
        (void)snprintf(out, REPORT_CELL_SIZE, "%.60s %s", first, text_ratio(winner->factor).text);
    else
        (void)snprintf(out, REPORT_CELL_SIZE, "%.60s", first);
}

static void put_head(char out[REPORT_CELL_SIZE], const struct sweep *sweep, enum sweep_table table,
                     size_t row, size_t column)
{
    const struct axis *down = &sweep->axes[table == SWEEP_WINNERS];
    const char *across = axis_title(sweep->axes[0].kind);
    if (row == 0 && column == 0 && table == SWEEP_WINNERS)
        (void)snprintf(out, REPORT_CELL_SIZE, "%s ↓ · %s →", axis_title(down->kind), across);
    else if (row == 0 && column == 0)
        (void)snprintf(out, REPORT_CELL_SIZE, "%s", axis_title(down->kind));
    else if (column == 0)
        (void)snprintf(out, REPORT_CELL_SIZE, "%s", axis_text(down, row - 1).text);
    else if (table == SWEEP_WINNERS)
        (void)snprintf(out, REPORT_CELL_SIZE, "%s", axis_text(&sweep->axes[0], column - 1).text);
    else
        (void)snprintf(out, REPORT_CELL_SIZE, "%s", sweep->series[column - 1]);
}

void sweep_report_cell(char out[REPORT_CELL_SIZE], const struct sweep *sweep, enum sweep_table table,
                       size_t row, size_t column)
{
    out[0] = '\0';
    if (row == 0 || column == 0) {
        put_head(out, sweep, table, row, column);
        return;
    }
    if (table == SWEEP_WINNERS) {
        format_winner(out, sweep, &sweep->points[(row - 1) * sweep->axes[0].count + column - 1]);
        return;
    }
    const struct point *point = &sweep->points[row - 1];
    const struct contender *contender = point_find(point, column - 1);
    if (!contender)
        return;
    if (table == SWEEP_RATES)
        format_rate(out, point_rate(point, contender));
    else if (contender->observed.present)
        (void)snprintf(out, REPORT_CELL_SIZE, "%s",
                       text_bytes((double)contender->observed.peak_memory_bytes).text);
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
        add(out, "%s%s", i ? " × " : "", point ? axis_text(axis, point->at[i]).text : axis_title(axis->kind));
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
        add(out, "%s", point == first ? " " : message(MESSAGE_COMMA));
        if (strlen(out) > enough) {
            add(out, "…");
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

void sweep_report_notes(struct lines *lines, const struct sweep *sweep)
{
    double timed_s = 0;
    double untimed_s = 0;
    for (size_t i = 0; i < sweep->count; i++) {
        timed_s += sweep->points[i].comparison.timed_s;
        untimed_s += sweep->points[i].comparison.untimed_s;
    }
    double own_s = sweep->total_s - timed_s - untimed_s;
    lines_add(lines, MESSAGE_SWEEP_SPENT, text_seconds(timed_s).text, text_seconds(untimed_s).text,
              text_seconds(own_s).text, text_percent(own_s / sweep->total_s).text);
}
