/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/commands.h"
#include "bench/measure/progress.h"
#include "bench/measure/run.h"
#include "bench/options/scenario.h"
#include "bench/page/page.h"
#include "bench/session.h"
#include "bench/show/format.h"
#include "bench/show/results.h"
#include "bench/show/summary.h"
#include "bench/show/table.h"
#include "bench/timeline/views.h"

/* A comparison is worth having without its report, too. */
static void write_report(const struct workspace *workspace, struct lines *warnings)
{
    struct failure why;
    if (report_html_write(workspace, &why))
        lines_add(warnings, MESSAGE_TEXT, why.line);
}

/* Publishes what was measured, with its pictures and its report if it is complete. */
static int publish(void *state, const struct workspace *workspace, struct lines *warnings,
                   struct failure *why)
{
    struct comparison *comparison = state;
    const struct options *options = comparison->options;
    int drawn = 0;
    figure_remove(run_figures, RUN_FIGURES, workspace);
    workspace_withdraw(workspace, report_html_name);
    int err = results_write(comparison, workspace, why);
    if (!err)
        err = views_write(workspace, comparison, why);
    if (err)
        return err;
    if (!comparison->partial && comparison_baseline(comparison)) {
        progress_step(options, MESSAGE_PROGRESS_FIGURES, "");
        drawn = figure_draw(run_figures, RUN_FIGURES, comparison, workspace, warnings, why);
        progress_clear(options);
    }
    err = summary_write(comparison, workspace, (int)options->word_count, options->words, why);
    if (!err && !drawn && !comparison->partial && comparison_baseline(comparison))
        write_report(workspace, warnings);
    return drawn ? drawn : err;
}

static int show(const void *state, const struct workspace *workspace)
{
    const struct comparison *comparison = state;
    if (!comparison->options->format) {
        table_print(stdout, comparison);
        session_say_where(workspace);
    }
    return comparison_verified(comparison) ? FINE : DIFFERS;
}

static int list(const void *state, struct measurements *measurements, struct lines *warnings)
{
    report_warnings(warnings, state);
    return measurements_of_comparison(measurements, state);
}

static int begin(void *state, const struct options *options, struct failure *why)
{
    int err = comparison_init(state, options);
    return err ? fail(why, err, MESSAGE_TEXT, strerror(-err)) : run_check(state, why);
}

static int measure(void *state, const struct workspace *workspace, struct failure *why)
{
    return run_measure(state, workspace, why);
}

static bool has_part(const void *state)
{
    return comparison_baseline(state) != NULL;
}

static void end(void *state)
{
    comparison_release(state);
}

static int complete(struct options *options, struct failure *why)
{
    if (options->rounds && options->limit_ns)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--rounds", "--time-limit");
    return scenario_complete(options, why);
}

static int run(const struct options *options)
{
    static const struct session session = {.makes = MAKING_RUN,
                                           .begin = begin,
                                           .measure = measure,
                                           .has_part = has_part,
                                           .publish = publish,
                                           .show = show,
                                           .list = list,
                                           .end = end};
    struct comparison comparison = {0};
    return session_run(&session, &comparison, options, options->out);
}

const struct command run_command = {.name = "run",
                                    .takes = TAKER_RUN,
                                    .usage = MESSAGE_USAGE_OPTIONS,
                                    .does = MESSAGE_DOES_RUN,
                                    .about = MESSAGE_ABOUT_RUN,
                                    .ends = MESSAGE_EXIT_STATUS,
                                    .formats = format_names,
                                    .out = OPTIONS_DEFAULT_OUT,
                                    .complete = complete,
                                    .run = run};
