/* SPDX-License-Identifier: MIT */
#include "bench/sweep/files.h"

#include <errno.h>
#include <math.h>

#include "bench/measure/span_file.h"
#include "bench/sweep/document.h"
#include "bench/words/text.h"

/* The heads, or the values, of what varies: the first cells of a line. */
static void put_place(FILE *file, const struct sweep *sweep, const struct point *point)
{
    for (size_t i = 0; i < sweep->axis_count; i++) {
        fputs(i ? "," : "", file);
        if (point)
            fprintf(file, "%.9g", axis_number(&sweep->axes[i], point->at[i]));
        else
            fputs(axis_column(sweep->axes[i].kind), file);
    }
}

static void put_row(FILE *file, const struct sweep *sweep, const struct point *point,
                    const struct contender *contender, size_t series)
{
    const struct estimate *rate = point_rate(point, contender);
    double tasks = (double)point->comparison.task_count;
    const struct observation *seen = &contender->observed;
    put_place(file, sweep, point);
    fprintf(file, ",%s,%s,%s,%zu,%s,%s,%s,%s,%s,%s,%s,%s\n", sweep->series[series], contender->entrant.label,
            entrant_look(&contender->entrant)->color, contender->in_flight,
            text_digits(contender->wall.value, 9).text, text_digits(contender->wall.interval.low, 9).text,
            text_digits(contender->wall.interval.high, 9).text, text_digits(rate->value, 9).text,
            text_digits(rate->interval.low, 9).text, text_digits(rate->interval.high, 9).text,
            text_digits(tasks / contender->bound_s, 9).text,
            text_digits(seen->present ? (double)seen->peak_memory_bytes : NAN, 9).text);
}

static void put_all_rows(FILE *file, const void *about)
{
    const struct sweep *sweep = about;
    put_place(file, sweep, NULL);
    fputs(",model,label,colour,in_flight,median_s,ci_low_s,ci_high_s,tasks_per_s,tasks_per_s_low,"
          "tasks_per_s_high,bound_tasks_per_s,peak_memory_bytes\n",
          file);
    for (size_t series = 0; series < sweep->series_count; series++) {
        for (size_t i = 0; i < sweep->count; i++) {
            const struct point *point = &sweep->points[i];
            const struct contender *contender = point_find(point, series);
            if (contender)
                put_row(file, sweep, point, contender, series);
        }
    }
}

static void put_runs(FILE *file, const struct sweep *sweep, const struct point *point,
                     const struct contender *contender, size_t series)
{
    for (size_t i = 0; i < contender->trial_count; i++) {
        double wall_s = contender->trials[i].wall_s;
        put_place(file, sweep, point);
        fprintf(file, ",%s,%s,%zu,%.9g,%s\n", sweep->series[series], contender->entrant.label, i + 1, wall_s,
                text_digits((double)point->comparison.task_count / wall_s, 9).text);
    }
}

static void put_all_runs(FILE *file, const void *about)
{
    const struct sweep *sweep = about;
    put_place(file, sweep, NULL);
    fputs(",model,label,round,wall_s,tasks_per_s\n", file);
    for (size_t series = 0; series < sweep->series_count; series++) {
        for (size_t i = 0; i < sweep->count; i++) {
            const struct contender *contender = point_find(&sweep->points[i], series);
            if (contender)
                put_runs(file, sweep, &sweep->points[i], contender, series);
        }
    }
}

static void put_winners(FILE *file, const void *about)
{
    const struct sweep *sweep = about;
    put_place(file, sweep, NULL);
    fputs(",winner,colour,second,second_colour,factor,tie\n", file);
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        const struct winner *winner = &point->winner;
        if (!winner->first)
            continue;
        put_place(file, sweep, point);
        fprintf(file, ",%s,%s,%s,%s,%s,%d\n", sweep_series(sweep, point, winner->first),
                entrant_look(&winner->first->entrant)->color,
                winner->second ? sweep_series(sweep, point, winner->second) : "",
                winner->second ? entrant_look(&winner->second->entrant)->color : "",
                text_digits(winner->factor, 9).text, winner->tie);
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
        if (!contender || !contender_counts(contender))
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
        if (contender && contender_counts(contender))
            fprintf(file, "%s,%zu,%s\n", contender->entrant.label, contender->in_flight,
                    entrant_look(&contender->entrant)->color);
    }
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
    return err ? err : workspace_publish_json(workspace, "sweep.json", sweep_document_new(sweep), why);
}
