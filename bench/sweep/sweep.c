/* SPDX-License-Identifier: MIT */
#include "bench/sweep/sweep.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/measure/analysis.h"
#include "bench/options/scenario.h"

/* Enough pages of little latency: every model has something to do, and many points take seconds. */
enum { PAGES = 100, PAGES_OF_MAP = 20 };
static const uint64_t latency_ns = 20000000;

/* About as long again as most sweeps take for their first three rounds. */
static const uint64_t limit_ns = 30000000000;

static int read_axes(struct sweep *sweep, struct failure *why)
{
    const struct options *options = &sweep->options;
    for (size_t i = 0; i < options->over_count; i++) {
        struct axis *axis = &sweep->axes[i];
        int err = axis_parse(axis, options->over[i], why);
        if (!err)
            err = axis_check(axis, options, why);
        if (err)
            return err;
        bool same = i > 0 && (axis->kind == sweep->axes[0].kind ||
                              (axis_kinds[axis->kind].workers && axis_kinds[sweep->axes[0].kind].workers));
        if (same)
            return fail(why, -EINVAL, MESSAGE_SAME_AXES, axis_kinds[sweep->axes[0].kind].name,
                        axis_kinds[axis->kind].name);
        sweep->axis_count++;
    }
    if (options->remote)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--over", "--allow-remote");
    return 0;
}

/* What is swept unless it was given: other than in a single comparison there is a lot to run. */
static void fill_in(struct sweep *sweep)
{
    struct options *options = &sweep->options;
    bool articles = strcmp(options->workload->name, "articles") == 0;
    if (articles && !options->tasks)
        options->tasks = sweep->axis_count > 1 ? PAGES_OF_MAP : PAGES;
    if (articles && options->latency_ns == OPTIONS_NOT_GIVEN)
        options->latency_ns = latency_ns;
    if (!options->limit_ns)
        options->limit_ns = limit_ns;
}

/* A model whose number of workers varies is called by its name alone. */
static void name_series(struct sweep *sweep)
{
    const struct options *options = &sweep->options;
    bool resized = options->advise || options->in_flight;
    for (size_t i = 0; i < sweep->axis_count; i++)
        resized = resized || axis_kinds[sweep->axes[i].kind].workers;
    sweep->series_count = options->entrant_count;
    for (size_t i = 0; i < options->entrant_count; i++) {
        const struct entrant *entrant = &options->entrants[i];
        bool varies = resized && entrant->model && !entrant->given;
        (void)snprintf(sweep->series[i], ENTRANT_LABEL_SIZE, "%s",
                       varies ? entrant->model->name : entrant->label);
    }
}

/* Whether an earlier point of the only axis has the model with just as many workers, which is what varies. */
static bool is_repeated(const struct sweep *sweep, const struct point *point, const struct entrant *entrant,
                        size_t series)
{
    if (sweep->axis_count > 1 || !axis_kinds[sweep->axes[0].kind].workers)
        return false;
    for (const struct point *earlier = sweep->points; earlier < point; earlier++) {
        for (size_t i = 0; i < earlier->options.entrant_count; i++) {
            if (earlier->series[i] == series &&
                strcmp(earlier->options.entrants[i].label, entrant->label) == 0)
                return true;
        }
    }
    return false;
}

static void choose_entrants(const struct sweep *sweep, struct point *point)
{
    struct options *options = &point->options;
    size_t count = 0;
    for (size_t i = 0; i < options->entrant_count; i++) {
        if (is_repeated(sweep, point, &options->entrants[i], i))
            continue;
        point->series[count] = i;
        options->entrants[count++] = options->entrants[i];
    }
    options->entrant_count = count;
}

static int init_point(struct sweep *sweep, size_t index, struct failure *why)
{
    struct point *point = &sweep->points[index];
    point->options = sweep->options;
    for (size_t i = 0, rest = index; i < sweep->axis_count; i++) {
        point->at[i] = rest % sweep->axes[i].count;
        rest /= sweep->axes[i].count;
        axis_apply(&sweep->axes[i], point->at[i], &point->options);
    }
    point->due = sweep->options.rounds ? sweep->options.rounds : SWEEP_ROUNDS;
    if (!point->options.rounds)
        point->options.rounds = SWEEP_MOST_ROUNDS;
    int err = scenario_complete(&point->options, why);
    if (err)
        return err;
    choose_entrants(sweep, point);
    err = comparison_init(&point->comparison, &point->options);
    point->measuring = (struct measuring){.comparison = &point->comparison, .origin = &point->origin};
    return err ? fail(why, err, MESSAGE_TEXT, strerror(-err)) : 0;
}

/* Points of the number of workers are none where no model changes with it. */
static int check_variation(const struct sweep *sweep, struct failure *why)
{
    for (size_t i = 0; i < sweep->axis_count; i++) {
        bool varies = !axis_kinds[sweep->axes[i].kind].workers;
        for (size_t j = 0; j < sweep->options.entrant_count; j++) {
            const struct entrant *entrant = &sweep->options.entrants[j];
            varies = varies || (entrant->model && !entrant->given && entrant->model->most.workers != 1);
        }
        if (!varies)
            return fail(why, -EINVAL, MESSAGE_NOTHING_VARIES, axis_kinds[sweep->axes[i].kind].name);
    }
    return 0;
}

int sweep_init(struct sweep *sweep, const struct options *options, struct failure *why)
{
    *sweep = (struct sweep){.options = *options};
    int err = read_axes(sweep, why);
    if (!err)
        err = check_variation(sweep, why);
    if (err)
        return err;
    fill_in(sweep);
    name_series(sweep);
    size_t count = sweep->axes[0].count * (sweep->axis_count > 1 ? sweep->axes[1].count : 1);
    if (count > SWEEP_MOST_POINTS)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_POINTS, count, SWEEP_MOST_POINTS);
    sweep->points = calloc(count, sizeof *sweep->points);
    if (!sweep->points)
        return fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    for (size_t i = 0; i < count && !err; i++) {
        sweep->count++;
        err = init_point(sweep, i, why);
    }
    return err;
}

void sweep_release(struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->count; i++)
        comparison_release(&sweep->points[i].comparison);
    free(sweep->points);
}

const struct contender *point_find(const struct point *point, size_t series)
{
    for (size_t i = 0; i < point->comparison.count; i++) {
        if (point->series[i] == series && contender_counts(&point->comparison.contenders[i]))
            return &point->comparison.contenders[i];
    }
    return NULL;
}

bool sweep_has_times(const struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->count; i++) {
        if (comparison_baseline(&sweep->points[i].comparison))
            return true;
    }
    return false;
}

bool sweep_all_verified(const struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->count; i++) {
        if (!comparison_verified(&sweep->points[i].comparison))
            return false;
    }
    return true;
}

/* Of the median of the times, turned round. */
static struct estimate rate_of(const struct comparison *comparison, const struct contender *contender)
{
    double tasks = (double)comparison->task_count;
    const struct estimate *wall = &contender->wall;
    return (struct estimate){tasks / wall->value, {tasks / wall->interval.high, tasks / wall->interval.low}};
}

/* Fills in what follows from what was measured at a point so far. */
static int analyse_point(struct point *point)
{
    struct comparison *comparison = &point->comparison;
    int err = analysis_make(comparison);
    for (size_t i = 0; i < comparison->count && !err; i++) {
        if (contender_counts(&comparison->contenders[i]))
            point->rates[i] = rate_of(comparison, &comparison->contenders[i]);
    }
    winner_find(&point->winner, comparison);
    return err;
}

int sweep_analyse(struct sweep *sweep)
{
    int err = 0;
    sweep->timed_s = sweep->untimed_s = 0;
    for (size_t i = 0; i < sweep->count && !err; i++) {
        struct point *point = &sweep->points[i];
        struct comparison *comparison = &point->comparison;
        sweep->timed_s += comparison->timed_s;
        sweep->untimed_s += comparison->untimed_s;
        comparison->partial = sweep->partial;
        err = analyse_point(point);
    }
    return err;
}

const char *sweep_series(const struct sweep *sweep, const struct point *point,
                         const struct contender *contender)
{
    return sweep->series[point->series[contender - point->comparison.contenders]];
}

const struct estimate *point_rate(const struct point *point, const struct contender *contender)
{
    return &point->rates[contender - point->comparison.contenders];
}

const struct point *sweep_last(const struct sweep *sweep, size_t series)
{
    const struct point *point = &sweep->points[sweep->count - 1];
    while (point > sweep->points && !point_find(point, series))
        point--;
    return point;
}
