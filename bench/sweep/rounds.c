/* SPDX-License-Identifier: MIT */
#include "bench/sweep/rounds.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/measure/progress.h"
#include "bench/measure/run.h"
#include "bench/measure/trial.h"
#include "bench/sweep/further.h"
#include "bench/sweep/prepare.h"

/* All turns of the rounds, and what progress is told of them. */
struct rounds {
    struct sweep *sweep;
    struct turn *turns; /* owned */
    size_t count;
    struct turn *chosen; /* owned, as many: of the points that a further round is of */
    size_t chosen_count;
    struct random random;
    uint64_t start_ns; /* of these rounds, or of the further ones */
    size_t done, all;  /* turns; none of further rounds, which end when nothing is open */
};

int sweep_check(const struct sweep *sweep, struct failure *why)
{
    int err = 0;
    for (size_t i = 0; i < sweep->count && !err; i++)
        err = run_check(&sweep->points[i].comparison, why);
    return err;
}

/* Lists what every model does at every point; free_turns is due. Returns 0 or -ENOMEM. */
static int list_turns(struct rounds *rounds, struct sweep *sweep)
{
    size_t most = sweep->count * OPTIONS_MOST_MODELS;
    *rounds = (struct rounds){.sweep = sweep,
                              .turns = calloc(most, sizeof *rounds->turns),
                              .chosen = calloc(most, sizeof *rounds->chosen)};
    for (size_t i = 0; rounds->turns && i < sweep->count; i++)
        rounds->count += trial_list(rounds->turns + rounds->count, &sweep->points[i].measuring);
    random_seed(&rounds->random, sweep->options.seed);
    return rounds->turns && rounds->chosen ? 0 : -ENOMEM;
}

static void free_turns(struct rounds *rounds)
{
    free(rounds->turns);
    free(rounds->chosen);
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
    (void)snprintf(number, sizeof number, "%zu/%zu", point->comparison.rounds + 1, point->due);
    double left_s = 0;
    if (sweep->rounds > 0 && rounds->all > rounds->done)
        left_s = (double)(span_now_ns() - rounds->start_ns) / 1e9 / (double)rounds->done *
                 (double)(rounds->all - rounds->done);
    progress_turn(&sweep->options, number, where, left_s);
    rounds->done++;
    return true;
}

/* A round of these turns is complete: so has each of the points that have one due. */
static void count_round(struct sweep *sweep)
{
    sweep->rounds = SIZE_MAX;
    for (size_t i = 0; i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        point->comparison.rounds += point->comparison.rounds < point->due;
        if (point->comparison.rounds < sweep->rounds)
            sweep->rounds = point->comparison.rounds;
    }
}

/* As many rounds of all points as they are to have. */
static int run_rounds(struct rounds *rounds)
{
    struct sweep *sweep = rounds->sweep;
    size_t wanted = sweep->points[0].due;
    rounds->start_ns = span_now_ns();
    rounds->all = rounds->count * wanted;
    while (sweep->rounds < wanted) {
        int err = trial_round(rounds->turns, rounds->count, &rounds->random, show_turn, rounds);
        if (err)
            return err;
        count_round(sweep);
        rounds->done = rounds->count * sweep->rounds; /* of those that were left out, too */
    }
    return 0;
}

/* Twice as many rounds are due where something is open after those that were. So a point looks at its numbers
   a few times only: whoever looked after each round would stop at whatever chance shows once. */
static void extend(struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        if (point->due < SWEEP_MOST_ROUNDS && further_wanted(sweep, point))
            point->due *= 2;
    }
}

/* Chooses the turns of the points whose rounds are still due. */
static void choose(struct rounds *rounds)
{
    struct sweep *sweep = rounds->sweep;
    rounds->chosen_count = 0;
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        if (point->comparison.rounds < point->due)
            rounds->chosen_count += trial_list(rounds->chosen + rounds->chosen_count, &point->measuring);
    }
}

/* A further round of all that were chosen, every model of a point alike. */
static int run_further_round(struct rounds *rounds)
{
    int err = trial_round(rounds->chosen, rounds->chosen_count, &rounds->random, show_turn, rounds);
    if (!err)
        count_round(rounds->sweep);
    return err;
}

/* Rounds of the points where something is open, until nothing is, or the time for them is over. */
static int run_further(struct rounds *rounds)
{
    struct sweep *sweep = rounds->sweep;
    rounds->start_ns = span_now_ns();
    rounds->all = 0;
    while (span_now_ns() - rounds->start_ns < sweep->options.limit_ns) {
        choose(rounds);
        if (rounds->chosen_count == 0) {
            if (sweep_analyse(sweep))
                return fail(sweep->points[0].measuring.why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
            extend(sweep);
            choose(rounds);
        }
        int err = rounds->chosen_count ? run_further_round(rounds) : 0;
        if (err || rounds->chosen_count == 0)
            return err;
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
    if (err) {
        free_turns(&rounds);
        return fail(why, err, MESSAGE_TEXT, strerror(-err));
    }
    for (size_t i = 0; i < sweep->count; i++)
        sweep->points[i].measuring.why = why;
    machine_here(&machine, sweep->points[0].comparison.cores);
    err = sweep_prepare(sweep, workspace);
    if (!err)
        err = warn(sweep, &machine, why);
    if (!err)
        err = run_rounds(&rounds);
    if (!err && !sweep->options.rounds)
        err = run_further(&rounds);
    if (!err)
        err = observe_all(&rounds);
    free_turns(&rounds);
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
