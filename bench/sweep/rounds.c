/* SPDX-License-Identifier: MIT */
#include "bench/sweep/rounds.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/measure/prepare.h"
#include "bench/measure/progress.h"
#include "bench/measure/reference.h"
#include "bench/measure/run.h"
#include "bench/measure/trial.h"

/* All turns of the rounds, and what progress is told of them. */
struct rounds {
    const struct sweep *sweep;
    struct turn *turns; /* owned */
    size_t count;
    uint64_t start_ns;
    size_t done, all;
};

int sweep_check(const struct sweep *sweep, struct failure *why)
{
    int err = 0;
    for (size_t i = 0; i < sweep->count && !err; i++)
        err = run_check(&sweep->points[i].comparison, why);
    return err;
}

static bool same_work(const struct options *a, const struct options *b)
{
    return a->tasks == b->tasks && a->work_ns == b->work_ns;
}

/* The first point before this one with the same work, and with the same latency; NULL when there is none. */
static const struct point *find_earlier(const struct sweep *sweep, const struct point *point, bool work,
                                        bool latency)
{
    for (const struct point *earlier = sweep->points; earlier < point; earlier++) {
        if ((!work || same_work(&earlier->options, &point->options)) &&
            (!latency || earlier->options.latency_ns == point->options.latency_ns))
            return earlier;
    }
    return NULL;
}

static int adopt(struct point *point, const struct point *other)
{
    return comparison_adopt(&point->comparison, &other->comparison)
               ? fail(point->measuring.why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM))
               : 0;
}

/* Finds out what everything at a point is held against, as far as no earlier point has. An origin serves all
   points of its latency, a workspace those of them with the same work. */
static int prepare_point(const struct sweep *sweep, struct point *point, const struct workspace *workspace)
{
    struct comparison *comparison = &point->comparison;
    struct measuring *measuring = &point->measuring;
    const struct point *served = find_earlier(sweep, point, false, true);
    const struct point *worked = find_earlier(sweep, point, true, false);
    const struct point *same = find_earlier(sweep, point, true, true);
    int err = 0;
    if (served) {
        memcpy(comparison->url, served->comparison.url, sizeof comparison->url);
        measuring->origin = served->measuring.origin;
    } else {
        err = prepare_scene(measuring);
    }
    if (same) {
        memcpy(comparison->from, same->comparison.from, sizeof comparison->from);
        memcpy(comparison->urls, same->comparison.urls, sizeof comparison->urls);
        measuring->workspace = same->measuring.workspace;
        return adopt(point, same);
    }
    measuring->workspace = &point->workspace;
    if (!err)
        err = workspace_init_inside(&point->workspace, workspace, (size_t)(point - sweep->points),
                                    measuring->why);
    if (!err)
        err = prepare_work(measuring);
    if (!err)
        err = worked ? adopt(point, worked) : reference_run(measuring);
    if (!err && origin_runs(measuring->origin))
        err = reference_probe(measuring);
    return err;
}

static int prepare_all(struct sweep *sweep, const struct workspace *workspace)
{
    progress_step(&sweep->options, MESSAGE_PROGRESS_REFERENCE, "");
    for (size_t i = 0; i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        int err = prepare_point(sweep, point, workspace);
        if (!err && point->options.advise)
            err = comparison_advise(&point->comparison, point->measuring.why);
        if (err)
            return err;
    }
    return 0;
}

/* Lists what every model does at every point; the caller frees it. Returns 0 or -ENOMEM. */
static int list_turns(struct rounds *rounds, const struct sweep *sweep)
{
    *rounds = (struct rounds){.sweep = sweep,
                              .turns = calloc(sweep->count * OPTIONS_MOST_MODELS, sizeof *rounds->turns)};
    for (size_t i = 0; rounds->turns && i < sweep->count; i++)
        rounds->count += trial_list(rounds->turns + rounds->count, &sweep->points[i].measuring);
    rounds->all = rounds->count * sweep->options.rounds;
    return rounds->turns ? 0 : -ENOMEM;
}

static const struct point *point_of(const struct sweep *sweep, const struct turn *turn)
{
    const struct point *point = sweep->points;
    while (&point->measuring != turn->measuring)
        point++;
    return point;
}

/* "2/3 · workers 8 · fork-pool:8", and how long the rest takes once a round is there to tell. */
static bool show_turn(const struct turn *turn, void *arg)
{
    struct rounds *rounds = arg;
    const struct sweep *sweep = rounds->sweep;
    const struct point *point = point_of(sweep, turn);
    char number[32];
    char where[256];
    int used = snprintf(where, sizeof where, "%s", turn->contender->entrant.label);
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const struct axis *axis = &sweep->axes[i];
        used += snprintf(where + used, sizeof where - (size_t)used, " · %s %s", axis_title(axis->kind),
                         axis_text(axis, point->at[i]).text);
    }
    (void)snprintf(number, sizeof number, "%zu/%zu", sweep->rounds + 1, sweep->options.rounds);
    double left_s = 0;
    if (sweep->rounds > 0)
        left_s = (double)(span_now_ns() - rounds->start_ns) / 1e9 / (double)rounds->done *
                 (double)(rounds->all - rounds->done);
    progress_turn(&sweep->options, number, where, left_s);
    rounds->done++;
    return true;
}

static int run_rounds(struct sweep *sweep, struct rounds *rounds)
{
    struct random random;
    rounds->start_ns = span_now_ns();
    random_seed(&random, sweep->options.seed);
    for (; sweep->rounds < sweep->options.rounds; sweep->rounds++) {
        int err = trial_round(rounds->turns, rounds->count, &random, show_turn, rounds);
        if (err)
            return err;
        for (size_t i = 0; i < sweep->count; i++)
            sweep->points[i].comparison.rounds++;
        rounds->done = rounds->count * (sweep->rounds + 1); /* of those that were left out, too */
    }
    return 0;
}

/* Memory, and the spans at the last point of each series. */
static int observe_all(const struct rounds *rounds)
{
    const struct sweep *sweep = rounds->sweep;
    for (size_t i = 0; i < rounds->count; i++) {
        const struct turn *turn = &rounds->turns[i];
        if (turn->contender->problem[0])
            continue;
        progress_step(&sweep->options, MESSAGE_PROGRESS_MEMORY, turn->contender->entrant.label);
        const struct point *point = point_of(sweep, turn);
        size_t series = point->series[turn->contender - point->comparison.contenders];
        bool traced = point == sweep_last(sweep, series);
        int err = (traced ? trial_observe : trial_observe_memory)(turn->measuring, turn->contender);
        if (err)
            return err;
    }
    return 0;
}

/* Says what disturbs, before it does; of the points whose demand is too high, the first. */
static int warn(struct sweep *sweep, const struct machine *machine, struct failure *why)
{
    struct warnings *warnings = &sweep->points[0].comparison.warnings;
    for (size_t i = 0; i < sweep->count && warnings->count == 0; i++) {
        struct comparison *comparison = &sweep->points[i].comparison;
        int err = run_check_demand(comparison);
        if (err)
            return fail(why, err, MESSAGE_TEXT, strerror(-err));
        *warnings = comparison->warnings;
    }
    machine_warn(machine, warnings);
    progress_clear(&sweep->options);
    warning_print(warnings);
    return 0;
}

static int measure(struct sweep *sweep, const struct workspace *workspace, struct failure *why)
{
    struct machine machine;
    struct rounds rounds;
    int err = list_turns(&rounds, sweep);
    if (err)
        return fail(why, err, MESSAGE_TEXT, strerror(-err));
    for (size_t i = 0; i < sweep->count; i++)
        sweep->points[i].measuring.why = why;
    machine_here(&machine, sweep->points[0].comparison.cores);
    err = prepare_all(sweep, workspace);
    if (!err)
        err = warn(sweep, &machine, why);
    if (!err)
        err = run_rounds(sweep, &rounds);
    if (!err)
        err = observe_all(&rounds);
    free(rounds.turns);
    return err;
}

int sweep_measure(struct sweep *sweep, const struct workspace *workspace, struct failure *why)
{
    uint64_t start = span_now_ns();
    period_begin(&sweep->period);
    int err = measure(sweep, workspace, why);
    for (size_t i = 0; i < sweep->count; i++)
        err = run_end(&sweep->points[i].measuring, err);
    sweep->partial = err != 0;
    if (sweep_analyse(sweep) && !err)
        err = fail(why, -ENOMEM, MESSAGE_TEXT, "statistics");
    sweep->total_s = (double)(span_now_ns() - start) / 1e9;
    period_end(&sweep->period);
    return err;
}
