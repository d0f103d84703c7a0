/* SPDX-License-Identifier: MIT */
#include "bench/compare/live.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/compare/blocks.h"
#include "bench/compare/confirm.h"
#include "bench/host/build.h"
#include "bench/measure/progress.h"
#include "bench/measure/run.h"
#include "bench/measure/trial.h"
#include "bench/show/sentences.h"
#include "bench/words/number.h"
#include "stats/signed_rank.h"

/* Blocks before the first look, and the part of them before the next. Each look is a chance to end wrongly,
   so there are few. */
enum { FIRST_LOOK = 20, LOOK_AGAIN = 2 };

static const double first_part = 2.0 / 3; /* of the time, for the first run; the rest is for confirming */

struct live {
    const struct live_request *request;
    struct blocks blocks;
    uint64_t began_ns;
    struct judgement *out;          /* what the blocks find */
    const struct judgement *before; /* what the run before found; NULL in the first */
};

static double elapsed_s(const struct live *live)
{
    return (double)(span_now_ns() - live->began_ns) / 1e9;
}

/* Finds and judges from the blocks so far. */
static int judge(struct live *live, struct failure *why)
{
    int err = blocks_find(&live->blocks);
    if (live->before)
        confirm_keep_open(live->out, live->before);
    verdict_judge(live->out);
    return err ? fail(why, err, MESSAGE_TEXT, strerror(-err)) : 0;
}

static void show_progress(const struct live *live)
{
    char detail[64];
    (void)snprintf(detail, sizeof detail, "%zu · %.0f / %.0f s", live->out->rounds + 1, elapsed_s(live),
                   live->request->limit_s);
    progress_step(&live->blocks.options, MESSAGE_PROGRESS_LIVE, detail);
}

/* Runs blocks until there are enough, or until `until_s` after the beginning; but in a run that is to confirm
   something not fewer than could. Then judges. */
static int run_blocks(struct live *live, double until_s, struct failure *why)
{
    size_t wanted = live->blocks.options.rounds;
    size_t most = wanted ? wanted : OPTIONS_MOST_ROUNDS;
    size_t least = live->before ? verdict_least_rounds(confirm_count_open(live->before)) : 0;
    size_t look = FIRST_LOOK;
    double longest_s = 0;
    int err = 0;
    blocks_forget(&live->blocks);
    while (!err && live->blocks.comparison.rounds < most &&
           (wanted || live->blocks.comparison.rounds < least || elapsed_s(live) + longest_s < until_s)) {
        double before_s = elapsed_s(live);
        show_progress(live);
        err = blocks_run(&live->blocks);
        if (err || blocks_failed(&live->blocks))
            return err;
        live->blocks.comparison.rounds++;
        live->out->rounds++;
        longest_s = fmax(longest_s, elapsed_s(live) - before_s);
        if (wanted || live->blocks.comparison.rounds < look)
            continue;
        err = judge(live, why);
        if (!err && confirm_enough(live->out, live->before != NULL))
            return 0;
        look += look / LOOK_AGAIN;
    }
    return err ? err : judge(live, why);
}

/* One more run, of new blocks alone. */
static int run_again(struct live *live, struct failure *why)
{
    struct judgement earlier = *live->out;
    live->before = &earlier;
    live->out->count = 0;
    int err = run_blocks(live, live->request->limit_s, why);
    if (!err && !blocks_failed(&live->blocks))
        confirm_merge(live->out, &earlier);
    live->before = NULL;
    return err;
}

/* The first run; another that confirms what it suspects, or does not; and while there is time, as many more
   as find something new to confirm. */
static int run_all(struct live *live, struct failure *why)
{
    int err = run_blocks(live, live->request->limit_s * first_part, why);
    for (bool first = true; !err && !blocks_failed(&live->blocks) && confirm_is_due(live->out);
         first = false) {
        if (!first && !live->blocks.options.rounds && elapsed_s(live) > live->request->limit_s)
            break;
        err = run_again(live, why);
    }
    confirm_drop(live->out);
    return err;
}

/* The median: a retry by accident, in one run, is not the build's. */
static double requests_of(const struct live *live, const struct contender *contender)
{
    double requests[OPTIONS_MOST_ROUNDS];
    contender_numbers(contender, live->blocks.comparison.rounds, TRIAL_REQUESTS, requests);
    return statistics_median(requests, live->blocks.comparison.rounds);
}

/* What is measured once: requests as the origin counted them, memory and context switches. */
static int observe(struct live *live)
{
    for (size_t i = 0; i < live->blocks.comparison.count / ROLE_COUNT; i++) {
        struct contender *base = blocks_contender(&live->blocks, i, ROLE_BASE);
        struct contender *other = blocks_contender(&live->blocks, i, ROLE_NEW);
        int err = trial_observe(&live->blocks.measuring, base);
        if (!err)
            err = trial_observe(&live->blocks.measuring, other);
        if (err || blocks_failed(&live->blocks))
            return err;
        const char *label = base->entrant.label;
        if (origin_runs(&live->blocks.origin))
            verdict_add_count(live->out, label, METRIC_REQUESTS, requests_of(live, base),
                              requests_of(live, other), 1);
        verdict_add_count(live->out, label, METRIC_MEMORY, contender_memory(base), contender_memory(other),
                          1);
        verdict_add_count(live->out, label, METRIC_SWITCHES, (double)base->observed.context_switches,
                          (double)other->observed.context_switches, 1);
    }
    return 0;
}

/* What is timed is not synced to its disk, unless one of the builds cannot leave that out. Returns 0 or
 * -EINTR. */
static int leave_out_syncs(struct live *live)
{
    const struct live_request *request = live->request;
    int both = build_both_have(request->base, request->other, "--no-sync", request->workspace);
    live->blocks.comparison.syncs = both <= 0;
    return both < 0 ? both : 0;
}

/* One block of which nothing counts: the caches fill, what is wrong shows, and so does what a block takes. */
static int warm_up(struct live *live, struct failure *why)
{
    double began_s = elapsed_s(live);
    int err = blocks_run(&live->blocks);
    double block_s = elapsed_s(live) - began_s;
    double needed_s = (elapsed_s(live) + (double)SIGNED_RANK_LEAST * block_s) / first_part;
    bool fits = live->blocks.options.rounds || needed_s <= live->request->limit_s;
    if (err || blocks_failed(&live->blocks) || fits)
        return err;
    return fail(why, -EINVAL, MESSAGE_LIVE_TOO_SHORT, text_seconds(block_s).text, SIGNED_RANK_LEAST,
                ceil(needed_s));
}

static int measure(struct live *live, struct failure *why)
{
    const struct live_request *request = live->request;
    struct comparison *comparison = &live->blocks.comparison;
    struct machine machine;
    machine_here(&machine, comparison->cores);
    int err = run_check(comparison, why);
    if (!err)
        err = run_prepare(&live->blocks.measuring);
    if (!err)
        err = leave_out_syncs(live);
    if (!err && !request->warned)
        err = build_warn(request->base, request->other, request->workspace, &comparison->warnings);
    if (!err && !request->warned)
        err = run_warn(&live->blocks.measuring, &machine);
    live->out->cores = comparison->cores;
    live->out->warnings = comparison->warnings;
    if (!err)
        err = warm_up(live, why);
    if (!err && !blocks_failed(&live->blocks))
        err = run_all(live, why);
    if (!err && !blocks_failed(&live->blocks) && comparison->rounds > 0)
        err = observe(live);
    return err;
}

/* Who was compared, and what was done, with the blocks of all runs. */
static void describe(struct live *live)
{
    const struct live_request *request = live->request;
    enum language shown = message_language_set();
    for (int role = ROLE_BASE; !request->warned && role <= ROLE_NEW; role++)
        live->out->environments[role] = build_environment(role == ROLE_BASE ? request->base : request->other,
                                                          live->out->cores, request->workspace);
    live->blocks.comparison.rounds = live->out->rounds;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        message_language((enum language)language);
        report_scenario(live->out->scenario[language], &live->blocks.comparison);
    }
    message_language(shown);
}

int live_compare(const struct live_request *request, struct judgement *out, struct failure *why)
{
    struct live live = {.request = request, .began_ns = span_now_ns(), .out = out};
    *out = (struct judgement){.live = true, .timed = true, .margin = request->margin, .seed = request->seed};
    (void)snprintf(out->base, sizeof out->base, "%s", request->base);
    (void)snprintf(out->other, sizeof out->other, "%s", request->other);
    (void)snprintf(out->workload, sizeof out->workload, "%s", request->options->workload->name);
    int err = blocks_init(&live.blocks, request->options, request->base, request->other, request->more_steps,
                          request->seed, out);
    live.blocks.measuring.workspace = request->workspace;
    live.blocks.measuring.why = why;
    err = err ? fail(why, err, MESSAGE_TEXT, strerror(-err)) : measure(&live, why);
    err = run_end(&live.blocks.measuring, err);
    bool failed = blocks_failed(&live.blocks);
    verdict_group(out);
    if (failed)
        blocks_find_failures(&live.blocks);
    else if (!err && blocks_keep_times(&live.blocks))
        err = fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    out->seconds = elapsed_s(&live);
    if (!err)
        describe(&live);
    blocks_release(&live.blocks);
    return err;
}
