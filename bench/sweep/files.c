/* SPDX-License-Identifier: MIT */
#include "bench/sweep/files.h"

#include <errno.h>
#include <math.h>

#include "bench/host/machine.h"
#include "bench/measure/span_file.h"
#include "bench/options/command.h"
#include "bench/show/document.h"
#include "bench/sweep/account.h"
#include "bench/sweep/advice.h"
#include "bench/sweep/further.h"
#include "bench/words/json.h"
#include "bench/words/number.h"

enum { SCHEMA_VERSION = 1 };

/* The heads, or the values, of what varies: the first cells of a line. */
static void put_place(FILE *file, const struct sweep *sweep, const struct point *point)
{
    for (size_t i = 0; i < sweep->axis_count; i++) {
        fputs(i ? "," : "", file);
        if (point)
            fprintf(file, "%.9g", axis_number(&sweep->axes[i], point->at[i]));
        else
            fputs(axis_kinds[sweep->axes[i].kind].column, file);
    }
}

/* Lines of each model at each of its points that counts, below their `heads`. */
static void put_each(FILE *file, const struct sweep *sweep, const char *heads,
                     void (*put)(FILE *file, const struct sweep *sweep, const struct point *point,
                                 const struct contender *contender))
{
    put_place(file, sweep, NULL);
    fprintf(file, "%s\n", heads);
    for (size_t series = 0; series < sweep->series_count; series++) {
        for (size_t i = 0; i < sweep->count; i++) {
            const struct contender *contender = point_find(&sweep->points[i], series);
            if (contender)
                put(file, sweep, &sweep->points[i], contender);
        }
    }
}

static void put_row(FILE *file, const struct sweep *sweep, const struct point *point,
                    const struct contender *contender)
{
    const struct estimate *rate = point_rate(point, contender);
    double tasks = (double)point->comparison.task_count;
    put_place(file, sweep, point);
    fprintf(file, ",%s,%s,%s,%zu,%s,%s,%s,%s,%s,%s,%s,%s\n", sweep_series(sweep, point, contender),
            contender->entrant.label, entrant_look(&contender->entrant)->color, contender->in_flight,
            text_digits(contender->wall.value, 9).text, text_digits(contender->wall.interval.low, 9).text,
            text_digits(contender->wall.interval.high, 9).text, text_digits(rate->value, 9).text,
            text_digits(rate->interval.low, 9).text, text_digits(rate->interval.high, 9).text,
            text_digits(tasks / contender->bound_s, 9).text,
            text_digits(contender_memory(contender), 9).text);
}

static void put_all_rows(FILE *file, const void *about)
{
    put_each(file, about,
             ",model,label,colour,in_flight,median_s,ci_low_s,ci_high_s,tasks_per_s,tasks_per_s_low,"
             "tasks_per_s_high,bound_tasks_per_s,peak_own_memory_bytes",
             put_row);
}

static void put_runs(FILE *file, const struct sweep *sweep, const struct point *point,
                     const struct contender *contender)
{
    for (size_t i = 0; i < contender->trial_count; i++) {
        double wall_s = contender->trials[i].wall_s;
        put_place(file, sweep, point);
        fprintf(file, ",%s,%s,%zu,%.9g,%s\n", sweep_series(sweep, point, contender), contender->entrant.label,
                i + 1, wall_s, text_digits((double)point->comparison.task_count / wall_s, 9).text);
    }
}

static void put_all_runs(FILE *file, const void *about)
{
    put_each(file, about, ",model,label,round,wall_s,tasks_per_s", put_runs);
}

/* What is known of who is fastest at a point. */
static const char *verdict_of(const struct winner *winner)
{
    if (!winner->second)
        return "alone";
    if (winner_is_open(winner))
        return "undecided";
    return winner->standing == STANDING_SAME ? "tie" : "wins";
}

static void put_winners(FILE *file, const void *about)
{
    const struct sweep *sweep = about;
    put_place(file, sweep, NULL);
    fputs(",winner,colour,second,second_colour,factor,verdict,rounds\n", file);
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        const struct winner *winner = &point->winner;
        if (!winner->first)
            continue;
        put_place(file, sweep, point);
        fprintf(file, ",%s,%s,%s,%s,%s,%s,%zu\n", sweep_series(sweep, point, winner->first),
                entrant_look(&winner->first->entrant)->color,
                winner->second ? sweep_series(sweep, point, winner->second) : "",
                winner->second ? entrant_look(&winner->second->entrant)->color : "",
                text_digits(winner->factor, 9).text, verdict_of(winner), point->comparison.rounds);
    }
}

/* Whether there are spans of every series that counts: they come last. */
static bool has_spans(const struct sweep *sweep)
{
    return !sweep->partial && sweep_has_times(sweep);
}

/* Of each series at its last point; where there are none, those of an earlier sweep go. */
static int write_spans(const struct sweep *sweep, const struct workspace *workspace, struct failure *why)
{
    static const char all[] = "spans.csv";
    int err = 0;
    bool first = true;
    if (!has_spans(sweep)) {
        workspace_withdraw(workspace, all);
        return 0;
    }
    FILE *file = workspace_open(workspace, all, why);
    if (!file)
        return -EIO;
    for (size_t i = 0; i < sweep->series_count && !err; i++) {
        char name[128];
        char path[WORKSPACE_PATH_SIZE];
        const struct point *point = sweep_last(sweep, i);
        const struct contender *contender = point_find(point, i);
        if (!contender)
            continue;
        (void)snprintf(name, sizeof name, "%s.spans.csv", contender->entrant.label);
        workspace_path(path, point->measuring.workspace, name);
        err = span_file_append(file, path, contender->entrant.label, first);
        first = first && err;
        err = err == -ENOENT ? 0 : err; /* a program of somebody's own records none */
    }
    return workspace_close(file, err, workspace, all, why);
}

/* Whose spans they are, and its colour. */
static void put_models(FILE *file, const void *about)
{
    const struct sweep *sweep = about;
    fputs("name,workers,colour\n", file);
    for (size_t i = 0; i < sweep->series_count; i++) {
        const struct contender *contender = point_find(sweep_last(sweep, i), i);
        if (contender)
            fprintf(file, "%s,%zu,%s\n", contender->entrant.label, contender->in_flight,
                    entrant_look(&contender->entrant)->color);
    }
}

static json_t *number_of(const struct axis *axis, size_t i)
{
    return axis_kinds[axis->kind].time ? json_real(axis_number(axis, i))
                                       : json_integer((json_int_t)axis->values[i]);
}

static json_t *over_of(const struct sweep *sweep)
{
    json_t *list = json_array();
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const struct axis *axis = &sweep->axes[i];
        json_t *values = json_array();
        for (size_t j = 0; j < axis->count; j++)
            json_array_append_new(values, number_of(axis, j));
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:o}", "name", axis_kinds[axis->kind].column, "unit",
                                        axis_kinds[axis->kind].time ? "s" : "1", "values", values));
    }
    return list;
}

static json_t *winner_of(const struct sweep *sweep, const struct point *point)
{
    const struct winner *winner = &point->winner;
    if (!winner->first)
        return json_null();
    json_t *second = winner->second ? json_string(sweep_series(sweep, point, winner->second)) : json_null();
    return json_pack("{s:s, s:o, s:o, s:s, s:b}", "model", sweep_series(sweep, point, winner->first),
                     "second", second, "factor", known_real(winner->factor), "verdict", verdict_of(winner),
                     "tie", winner->standing == STANDING_SAME);
}

static json_t *point_of(const struct sweep *sweep, const struct point *point)
{
    json_t *at = json_object();
    json_t *series = json_array();
    for (size_t i = 0; i < sweep->axis_count; i++)
        json_object_set_new(at, axis_kinds[sweep->axes[i].kind].column,
                            number_of(&sweep->axes[i], point->at[i]));
    for (size_t i = 0; i < point->comparison.count; i++)
        json_array_append_new(series, json_string(sweep->series[point->series[i]]));
    return json_pack(
        "{s:o, s:I, s:s, s:o, s:o, s:o, s:o, s:o}", "at", at, "rounds", (json_int_t)point->comparison.rounds,
        "stopped", further_stops[further_stop(sweep, point)], "scenario",
        document_scenario(&point->comparison), "reference", document_reference(&point->comparison), "series",
        series, "models", document_models(&point->comparison), "winner", winner_of(sweep, point));
}

static json_t *formula_of(const struct sweep *sweep)
{
    static const char *const words[] = {
        [ADVICE_HOLDS] = "holds",       [ADVICE_BETWEEN] = "between", [ADVICE_TOO_FEW] = "too-few",
        [ADVICE_TOO_MANY] = "too-many", [ADVICE_UNSURE] = "unsure",   [ADVICE_BEYOND] = "open"};
    json_t *list = json_array();
    for (size_t series = 0; series < sweep->series_count; series++) {
        struct formula_check check;
        if (!advice_find(&check, sweep, series))
            continue;
        json_array_append_new(
            list, json_pack("{s:s, s:I, s:I, s:f, s:o, s:o, s:I, s:s}", "model", sweep->series[series],
                            "best_workers", (json_int_t)check.tried[check.enough], "least_workers",
                            (json_int_t)check.tried[check.least], "tasks_per_s", check.rate.value,
                            "tasks_per_s_ci95", known_pair(check.rate.interval), "formula",
                            known_real(check.formula), "advised_workers", (json_int_t)check.advised,
                            "verdict", words[check.verdict]));
    }
    return list;
}

/* The whole document, what is not known as null. NULL without memory. */
static json_t *sweep_of(const struct sweep *sweep)
{
    const struct comparison *first = &sweep->points[0].comparison;
    json_t *points = json_array();
    for (size_t i = 0; i < sweep->count; i++)
        json_array_append_new(points, point_of(sweep, &sweep->points[i]));
    json_t *spent = json_pack("{s:f, s:f, s:f}", "timed", sweep->timed_s, "untimed", sweep->untimed_s,
                              "total", sweep->total_s);
    json_t *document = json_pack(
        "{s:i, s:b, s:o, s:o, s:I, s:o, s:o, s:o, s:o}", "schema_version", SCHEMA_VERSION, "partial",
        sweep->partial, "environment", machine_environment(first->cores, &first->warnings), "over",
        over_of(sweep), "rounds", (json_int_t)sweep->rounds, "time_limit_s",
        sweep->options.rounds ? json_null() : json_real((double)sweep->options.limit_ns / 1e9), "spent_s",
        spent, "formula", formula_of(sweep), "points", points);
    period_put(document, &sweep->period);
    json_object_set_new(document, "command", document_command(&sweep->options, TAKER_SWEEP));
    json_object_set_new(document, "account", sweep_account(sweep));
    return document;
}

int sweep_files_write(const struct sweep *sweep, const struct workspace *workspace, struct failure *why)
{
    const struct {
        const char *name;
        void (*put)(FILE *file, const void *about);
        bool present;
    } files[] = {{"sweep.csv", put_all_rows, true},
                 {"runs.csv", put_all_runs, true},
                 {"winners.csv", put_winners, sweep->axis_count > 1},
                 {"models.csv", put_models, has_spans(sweep)}};
    int err = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files && !err; i++) {
        if (files[i].present)
            err = workspace_publish_file(workspace, files[i].name, files[i].put, sweep, why);
        else /* one of an earlier sweep goes */
            workspace_withdraw(workspace, files[i].name);
    }
    if (!err)
        err = write_spans(sweep, workspace, why);
    return err ? err : workspace_publish_json(workspace, "sweep.json", sweep_of(sweep), why);
}
