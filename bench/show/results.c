/* SPDX-License-Identifier: MIT */
#include "bench/show/results.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/measure/span_file.h"
#include "bench/show/budget.h"
#include "bench/show/format.h"
#include "bench/words/number.h"
#include "workloads/registry.h"

static void put_models(FILE *file, const void *about)
{
    const struct comparison *comparison = about;
    fputs("name,workers,colour,median_s,ci_low_s,ci_high_s,speedup,tutorial_s,pattern,bound_s\n", file);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        const struct model_look *look = entrant_look(&contender->entrant);
        const struct interval *ci = &contender->wall.interval;
        if (!contender_counts(contender))
            continue;
        fprintf(file, "%s,%zu,%s,%.9f,%s,%s,%s,%s,%s,%s\n", contender->entrant.label, contender->in_flight,
                look->color, contender->wall.value, text_fixed(ci->low, 9).text, text_fixed(ci->high, 9).text,
                text_fixed(contender->speedup.value, 9).text, text_fixed(contender->tutorial_s, 9).text,
                look->pattern, text_fixed(contender->bound_s, 9).text);
    }
}

/* Where the time went. */
static void put_budget(FILE *file, const void *about)
{
    const struct comparison *comparison = about;
    fputs("name,median_s,bound_s", file);
    for (int part = 0; part < BUDGET_PARTS; part++)
        fprintf(file, ",%s", budget_words[part].key);
    fputc('\n', file);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        fprintf(file, "%s,%.9f,%.9f", contender->entrant.label, contender->wall.value, contender->bound_s);
        for (int part = 0; part < BUDGET_PARTS; part++)
            fprintf(file, ",%.9f", contender->budget.part_s[part]);
        fputc('\n', file);
    }
}

/* What was used: of the runs that were timed, CPU; of those that were watched, the rest. */
static void put_cost(FILE *file, const void *about)
{
    const struct comparison *comparison = about;
    double tasks = (double)comparison->task_count;
    fputs("name,colour,cpu_s_per_1000,memory_mb,processes,threads,switches_per_task\n", file);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        const struct observation *observed = &contender->observed;
        if (!contender_counts(contender) || !observed->present)
            continue;
        fprintf(file, "%s,%s,%s,%s,%zu,%zu,%s\n", contender->entrant.label,
                entrant_look(&contender->entrant)->color, text_fixed(contender->cpu_s * 1000 / tasks, 9).text,
                text_fixed(contender_memory(contender) / 1e6, 9).text, observed->processes, observed->threads,
                text_fixed((double)observed->context_switches / tasks, 9).text);
    }
}

static void put_runs(FILE *file, const void *about)
{
    const struct comparison *comparison = about;
    fputs("name,round,wall_s\n", file);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        for (size_t j = 0; contender_counts(contender) && j < contender->trial_count; j++)
            fprintf(file, "%s,%zu,%.9f\n", contender->entrant.label, j + 1, contender->trials[j].wall_s);
    }
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
        void (*put)(FILE *file, const void *about);
    } files[] = {{"models.csv", put_models},
                 {"runs.csv", put_runs},
                 {"cost.csv", put_cost},
                 {"budget.csv", put_budget}};
    int err = publish_product(comparison->options->workload, workspace, why);
    if (!err)
        err = write_joined(comparison, workspace, "spans", false, why);
    if (!err)
        err = write_joined(comparison, workspace, "failures", true, why);
    for (size_t i = 0; i < sizeof files / sizeof *files && !err; i++)
        err = workspace_publish_file(workspace, files[i].name, files[i].put, comparison, why);
    return err ? err : write_formats(comparison, workspace, why);
}

/* What the figures say, a line each: what gnuplot reads them as. */

static void say_lines(FILE *file, const enum message *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%s\n", message(ids[i]));
}

static void say_heading(FILE *file, const struct comparison *comparison, enum message title)
{
    char scenario[LINES_SIZE];
    report_scenario(scenario, comparison);
    fprintf(file, "%s\n%s\n", message(title), scenario);
}

static void say_headline(FILE *file, const void *about)
{
    say_heading(file, about, MESSAGE_FIGURE_TITLE);
    fprintf(file, "%s\n", message(MESSAGE_FIGURE_AXIS));
}

/* Who the lanes are: the models' own words for their workers, a line a model. */
static void say_timeline(FILE *file, const void *about)
{
    const struct comparison *comparison = about;
    char team[ENTRANT_LABEL_SIZE];
    say_heading(file, comparison, MESSAGE_TIMELINE_TITLE);
    fprintf(file, "%s\n", message(MESSAGE_TIMELINE_AXIS));
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender) || !contender->entrant.model)
            continue;
        entrant_describe_team(team, &contender->entrant, comparison->task_count);
        fprintf(file, "%s\n", team);
    }
}

static void say_cost(FILE *file, const void *about)
{
    static const enum message ids[] = {MESSAGE_COST_CPU_RATE, MESSAGE_COST_MEMORY_MB, MESSAGE_COST_PROCESSES,
                                       MESSAGE_COST_THREADS, MESSAGE_COST_SWITCHES_RATE};
    say_heading(file, about, MESSAGE_COST_TITLE);
    say_lines(file, ids, sizeof ids / sizeof *ids);
}

static void say_ecdf(FILE *file, const void *about)
{
    say_heading(file, about, MESSAGE_ECDF_TITLE);
    fprintf(file, "%s\n%s\n", message(MESSAGE_ECDF_AXIS), message(MESSAGE_ECDF_HEIGHT));
}

static void say_budget(FILE *file, const void *about)
{
    say_heading(file, about, MESSAGE_BUDGET_TITLE);
    for (int part = 0; part < BUDGET_PARTS; part++)
        fprintf(file, "%s\n", message(budget_words[part].title));
    fprintf(file, "%s\n", message(MESSAGE_COLUMN_BOUND));
}

const struct figure run_figures[RUN_FIGURES] = {
    [RUN_FIGURE_HEADLINE] = {"headline", "models.csv", say_headline, MESSAGE_SUMMARY_FIGURE},
    [RUN_FIGURE_BUDGET] = {"budget", "budget.csv", say_budget, MESSAGE_BUDGET_TITLE},
    [RUN_FIGURE_TIMELINE] = {"timeline", "timeline.csv", say_timeline, MESSAGE_SUMMARY_TIMELINE},
    [RUN_FIGURE_ECDF] = {"ecdf", "spans.csv", say_ecdf, MESSAGE_ECDF_SHOWS},
    [RUN_FIGURE_COST] = {"cost", "cost.csv", say_cost, MESSAGE_COST_SHOWS}};
