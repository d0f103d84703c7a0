/* SPDX-License-Identifier: MIT */
#include "bench/sweep/rounds.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/host/machine.h"
#include "bench/measure/observe.h"
#include "bench/measure/prepare.h"
#include "bench/measure/progress.h"
#include "bench/measure/reference.h"
#include "bench/measure/run.h"
#include "bench/measure/scene.h"
#include "bench/options/scenario.h"
#include "stats/random.h"

/* One model at one point. */
struct turn {
    struct point *point;
    struct contender *contender;
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

static void share_scene(struct point *point, const struct point *other)
{
    struct comparison *comparison = &point->comparison;
    memcpy(comparison->url, other->comparison.url, sizeof comparison->url);
    memcpy(comparison->from, other->comparison.from, sizeof comparison->from);
    memcpy(comparison->urls, other->comparison.urls, sizeof comparison->urls);
    point->workspace = other->workspace;
    point->served_by = other->served_by;
}

/* An origin serves all points of its latency. */
static int set_scene(struct sweep *sweep, struct point *point, struct failure *why)
{
    struct comparison *comparison = &point->comparison;
    const struct point *other = find_earlier(sweep, point, false, true);
    if (other) {
        memcpy(comparison->url, other->comparison.url, sizeof comparison->url);
        point->served_by = other->served_by;
        return 0;
    }
    if (!point->options.url && scenario_fetches(&point->options))
        point->served_by = point;
    return scene_set(comparison, &point->origin, why);
}

static int adopt(struct point *point, const struct point *other, struct failure *why)
{
    return comparison_adopt(&point->comparison, &other->comparison)
               ? fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM))
               : 0;
}

/* Finds out what everything at a point is held against, as far as no earlier point has. */
static int prepare_point(struct sweep *sweep, struct point *point, const struct workspace *workspace,
                         struct failure *why)
{
    struct comparison *comparison = &point->comparison;
    const struct point *same = find_earlier(sweep, point, true, true);
    if (same) {
        share_scene(point, same);
        return adopt(point, same, why);
    }
    const struct point *other = find_earlier(sweep, point, true, false);
    int err = set_scene(sweep, point, why);
    if (!err)
        err = workspace_init_inside(&point->workspace, workspace, (size_t)(point - sweep->points), why);
    if (!err)
        err = prepare(comparison, &point->workspace, why);
    if (!err)
        err = other ? adopt(point, other, why) : reference_run(comparison, &point->workspace, why);
    if (!err && point->served_by)
        err = reference_probe(comparison, &point->workspace, why);
    return err;
}

static int prepare_all(struct sweep *sweep, const struct workspace *workspace, struct failure *why)
{
    progress_step(&sweep->options, MESSAGE_PROGRESS_REFERENCE, "");
    for (size_t i = 0; i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        int err = prepare_point(sweep, point, workspace, why);
        if (!err && point->options.advise)
            err = comparison_advise(&point->comparison, why);
        if (err)
            return err;
    }
    return 0;
}

/* All turns of a round; the caller frees them. NULL without memory. */
static struct turn *list_turns(struct sweep *sweep, size_t *count)
{
    struct turn *turns = calloc(sweep->count * sweep->series_count, sizeof *turns);
    *count = 0;
    for (size_t i = 0; turns && i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        for (size_t j = 0; j < point->comparison.count; j++)
            turns[(*count)++] = (struct turn){point, &point->comparison.contenders[j]};
    }
    return turns;
}

static struct origin *origin_of(const struct turn *turn)
{
    return turn->point->served_by ? &turn->point->served_by->origin : NULL;
}

/* "2/3 · workers 8 · fork-pool:8", and how long the rest takes once a round is there to tell. */
static void show_turn(const struct sweep *sweep, const struct turn *turn, uint64_t start, size_t done,
                      size_t all)
{
    char number[32];
    char where[256];
    int used = snprintf(where, sizeof where, "%s", turn->contender->entrant.label);
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const struct axis *axis = &sweep->axes[i];
        struct text_number value = axis_text(axis, turn->point->at[i]);
        used += snprintf(where + used, sizeof where - (size_t)used, " · %s %s", axis_title(axis->kind),
                         value.text);
    }
    (void)snprintf(number, sizeof number, "%zu/%zu", sweep->rounds + 1, sweep->options.rounds);
    double left_s = 0;
    if (sweep->rounds > 0)
        left_s = (double)(span_now_ns() - start) / 1e9 / (double)done * (double)(all - done);
    progress_turn(&sweep->options, number, where, left_s);
}

static int run_rounds(struct sweep *sweep, const struct turn *turns, size_t count, struct failure *why)
{
    struct random random;
    size_t order[SWEEP_MOST_POINTS * OPTIONS_MOST_MODELS];
    size_t all = count * sweep->options.rounds;
    uint64_t start = span_now_ns();
    random_seed(&random, sweep->options.seed);
    for (size_t done = 0; sweep->rounds < sweep->options.rounds; sweep->rounds++) {
        for (size_t i = 0; i < count; i++)
            order[i] = i;
        random_shuffle(&random, order, count);
        for (size_t i = 0; i < count; i++, done++) {
            const struct turn *turn = &turns[order[i]];
            if (turn->contender->problem[0])
                continue;
            show_turn(sweep, turn, start, done, all);
            int err = run_turn(&turn->point->comparison, turn->contender, origin_of(turn),
                               &turn->point->workspace, why);
            if (err)
                return err;
        }
        for (size_t i = 0; i < sweep->count; i++)
            sweep->points[i].comparison.rounds++;
    }
    return 0;
}

/* Memory, and the spans at the last point of each series. */
static int observe_all(const struct sweep *sweep, const struct turn *turns, size_t count, struct failure *why)
{
    for (size_t i = 0; i < count; i++) {
        const struct turn *turn = &turns[i];
        if (turn->contender->problem[0])
            continue;
        progress_step(&sweep->options, MESSAGE_PROGRESS_MEMORY, turn->contender->entrant.label);
        size_t series = turn->point->series[turn->contender - turn->point->comparison.contenders];
        bool traced = turn->point == sweep_last(sweep, series);
        int err = (traced ? observe_run : observe_memory)(&turn->point->comparison, turn->contender,
                                                          origin_of(turn), &turn->point->workspace, why);
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
    size_t count = 0;
    struct turn *turns = list_turns(sweep, &count);
    if (!turns)
        return fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    machine_here(&machine, sweep->points[0].comparison.cores);
    machine_begin(&machine);
    int err = prepare_all(sweep, workspace, why);
    if (!err)
        err = warn(sweep, &machine, why);
    if (!err)
        err = run_rounds(sweep, turns, count, why);
    if (!err)
        err = observe_all(sweep, turns, count, why);
    free(turns);
    return err;
}

/* Ends the origins. Returns what `err` really was. */
static int stop_origins(struct sweep *sweep, int err, struct failure *why)
{
    for (size_t i = 0; i < sweep->count; i++) {
        err = origin_explain(&sweep->points[i].origin, err, why);
        origin_stop(&sweep->points[i].origin);
    }
    return err;
}

int sweep_measure(struct sweep *sweep, const struct workspace *workspace, struct failure *why)
{
    uint64_t start = span_now_ns();
    int err = measure(sweep, workspace, why);
    if (err == -EINTR)
        fail(why, err, MESSAGE_INTERRUPTED);
    err = stop_origins(sweep, err, why);
    progress_clear(&sweep->options);
    sweep->partial = err != 0;
    if (sweep_analyse(sweep) && !err)
        err = fail(why, -ENOMEM, MESSAGE_TEXT, "statistics");
    sweep->total_s = (double)(span_now_ns() - start) / 1e9;
    return err;
}
