/* SPDX-License-Identifier: MIT */
#include "bench/sweep/words.h"

#include <stdio.h>
#include <string.h>

#include "bench/options/scenario.h"
#include "bench/sweep/further.h"
#include "bench/words/number.h"

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

/* That any point had. */
static size_t most_rounds(const struct sweep *sweep)
{
    size_t most = sweep->rounds;
    for (size_t i = 0; i < sweep->count; i++) {
        if (sweep->points[i].comparison.rounds > most)
            most = sweep->points[i].comparison.rounds;
    }
    return most;
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
    report_add_how(out, &sweep->points[0].options, sweep->rounds, most_rounds(sweep),
                   sweep_all_verified(sweep), sweep->partial);
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

/* Where further rounds went, and why they ended. */
static void add_further(struct lines *lines, const struct sweep *sweep)
{
    size_t further = 0;
    size_t stops[STOP_COUNT] = {0};
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        further += point->comparison.rounds > SWEEP_ROUNDS;
        stops[further_stop(sweep, point)]++;
    }
    if (sweep->options.rounds || sweep->partial)
        return;
    if (further)
        lines_add(lines, MESSAGE_SWEEP_FURTHER, further, sweep->count, SWEEP_ROUNDS, most_rounds(sweep));
    if (stops[STOP_TIME])
        lines_add(lines, MESSAGE_SWEEP_TIME_OVER, text_seconds((double)sweep->options.limit_ns / 1e9).text,
                  stops[STOP_TIME]);
    if (stops[STOP_MOST])
        lines_add(lines, MESSAGE_SWEEP_MOST, SWEEP_MOST_ROUNDS, stops[STOP_MOST]);
}

/* Where the rounds and the time went. */
static void add_notes(struct lines *lines, const struct sweep *sweep)
{
    add_further(lines, sweep);
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
    sweep_report_meaning(&words->meaning, sweep);
    add_notes(&words->notes, sweep);
}
