/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "bench/commands.h"
#include "bench/count_report.h"
#include "bench/measure/count.h"
#include "bench/measure/run.h"
#include "bench/options/scenario.h"
#include "bench/session.h"

struct counting {
    struct comparison comparison;
    struct count count;
};

static int begin(void *state, const struct options *options, struct failure *why)
{
    struct counting *counting = state;
    int err = comparison_init(&counting->comparison, options);
    if (!err)
        err = count_init(&counting->count, &counting->comparison);
    return err ? fail(why, err, MESSAGE_TEXT, strerror(-err)) : run_check(&counting->comparison, why);
}

static int measure(void *state, const struct workspace *workspace, struct failure *why)
{
    struct counting *counting = state;
    return count_measure(&counting->count, workspace, why);
}

static bool has_part(const void *state)
{
    const struct counting *counting = state;
    return count_has_any(&counting->count);
}

static int publish(void *state, const struct workspace *workspace, struct lines *warnings,
                   struct failure *why)
{
    struct counting *counting = state;
    (void)warnings;
    return count_write(&counting->count, workspace, why);
}

static int show(const void *state, const struct workspace *workspace)
{
    const struct counting *counting = state;
    (void)workspace;
    warning_print(&counting->count.missing);
    count_print(stdout, &counting->count);
    return comparison_verified(&counting->comparison) ? FINE : DIFFERS;
}

static void end(void *state)
{
    struct counting *counting = state;
    count_release(&counting->count);
    comparison_release(&counting->comparison);
}

static int complete(struct options *options, struct failure *why)
{
    options->counting = true;
    return scenario_complete(options, why);
}

static int run(const struct options *options)
{
    static const struct session session = {.makes = MAKING_COUNT,
                                           .begin = begin,
                                           .measure = measure,
                                           .has_part = has_part,
                                           .publish = publish,
                                           .show = show,
                                           .end = end};
    struct counting counting = {.comparison = {0}};
    return session_run(&session, &counting, options, options->out);
}

const struct command count_command = {.name = "count",
                                      .takes = TAKER_COUNT,
                                      .usage = MESSAGE_USAGE_OPTIONS,
                                      .does = MESSAGE_DOES_COUNT,
                                      .about = MESSAGE_ABOUT_COUNT,
                                      .ends = MESSAGE_EXIT_STATUS,
                                      .out = OPTIONS_DEFAULT_OUT,
                                      .complete = complete,
                                      .run = run};
