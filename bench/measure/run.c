/* SPDX-License-Identifier: MIT */
#include "bench/measure/run.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/host/program.h"
#include "bench/measure/analysis.h"
#include "bench/measure/costs.h"
#include "bench/measure/prepare.h"
#include "bench/measure/progress.h"
#include "bench/measure/reference.h"
#include "bench/measure/trial.h"
#include "bench/measure/winner.h"
#include "bench/words/number.h"
#include "core/cli/descriptors.h"

int run_check(const struct comparison *comparison, struct failure *why)
{
    if (!comparison->options->counting && !program_installed("hyperfine"))
        return fail(why, -ENOENT, MESSAGE_NO_HYPERFINE);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        size_t limit = 0;
        const struct entrant *entrant = &contender->entrant;
        struct team team = entrant_team(entrant, 1); /* without a number: as many as there can be */
        size_t needed = entrant->model ? model_descriptors(entrant->model, team) : 0;
        if (descriptors_ensure(needed, &limit))
            return fail(why, -EMFILE, MESSAGE_TOO_FEW_DESCRIPTORS, contender->entrant.label, needed, limit);
    }
    return 0;
}

/* What the rounds still take, from the rounds so far: up to the least number of them. */
static double left_s(const struct comparison *comparison, size_t round)
{
    double round_s = 0;
    size_t least = comparison->options->rounds ? comparison->options->rounds : COMPARISON_LEAST_ROUNDS;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender))
            round_s += contender->trials[contender->trial_count - 1].wall_s;
    }
    return round_s * (double)(least > round ? least - round + 1 : 1);
}

/* "2 (3–10)", what is timed, and how long the rest takes once a round is there to tell. */
static bool show_turn(const struct turn *turn, void *arg)
{
    const struct comparison *comparison = turn->measuring->comparison;
    const struct options *options = comparison->options;
    size_t round = comparison->rounds + 1;
    char number[32];
    (void)arg;
    if (options->rounds)
        snprintf(number, sizeof number, "%zu/%zu", round, options->rounds);
    else if (round > COMPARISON_MOST_ROUNDS)
        snprintf(number, sizeof number, "%zu", round);
    else
        snprintf(number, sizeof number, "%zu (%d–%d)", round, COMPARISON_LEAST_ROUNDS,
                 COMPARISON_MOST_ROUNDS);
    progress_turn(options, number, turn->contender->entrant.label, round > 1 ? left_s(comparison, round) : 0);
    return true;
}

/* Whether it is open who is fastest, or not yet sure. */
static bool wants_more(const struct comparison *comparison)
{
    struct winner winner;
    winner_find(&winner, comparison);
    return winner_wants_more(&winner);
}

bool run_settled(const struct comparison *comparison)
{
    return analysis_settled(comparison) && !wants_more(comparison);
}

/* Looks whether another round would add little, which takes longer than a short round of runs. Returns 1, 0
   or a negative errno with `why`. */
static int is_settled(struct comparison *comparison, struct failure *why)
{
    if (comparison->options->rounds || comparison->rounds < COMPARISON_LEAST_ROUNDS)
        return 0;
    int err = analysis_make(comparison);
    return err ? fail(why, err, MESSAGE_TEXT, "statistics") : run_settled(comparison);
}

/* Runs rounds while it is open who is fastest and there is time for them. It is looked at after twice as many
   each time: whoever looked after each round would stop at whatever chance shows once. */
static int run_further(const struct measuring *measuring, const struct turn *turns, size_t count,
                       struct random *random)
{
    struct comparison *comparison = measuring->comparison;
    uint64_t start_ns = span_now_ns();
    for (size_t due = 2 * comparison->rounds; due <= OPTIONS_MOST_ROUNDS && wants_more(comparison);
         due *= 2) {
        for (; comparison->rounds < due; comparison->rounds++) {
            if (span_now_ns() - start_ns >= comparison->options->limit_ns)
                return 0;
            int err = trial_round(turns, count, random, show_turn, NULL);
            if (err)
                return err;
        }
        int err = analysis_make(comparison);
        if (err)
            return fail(measuring->why, err, MESSAGE_TEXT, "statistics");
    }
    return 0;
}

/* Runs rounds until there are enough of them. */
static int run_rounds(const struct measuring *measuring)
{
    struct random random;
    struct turn turns[OPTIONS_MOST_MODELS];
    struct comparison *comparison = measuring->comparison;
    size_t count = trial_list(turns, measuring);
    size_t wanted = comparison->options->rounds;
    size_t most = wanted ? wanted : COMPARISON_MOST_ROUNDS;
    int settled = 0;
    random_seed(&random, comparison->options->seed);
    while (!settled && comparison->rounds < most) {
        int err = trial_round(turns, count, &random, show_turn, NULL);
        if (err)
            return err;
        comparison->rounds++;
        if (!comparison_baseline(comparison))
            return 0; /* all were taken out */
        settled = is_settled(comparison, measuring->why);
    }
    if (settled || wanted)
        return settled < 0 ? settled : 0;
    return run_further(measuring, turns, count, &random);
}

static int observe_all(const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[i];
        if (contender->problem[0])
            continue;
        progress_step(comparison->options, MESSAGE_PROGRESS_OBSERVE, contender->entrant.label);
        int err = trial_observe(measuring, contender);
        if (err)
            return err;
    }
    return 0;
}

int run_check_demand(struct comparison *comparison)
{
    static const double near = 0.5; /* of what it can give */
    const struct contender *greediest = NULL;
    double most = near * comparison->capacity_per_s;
    for (size_t i = 0; i < comparison->count && isfinite(comparison->capacity_per_s); i++) {
        double demand;
        int err = analysis_demand(comparison, &comparison->contenders[i], &demand);
        if (err)
            return err;
        if (demand > most) {
            most = demand;
            greediest = &comparison->contenders[i];
        }
    }
    if (greediest) {
        warning_add(&comparison->warnings, "origin-capacity", MESSAGE_WARN_CAPACITY,
                    text_count(comparison->capacity_per_s).text, greediest->entrant.label,
                    text_count(most).text);
    }
    return 0;
}

int run_warn(const struct measuring *measuring, const struct machine *machine)
{
    struct comparison *comparison = measuring->comparison;
    int err = run_check_demand(comparison);
    if (err)
        return fail(measuring->why, err, MESSAGE_TEXT, strerror(-err));
    machine_warn(machine, &comparison->warnings);
    progress_clear(comparison->options);
    warning_print(&comparison->warnings);
    return 0;
}

int run_prepare(const struct measuring *measuring)
{
    const struct options *options = measuring->comparison->options;
    int err = prepare_scene(measuring);
    if (!err) {
        progress_step(options, MESSAGE_PROGRESS_REFERENCE, "");
        err = prepare_work(measuring);
    }
    if (!err)
        err = reference_run(measuring);
    if (!err && origin_runs(measuring->origin) && (!options->counting || options->advise))
        err = reference_probe(measuring);
    if (!err && options->advise)
        err = comparison_advise(measuring->comparison, measuring->why);
    return err;
}

int run_end(const struct measuring *measuring, int err)
{
    if (err == -EINTR)
        fail(measuring->why, err, MESSAGE_INTERRUPTED);
    err = origin_explain(measuring->origin, err, measuring->why);
    origin_stop(measuring->origin);
    progress_clear(measuring->comparison->options);
    return err;
}

static int measure(const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
    struct machine machine;
    machine_here(&machine, comparison->cores);
    int err = run_prepare(measuring);
    if (!err)
        err = costs_measure_pipe(comparison, measuring->why);
    if (!err)
        err = run_warn(measuring, &machine);
    if (!err)
        err = run_rounds(measuring);
    comparison->record_s = costs_measure_span();
    if (!err &&
        !comparison->options->remote) /* a site that is not ours is not asked twice more for each model */
        err = observe_all(measuring);
    return err;
}

/* Of a round that ended early some would have a run more than others. */
static void leave_out_last_round(struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[i];
        if (contender->trial_count > comparison->rounds)
            contender->trial_count = comparison->rounds;
    }
}

int run_measure(struct comparison *comparison, const struct workspace *workspace, struct failure *why)
{
    struct origin origin = {0};
    const struct measuring measuring = {comparison, &origin, workspace, why};
    uint64_t start = span_now_ns();
    period_begin(&comparison->period);
    int err = run_end(&measuring, measure(&measuring));
    comparison->partial = err != 0;
    if (comparison->rounds > 0)
        leave_out_last_round(comparison);
    if (analysis_make(comparison) && !err)
        err = fail(why, -ENOMEM, MESSAGE_TEXT, "statistics");
    comparison->total_s = (double)(span_now_ns() - start) / 1e9;
    period_end(&comparison->period);
    return err;
}
