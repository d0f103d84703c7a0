/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/commands.h"
#include "bench/host/build.h"
#include "bench/host/program.h"
#include "bench/options/scenario.h"
#include "bench/selftest/results.h"
#include "bench/selftest/selftest.h"
#include "bench/session.h"

/* What is compared unless something else was given, and in a minute (--quick). */
struct effort {
    size_t comparisons, detections;
    uint64_t limit_ns; /* of each; 0: as of any live comparison */
    size_t slow_down_count;
    double slow_downs[OPTIONS_MOST_SLOW_DOWNS];
};
static const struct effort whole = {
    SELFTEST_COMPARISONS, SELFTEST_DETECTIONS, 0, 5, {0.01, 0.02, 0.03, 0.05, 0.1}};
static const struct effort quick = {4, 1, 10000000000, 3, {0.03, 0.05, 0.1}};

static int begin(void *state, const struct options *options, struct failure *why)
{
    char path[PROGRAM_PATH_SIZE];
    char work[PROGRAM_SIZE];
    program_path(path, "manyhands-work");
    int err = build_find_work(work, path, why);
    if (err)
        return err;
    err = selftest_init(state, options, work);
    return err ? fail(why, err, MESSAGE_TEXT, strerror(-err)) : 0;
}

static int measure(void *state, const struct workspace *workspace, struct failure *why)
{
    return selftest_measure(state, workspace, why);
}

static bool has_part(const void *state)
{
    const struct selftest *selftest = state;
    return selftest->count > 0;
}

static int publish(void *state, const struct workspace *workspace, struct lines *warnings,
                   struct failure *why)
{
    (void)warnings;
    return selftest_write(state, workspace, why);
}

static int show(const void *state, const struct workspace *workspace)
{
    const struct selftest *selftest = state;
    const struct sheet sheet = session_sheet(selftest->options);
    selftest_print(&sheet, selftest);
    session_say_where(workspace);
    return FINE;
}

static void end(void *state)
{
    selftest_release(state);
}

static void fill_in(struct options *options)
{
    const struct effort *effort = options->quick ? &quick : &whole;
    if (options->comparisons == OPTIONS_COUNT_NOT_GIVEN)
        options->comparisons = effort->comparisons;
    if (options->detections == OPTIONS_COUNT_NOT_GIVEN)
        options->detections = effort->detections;
    if (!options->limit_ns)
        options->limit_ns = effort->limit_ns;
    if (!options->slow_down_count) {
        options->slow_down_count = effort->slow_down_count;
        memcpy(options->slow_downs, effort->slow_downs, sizeof effort->slow_downs);
    }
}

/* What is injected is done by articles alone. */
static int complete(struct options *options, struct failure *why)
{
    fill_in(options);
    int err = scenario_complete_live(options, why);
    if (err)
        return err;
    if (strcmp(options->workload->name, "articles") != 0)
        return fail(why, -EINVAL, MESSAGE_DOES_NOT_FIT, "selftest", options->workload->name);
    return options->entrant_count > 1 ? fail(why, -EINVAL, MESSAGE_ONE_MODEL) : 0;
}

static int run(const struct options *options)
{
    static const struct session session = {.makes = MAKING_SELFTEST,
                                           .also_differ = -EBADMSG,
                                           .begin = begin,
                                           .measure = measure,
                                           .has_part = has_part,
                                           .publish = publish,
                                           .show = show,
                                           .end = end};
    struct selftest selftest = {.count = 0};
    return session_run(&session, &selftest, options, options->out);
}

const struct command selftest_command = {.name = "selftest",
                                         .takes = TAKER_SELFTEST | TAKER_LIVE,
                                         .usage = MESSAGE_USAGE_OPTIONS,
                                         .does = MESSAGE_DOES_SELFTEST,
                                         .about = MESSAGE_ABOUT_SELFTEST,
                                         .ends = MESSAGE_EXIT_SELFTEST,
                                         .out = "results/selftest",
                                         .complete = complete,
                                         .run = run};
