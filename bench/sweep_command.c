/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>

#include "bench/commands.h"
#include "bench/measure/progress.h"
#include "bench/options/scenario.h"
#include "bench/page/page.h"
#include "bench/session.h"
#include "bench/sweep/files.h"
#include "bench/sweep/rounds.h"
#include "bench/sweep/show.h"

/* A sweep is worth having without its report, too. */
static void write_report(const struct workspace *workspace, struct lines *warnings)
{
    struct failure why;
    if (sweep_page_write(workspace, &why))
        lines_add(warnings, MESSAGE_TEXT, why.line);
}

/* Publishes what was measured, with its picture and its report if it is complete. */
static int publish(void *state, const struct workspace *workspace, struct lines *warnings,
                   struct failure *why)
{
    const struct sweep *sweep = state;
    const struct options *options = &sweep->options;
    int drawn = 0;
    sweep_show_remove(workspace);
    workspace_withdraw(workspace, report_html_name);
    int err = sweep_files_write(sweep, workspace, why);
    if (err)
        return err;
    if (!sweep->partial && sweep_has_times(sweep)) {
        progress_step(options, MESSAGE_PROGRESS_FIGURES, "");
        drawn = sweep_show_draw(sweep, workspace, warnings, why);
        progress_clear(options);
    }
    err = sweep_show_summary(sweep, workspace, (int)options->word_count, options->words, why);
    if (!err && !drawn && !sweep->partial && sweep_has_times(sweep))
        write_report(workspace, warnings);
    return drawn ? drawn : err;
}

static int begin(void *state, const struct options *options, struct failure *why)
{
    int err = sweep_init(state, options, why);
    return err ? err : sweep_check(state, why);
}

static int measure(void *state, const struct workspace *workspace, struct failure *why)
{
    return sweep_measure(state, workspace, why);
}

static bool has_part(const void *state)
{
    return sweep_has_times(state);
}

static int show(const void *state, const struct workspace *workspace)
{
    sweep_show(stdout, state);
    session_say_where(workspace);
    return sweep_all_verified(state) ? FINE : DIFFERS;
}

static void end(void *state)
{
    sweep_release(state);
}

/* What was not given else is filled in at each point (sweep_init). */
static int complete(struct options *options, struct failure *why)
{
    scenario_choose(options);
    if (options->rounds && options->limit_ns)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--rounds", "--time-limit");
    return options->over_count == 0 ? fail(why, -EINVAL, MESSAGE_NO_AXIS) : 0;
}

static int run(const struct options *options)
{
    static const struct session session = {.makes = MAKING_SWEEP,
                                           .begin = begin,
                                           .measure = measure,
                                           .has_part = has_part,
                                           .publish = publish,
                                           .show = show,
                                           .end = end};
    struct sweep sweep = {.count = 0};
    return session_run(&session, &sweep, options, options->out);
}

const struct command sweep_command = {.name = "sweep",
                                      .takes = TAKER_SWEEP,
                                      .usage = MESSAGE_USAGE_SWEEP,
                                      .does = MESSAGE_DOES_SWEEP,
                                      .about = MESSAGE_ABOUT_SWEEP,
                                      .ends = MESSAGE_EXIT_STATUS,
                                      .out = "results/sweep",
                                      .complete = complete,
                                      .run = run};
