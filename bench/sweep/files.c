/* SPDX-License-Identifier: MIT */
#include "bench/sweep/files.h"

#include <errno.h>
#include <math.h>

#include "bench/measure/span_file.h"
#include "bench/sweep/document.h"

static void put_cell(FILE *file, double value)
{
    if (isfinite(value))
        fprintf(file, ",%.9g", value);
    else
        fputc(',', file);
}

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
    fprintf(file, ",%s,%s,%s,%zu", sweep->series[series], contender->entrant.label,
            entrant_look(&contender->entrant)->color, contender->in_flight);
    put_cell(file, contender->wall.value);
    put_cell(file, contender->wall.interval.low);
    put_cell(file, contender->wall.interval.high);
    put_cell(file, rate->value);
    put_cell(file, rate->interval.low);
    put_cell(file, rate->interval.high);
    put_cell(file, tasks / contender->bound_s);
    put_cell(file, seen->present ? (double)seen->peak_memory_bytes : NAN);
    fputc('\n', file);
}

static int write_rows(const struct sweep *sweep, FILE *file)
{
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
    return ferror(file) ? -EIO : 0;
}

static void put_runs(FILE *file, const struct sweep *sweep, const struct point *point,
                     const struct contender *contender, size_t series)
{
    for (size_t i = 0; i < contender->trial_count; i++) {
        double wall_s = contender->trials[i].wall_s;
        put_place(file, sweep, point);
        fprintf(file, ",%s,%s,%zu", sweep->series[series], contender->entrant.label, i + 1);
        put_cell(file, wall_s);
        put_cell(file, (double)point->comparison.task_count / wall_s);
        fputc('\n', file);
    }
}

static int write_runs(const struct sweep *sweep, FILE *file)
{
    put_place(file, sweep, NULL);
    fputs(",model,label,round,wall_s,tasks_per_s\n", file);
    for (size_t series = 0; series < sweep->series_count; series++) {
        for (size_t i = 0; i < sweep->count; i++) {
            const struct contender *contender = point_find(&sweep->points[i], series);
            if (contender)
                put_runs(file, sweep, &sweep->points[i], contender, series);
        }
    }
    return ferror(file) ? -EIO : 0;
}

static int write_winners(const struct sweep *sweep, FILE *file)
{
    put_place(file, sweep, NULL);
    fputs(",winner,colour,second,second_colour,factor,tie\n", file);
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        const struct winner *winner = &point->winner;
        if (!winner->first)
            continue;
        put_place(file, sweep, point);
        fprintf(file, ",%s,%s", sweep_series(sweep, point, winner->first),
                entrant_look(&winner->first->entrant)->color);
        fprintf(file, ",%s,%s", winner->second ? sweep_series(sweep, point, winner->second) : "",
                winner->second ? entrant_look(&winner->second->entrant)->color : "");
        put_cell(file, winner->factor);
        fprintf(file, ",%d\n", winner->tie);
    }
    return ferror(file) ? -EIO : 0;
}

/* Whether there are spans of every series that counts: they come last. */
static bool has_spans(const struct sweep *sweep)
{
    return !sweep->partial && sweep_has_times(sweep);
}

/* Of each series at its last point. */
static int write_spans(const struct sweep *sweep, FILE *file)
{
    int err = 0;
    bool first = true;
    for (size_t i = 0; i < sweep->series_count && !err; i++) {
        char name[128];
        char path[WORKSPACE_PATH_SIZE];
        const struct point *point = sweep_last(sweep, i);
        const struct contender *contender = point_find(point, i);
        if (!contender || !contender_counts(contender))
            continue;
        (void)snprintf(name, sizeof name, "%s.spans.csv", contender->entrant.label);
        workspace_path(path, &point->workspace, name);
        err = span_file_append(file, path, contender->entrant.label, first);
        first = first && err;
        err = err == -ENOENT ? 0 : err; /* a program of somebody's own records none */
    }
    return err;
}

/* Whose spans they are, and its colour. */
static int write_models(const struct sweep *sweep, FILE *file)
{
    fputs("name,workers,colour\n", file);
    for (size_t i = 0; i < sweep->series_count; i++) {
        const struct contender *contender = point_find(sweep_last(sweep, i), i);
        if (contender && contender_counts(contender))
            fprintf(file, "%s,%zu,%s\n", contender->entrant.label, contender->in_flight,
                    entrant_look(&contender->entrant)->color);
    }
    return ferror(file) ? -EIO : 0;
}

int sweep_files_write(const struct sweep *sweep, const struct workspace *workspace, struct failure *why)
{
    const struct {
        const char *name;
        int (*write)(const struct sweep *sweep, FILE *file);
        bool present;
    } files[] = {{"sweep.csv", write_rows, true},
                 {"runs.csv", write_runs, true},
                 {"winners.csv", write_winners, sweep->axis_count > 1},
                 {"spans.csv", write_spans, has_spans(sweep)},
                 {"models.csv", write_models, has_spans(sweep)}};
    int err = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files && !err; i++) {
        if (!files[i].present) { /* one of an earlier sweep goes */
            workspace_withdraw(workspace, files[i].name);
            continue;
        }
        FILE *file = workspace_open(workspace, files[i].name, why);
        err = file ? workspace_close(file, files[i].write(sweep, file), workspace, files[i].name, why) : -EIO;
    }
    return err ? err : workspace_publish_json(workspace, "sweep.json", sweep_document_new(sweep), why);
}
