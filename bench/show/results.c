/* SPDX-License-Identifier: MIT */
#include "bench/show/results.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/measure/span_file.h"
#include "bench/show/format.h"
#include "workloads/registry.h"

/* The next cell of a row: a number, or nothing for what is not known. */
static void put_cell(FILE *file, double value)
{
    if (isfinite(value))
        fprintf(file, ",%.9f", value);
    else
        fputc(',', file);
}

static int write_models(const struct comparison *comparison, FILE *file)
{
    fputs("name,workers,colour,median_s,ci_low_s,ci_high_s,speedup,tutorial_s,pattern\n", file);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        const struct interval *ci = &contender->wall.interval;
        fprintf(file, "%s,%zu,%s,%.9f", contender->entrant.label, contender->in_flight,
                entrant_look(&contender->entrant)->color, contender->wall.value);
        put_cell(file, ci->low);
        put_cell(file, ci->high);
        put_cell(file, contender->speedup.value);
        put_cell(file, contender->tutorial_s);
        fprintf(file, ",%s\n", entrant_look(&contender->entrant)->pattern);
    }
    return ferror(file) ? -EIO : 0;
}

/* What was used: of the runs that were timed, CPU; of those that were watched, the rest. */
static int write_cost(const struct comparison *comparison, FILE *file)
{
    double tasks = (double)comparison->task_count;
    fputs("name,colour,cpu_s_per_1000,memory_mb,processes,threads,switches_per_task\n", file);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        const struct observation *observed = &contender->observed;
        if (!contender_counts(contender) || !observed->present)
            continue;
        fprintf(file, "%s,%s", contender->entrant.label, entrant_look(&contender->entrant)->color);
        put_cell(file, (contender->user_s + contender->system_s) * 1000 / tasks);
        put_cell(file, (double)observed->peak_memory_bytes / 1e6);
        fprintf(file, ",%zu,%zu", observed->processes, observed->threads);
        put_cell(file, (double)observed->context_switches / tasks);
        fputc('\n', file);
    }
    return ferror(file) ? -EIO : 0;
}

static int write_runs(const struct comparison *comparison, FILE *file)
{
    fputs("name,round,wall_s\n", file);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        for (size_t j = 0; contender_counts(contender) && j < contender->trial_count; j++)
            fprintf(file, "%s,%zu,%.9f\n", contender->entrant.label, j + 1, contender->trials[j].wall_s);
    }
    return ferror(file) ? -EIO : 0;
}

/* Joins the own files NAME.KIND.csv of the models that failed, or of those that did not, to one KIND.csv;
   where there is none, one of an earlier run goes. */
static int write_joined(const struct comparison *comparison, const struct workspace *workspace,
                        const char *kind, bool of_failed, struct failure *why)
{
    char name[128];
    char path[WORKSPACE_PATH_SIZE];
    char joined[32];
    int err = 0;
    int files = 0;
    snprintf(joined, sizeof joined, "%s.csv", kind);
    FILE *file = workspace_open(workspace, joined, why);
    if (!file)
        return -EIO;
    for (size_t i = 0; i < comparison->count && !err; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (of_failed != (contender->problem[0] != '\0'))
            continue;
        snprintf(name, sizeof name, "%s.%s.csv", contender->entrant.label, kind);
        workspace_path(path, workspace, name);
        err = span_file_append(file, path, contender->entrant.label, files == 0);
        files += !err;
        err = err == -ENOENT ? 0 : err;
    }
    if (err || files > 0)
        return workspace_close(file, err, workspace, joined, why);
    fclose(file);
    workspace_withdraw(workspace, joined);
    return 0;
}

/* The rows of this run and the folder beside them; those of earlier runs that were about something else go.
 */
static int publish_product(const struct workload *workload, const struct workspace *workspace,
                           struct failure *why)
{
    for (size_t i = 0; workloads[i]; i++) {
        if (workloads[i] == workload)
            continue;
        workspace_withdraw(workspace, workloads[i]->output);
        if (made_folder(workloads[i]))
            workspace_withdraw(workspace, made_folder(workloads[i]));
    }
    int err = workspace_publish(workspace, workload->output, why);
    return !err && made_folder(workload) ? workspace_publish(workspace, made_folder(workload), why) : err;
}

typedef int (*writer)(const struct comparison *comparison, FILE *file);

static int write_one(const struct comparison *comparison, const struct workspace *workspace, const char *name,
                     writer write, struct failure *why)
{
    FILE *file = workspace_open(workspace, name, why);
    return file ? workspace_close(file, write(comparison, file), workspace, name, why) : -EIO;
}

/* Writes what other programs read, too. */
static int write_formats(const struct comparison *comparison, const struct workspace *workspace,
                         struct failure *why)
{
    static const char *const files[][2] = {{"hyperfine.json", "hyperfine"}, {"results.json", "json"}};
    struct measurements measurements;
    int err = measurements_of_comparison(&measurements, comparison);
    if (err)
        fail(why, err, MESSAGE_TEXT, strerror(-err));
    for (size_t i = 0; i < sizeof files / sizeof *files && !err; i++) {
        FILE *file = workspace_open(workspace, files[i][0], why);
        int wrote = file ? format_find(files[i][1])->write(&measurements, file) : 0;
        err = file ? workspace_close(file, wrote, workspace, files[i][0], why) : -EIO;
    }
    measurements_release(&measurements);
    return err;
}

int results_write(const struct comparison *comparison, const struct workspace *workspace, struct failure *why)
{
    static const struct {
        const char *name;
        writer write;
    } files[] = {{"models.csv", write_models}, {"runs.csv", write_runs}, {"cost.csv", write_cost}};
    int err = publish_product(comparison->options->workload, workspace, why);
    if (!err)
        err = write_joined(comparison, workspace, "spans", false, why);
    if (!err)
        err = write_joined(comparison, workspace, "failures", true, why);
    for (size_t i = 0; i < sizeof files / sizeof *files && !err; i++)
        err = write_one(comparison, workspace, files[i].name, files[i].write, why);
    return err ? err : write_formats(comparison, workspace, why);
}
