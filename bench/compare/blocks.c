/* SPDX-License-Identifier: MIT */
#include "bench/compare/blocks.h"

#include <stdio.h>

#include "bench/measure/trial.h"

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
            verdict_note_problem(problem, (enum role)(i % ROLE_COUNT), contender->entrant.label,
                                 contender->problem);
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

/* Calls `add` for each model with its runs in the comparison's rounds. */
static int add_all(const struct comparison *comparison, struct judgement *out,
                   int (*add)(struct judgement *out, const char *model, const struct runs runs[ROLE_COUNT]))
{
    struct runs runs[ROLE_COUNT];
    int err = 0;
    for (size_t i = 0; i < comparison->count && !err; i++) {
        const struct contender *contender = &comparison->contenders[i];
        runs[i % ROLE_COUNT] = (struct runs){contender->trials, comparison->rounds};
        if (i % ROLE_COUNT == ROLE_CONTROL)
            err = add(out, contender->entrant.label, runs);
    }
    return err;
}

int block_findings(const struct comparison *comparison, struct judgement *out)
{
    return add_all(comparison, out, verdict_add_times);
}

int block_times(const struct comparison *comparison, struct judgement *out)
{
    return comparison->rounds > 0 ? add_all(comparison, out, verdict_keep_times) : 0;
}
