/* SPDX-License-Identifier: MIT */
#include "bench/measure/run.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/host/program.h"
#include "bench/measure/analysis.h"
#include "bench/measure/observe.h"
#include "bench/measure/pipe_cost.h"
#include "bench/measure/prepare.h"
#include "bench/measure/progress.h"
#include "bench/measure/reference.h"
#include "bench/measure/scene.h"
#include "bench/measure/span_cost.h"
#include "bench/measure/trial.h"
#include "bench/options/scenario.h"
#include "core/cli/descriptors.h"
#include "stats/random.h"

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

int run_turn(struct comparison *comparison, struct contender *contender, struct origin *origin,
             const struct workspace *workspace, struct failure *why)
{
    size_t before = contender->trial_count;
    uint64_t start = span_now_ns();
    int err = trial_run(comparison, contender, origin, workspace, why);
    if (err)
        return err;
    if (contender->trial_count > before)
        comparison->timed_s += contender->trials[before].wall_s;
    else
        comparison->untimed_s += (double)(span_now_ns() - start) / 1e9;
    return 0;
}

/* Runs every model once, in a fresh random order. */
static int run_round(struct comparison *comparison, size_t round, struct random *random,
                     struct origin *origin, const struct workspace *workspace, struct failure *why)
{
    size_t order[OPTIONS_MOST_MODELS];
    for (size_t i = 0; i < comparison->count; i++)
        order[i] = i;
    random_shuffle(random, order, comparison->count);
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[order[i]];
        if (contender->problem[0])
            continue;
        progress_round(comparison, contender, round);
        int err = run_turn(comparison, contender, origin, workspace, why);
        if (err)
            return err;
    }
    return 0;
}

/* Looks whether another round would add little, which takes longer than a short round of runs. Returns 1, 0
   or a negative errno with `why`. */
static int is_settled(struct comparison *comparison, struct failure *why)
{
    if (comparison->options->rounds || comparison->rounds < COMPARISON_LEAST_ROUNDS)
        return 0;
    int err = analysis_make(comparison);
    return err ? fail(why, err, MESSAGE_TEXT, "statistics") : analysis_settled(comparison);
}

/* Runs rounds until there are enough of them. */
static int run_rounds(struct comparison *comparison, struct origin *origin, const struct workspace *workspace,
                      struct failure *why)
{
    struct random random;
    size_t wanted = comparison->options->rounds;
    size_t most = wanted ? wanted : COMPARISON_MOST_ROUNDS;
    int settled = 0;
    random_seed(&random, comparison->options->seed);
    while (!settled && comparison->rounds < most) {
        int err = run_round(comparison, comparison->rounds + 1, &random, origin, workspace, why);
        if (err)
            return err;
        comparison->rounds++;
        if (!comparison_baseline(comparison))
            return 0; /* all were taken out */
        settled = is_settled(comparison, why);
    }
    return settled < 0 ? settled : 0;
}

static int observe_all(struct comparison *comparison, struct origin *origin,
                       const struct workspace *workspace, struct failure *why)
{
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[i];
        if (contender->problem[0])
            continue;
        progress_step(comparison->options, MESSAGE_PROGRESS_OBSERVE, contender->entrant.label);
        int err = observe_run(comparison, contender, origin, workspace, why);
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
    if (greediest)
        warning_add(&comparison->warnings, "origin-capacity", MESSAGE_WARN_CAPACITY,
                    comparison->capacity_per_s, greediest->entrant.label, most);
    return 0;
}

int run_warn(struct comparison *comparison, const struct machine *machine, struct failure *why)
{
    int err = run_check_demand(comparison);
    if (err)
        return fail(why, err, MESSAGE_TEXT, strerror(-err));
    machine_warn(machine, &comparison->warnings);
    progress_clear(comparison->options);
    warning_print(&comparison->warnings);
    return 0;
}

int run_prepare(struct comparison *comparison, struct origin *origin, const struct workspace *workspace,
                struct failure *why)
{
    const struct options *options = comparison->options;
    int err = scene_set(comparison, origin, why);
    if (!err) {
        progress_step(options, MESSAGE_PROGRESS_REFERENCE, "");
        err = prepare(comparison, workspace, why);
    }
    if (!err)
        err = reference_run(comparison, workspace, why);
    if (!err && !options->url && scenario_fetches(options) && (!options->counting || options->advise))
        err = reference_probe(comparison, workspace, why);
    if (!err && options->advise)
        err = comparison_advise(comparison, why);
    return err;
}

static int measure(struct comparison *comparison, struct origin *origin, const struct workspace *workspace,
                   struct failure *why)
{
    const struct options *options = comparison->options;
    struct origin *counted = !options->url && scenario_fetches(options) ? origin : NULL;
    struct machine machine;
    machine_here(&machine, comparison->cores);
    machine_begin(&machine);
    int err = run_prepare(comparison, origin, workspace, why);
    if (!err)
        err = pipe_cost_measure(comparison, why);
    if (!err)
        err = run_warn(comparison, &machine, why);
    if (!err)
        err = run_rounds(comparison, counted, workspace, why);
    comparison->record_s = span_cost_measure();
    if (!err && !options->remote) /* a site that is not ours is not asked twice more for each model */
        err = observe_all(comparison, counted, workspace, why);
    return err;
}

int run_measure(struct comparison *comparison, const struct workspace *workspace, struct failure *why)
{
    struct origin origin = {0};
    uint64_t start = span_now_ns();
    int err = measure(comparison, &origin, workspace, why);
    if (err == -EINTR)
        fail(why, err, MESSAGE_INTERRUPTED);
    err = origin_explain(&origin, err, why);
    origin_stop(&origin);
    progress_clear(comparison->options);
    comparison->partial = err != 0;
    if (analysis_make(comparison) && !err)
        err = fail(why, -ENOMEM, MESSAGE_TEXT, "statistics");
    comparison->total_s = (double)(span_now_ns() - start) / 1e9;
    return err;
}
