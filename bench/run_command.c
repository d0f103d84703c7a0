/* SPDX-License-Identifier: MIT */
#include "bench/run_command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/measure/progress.h"
#include "bench/measure/run.h"
#include "bench/page/page.h"
#include "bench/set_up.h"
#include "bench/show/format.h"
#include "bench/show/results.h"
#include "bench/show/run_figures.h"
#include "bench/show/summary.h"
#include "bench/show/table.h"
#include "bench/timeline/views.h"
#include "bench/words/status.h"

/* A comparison is worth having without its report, too. */
static void write_report(const struct workspace *workspace, struct lines *warnings)
{
    struct failure why;
    if (report_html_write(workspace, &why))
        lines_add(warnings, MESSAGE_TEXT, why.line);
}

/* Publishes what was measured, with its pictures and its report if it is complete. */
static int publish(const struct comparison *comparison, const struct workspace *workspace, int argc,
                   char **argv, struct lines *warnings, struct failure *why)
{
    int drawn = 0;
    figure_remove(run_figures, RUN_FIGURES, workspace);
    workspace_withdraw(workspace, report_html_name);
    int err = results_write(comparison, workspace, why);
    if (!err)
        err = views_write(workspace, why);
    if (err)
        return err;
    if (!comparison->partial && comparison_baseline(comparison)) {
        progress_step(comparison->options, MESSAGE_PROGRESS_FIGURES, "");
        drawn = figure_draw(run_figures, RUN_FIGURES, comparison, workspace, warnings, why);
        progress_clear(comparison->options);
    }
    err = summary_write(comparison, workspace, argc - 1, argv + 1, why);
    if (!err && !drawn && !comparison->partial && comparison_baseline(comparison))
        write_report(workspace, warnings);
    return drawn ? drawn : err;
}

/* Writes it to stdout as another program wants it; what is wrong with it is said beside it. */
static int show_format(const struct comparison *comparison)
{
    struct measurements measurements;
    struct lines warnings = {.count = 0};
    struct failure why;
    report_warnings(&warnings, comparison);
    lines_say(&warnings);
    int err = measurements_of_comparison(&measurements, comparison);
    if (!err)
        err = format_print(format_find(comparison->options->format), &measurements);
    measurements_release(&measurements);
    if (err)
        fail(&why, err, MESSAGE_CANNOT_WRITE, "stdout", strerror(-err));
    return err ? complain(&why) : FINE;
}

static int show(const struct comparison *comparison, const struct workspace *workspace,
                const struct lines *warnings)
{
    lines_say(warnings);
    if (comparison->options->format)
        return show_format(comparison);
    table_print(stdout, comparison);
    printf(message(MESSAGE_NOTE_FILES), workspace->out);
    putchar('\n');
    return FINE;
}

/* What follows a measurement that ended early with `err`. Returns the exit status. */
static int stop_early(const struct comparison *comparison, const struct workspace *workspace, int argc,
                      char **argv, int err, struct failure *why)
{
    struct lines warnings = {0};
    struct failure ignored;
    complain(why);
    if (comparison_baseline(comparison) &&
        publish(comparison, workspace, argc, argv, &warnings, &ignored) == 0)
        complain_about(MESSAGE_PARTIAL_KEPT, workspace->out);
    return err == -ECONNRESET ? DIFFERS : CANNOT_RUN;
}

static int measure(struct comparison *comparison, const struct workspace *workspace, int argc, char **argv)
{
    struct failure why = {0};
    struct lines warnings = {0};
    int err = run_measure(comparison, workspace, &why);
    if (err)
        return stop_early(comparison, workspace, argc, argv, err, &why);
    if (publish(comparison, workspace, argc, argv, &warnings, &why))
        return complain(&why);
    int status = show(comparison, workspace, &warnings);
    return status ? status : comparison_verified(comparison) ? FINE : DIFFERS;
}

int run_main(int argc, char **argv)
{
    return set_up(argc, argv, measure);
}
