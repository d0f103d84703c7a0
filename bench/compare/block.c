/* SPDX-License-Identifier: MIT */
#include "bench/compare/block.h"

#include <errno.h>
#include <stdio.h>

#include "bench/measure/trial.h"
#include "stats/ratio.h"
#include "stats/sample.h"

void block_entrants(struct options *out, const struct options *given, const char *base, const char *other,
                    size_t more_steps)
{
    *out = *given;
    out->entrant_count = given->entrant_count * ROLE_COUNT;
    for (size_t i = 0; i < out->entrant_count; i++) {
        struct entrant *entrant = &out->entrants[i];
        *entrant = given->entrants[i / ROLE_COUNT];
        bool new = i % ROLE_COUNT == ROLE_NEW;
        (void)snprintf(entrant->program, sizeof entrant->program, "%s", new ? other : base);
        entrant->more_steps = new ? more_steps : 0;
    }
}

struct contender *block_contender(struct comparison *comparison, size_t model, enum role role)
{
    return &comparison->contenders[model * ROLE_COUNT + role];
}

void block_problem(const struct comparison *comparison, char problem[VERDICT_PROBLEM_SIZE])
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender->problem[0])
            verdict_note_problem(problem, i % ROLE_COUNT == ROLE_NEW ? SIDE_NEW : SIDE_BASE,
                                 contender->entrant.label, contender->problem);
    }
}

/* What a round looks at before each of its runs. */
struct check {
    const struct comparison *comparison;
    char *problem;
};

static bool goes_on(const struct turn *turn, void *arg)
{
    const struct check *check = arg;
    (void)turn;
    block_problem(check->comparison, check->problem);
    return !check->problem[0];
}

int block_run(const struct measuring *measuring, struct random *random, char problem[VERDICT_PROBLEM_SIZE])
{
    struct turn turns[OPTIONS_MOST_MODELS];
    struct check check = {measuring->comparison, problem};
    size_t count = trial_list(turns, measuring);
    int err = trial_round(turns, count, random, goes_on, &check);
    block_problem(measuring->comparison, problem);
    return err;
}

static int add_times(struct comparison *comparison, size_t model, enum metric metric, struct judgement *out,
                     double *scratch)
{
    struct ratio ratio;
    struct ratio control;
    size_t count = comparison->rounds;
    double *columns[ROLE_COUNT];
    for (int role = 0; role < ROLE_COUNT; role++) {
        columns[role] = scratch + (size_t)role * count;
        contender_numbers(block_contender(comparison, model, (enum role)role), count,
                          metric == METRIC_WALL ? TRIAL_WALL : TRIAL_CPU, columns[role]);
    }
    int err = ratio_paired(columns[ROLE_BASE], columns[ROLE_NEW], count, &ratio);
    if (!err)
        err = ratio_paired(columns[ROLE_BASE], columns[ROLE_CONTROL], count, &control);
    const char *label = block_contender(comparison, model, ROLE_BASE)->entrant.label;
    struct finding *finding = err ? NULL : verdict_add(out, label, metric);
    if (!finding)
        return err == -EINVAL ? 0 : err; /* a CPU time of 0: too short to be seen */
    finding->base = statistics_median(columns[ROLE_BASE], count);
    finding->other = statistics_median(columns[ROLE_NEW], count);
    finding->base_count = finding->new_count = count;
    finding->ratio = ratio.estimate;
    finding->p = ratio.p;
    finding->control = control.estimate;
    finding->base_oddities = sample_oddities(columns[ROLE_BASE], count);
    finding->new_oddities = sample_oddities(columns[ROLE_NEW], count);
    return 0;
}

int block_findings(struct comparison *comparison, struct judgement *out, double *scratch)
{
    int err = 0;
    for (size_t i = 0; i < comparison->count / ROLE_COUNT && !err; i++) {
        err = add_times(comparison, i, METRIC_WALL, out, scratch);
        if (!err)
            err = add_times(comparison, i, METRIC_CPU, out, scratch);
    }
    return err;
}

int block_times(struct comparison *comparison, struct judgement *out)
{
    static const enum side sides[] = {[ROLE_BASE] = SIDE_BASE, [ROLE_NEW] = SIDE_NEW};
    size_t rounds = comparison->rounds;
    for (size_t i = 0; i < comparison->count && rounds > 0; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (i % ROLE_COUNT == ROLE_CONTROL)
            continue;
        struct verdict_times *times =
            verdict_add_times(out, contender->entrant.label, sides[i % ROLE_COUNT], rounds);
        if (!times)
            return -ENOMEM;
        contender_numbers(contender, rounds, TRIAL_WALL, times->wall_s);
        for (size_t j = 0; j < rounds; j++) {
            times->user_s += contender->trials[j].user_s / (double)rounds;
            times->system_s += contender->trials[j].system_s / (double)rounds;
        }
    }
    return 0;
}
