/* SPDX-License-Identifier: MIT */
#include "bench/compare/blocks.h"

#include <stdio.h>

#include "bench/measure/trial.h"

int blocks_init(struct blocks *blocks, const struct options *given, const char *base, const char *other,
                size_t more_steps, uint64_t seed, struct judgement *found)
{
    struct options *options = &blocks->options;
    *blocks = (struct blocks){.options = *given, .found = found};
    blocks->measuring = (struct measuring){.comparison = &blocks->comparison, .origin = &blocks->origin};
    random_seed(&blocks->random, seed);
    options->entrant_count = given->entrant_count * ROLE_COUNT;
    for (size_t i = 0; i < options->entrant_count; i++) {
        struct entrant *entrant = &options->entrants[i];
        *entrant = given->entrants[i / ROLE_COUNT];
        bool new = i % ROLE_COUNT == ROLE_NEW;
        (void)snprintf(entrant->program, sizeof entrant->program, "%s", new ? other : base);
        entrant->more_steps = new ? more_steps : 0;
    }
    return comparison_init(&blocks->comparison, options);
}

void blocks_release(struct blocks *blocks)
{
    origin_stop(&blocks->origin);
    comparison_release(&blocks->comparison);
}

struct contender *blocks_contender(struct blocks *blocks, size_t model, enum role role)
{
    return &blocks->comparison.contenders[model * ROLE_COUNT + role];
}

bool blocks_failed(const struct blocks *blocks)
{
    for (size_t i = 0; i < blocks->comparison.count; i++) {
        if (blocks->comparison.contenders[i].problem[0])
            return true;
    }
    return false;
}

void blocks_find_failures(struct blocks *blocks)
{
    blocks->found->count = 0;
    for (size_t i = 0; i < blocks->comparison.count / ROLE_COUNT; i++) {
        const struct contender *base = blocks_contender(blocks, i, ROLE_BASE);
        const struct contender *control = blocks_contender(blocks, i, ROLE_CONTROL);
        const char *of_base = base->problem[0] ? base->problem : control->problem;
        const char *of_new = blocks_contender(blocks, i, ROLE_NEW)->problem;
        enum gap gap = *of_base ? GAP_BASE_FAILED : *of_new ? GAP_NEW_FAILED : GAP_NOT_REACHED;
        verdict_add_gap(blocks->found, base->entrant.label, METRIC_WALL, gap, *of_base ? of_base : of_new);
    }
}

static bool goes_on(const struct turn *turn, void *arg)
{
    (void)turn;
    (void)arg;
    return true;
}

int blocks_run(struct blocks *blocks)
{
    struct turn turns[OPTIONS_MOST_MODELS];
    size_t count = trial_list(turns, &blocks->measuring);
    return trial_round(turns, count, &blocks->random, goes_on, blocks);
}

void blocks_forget(struct blocks *blocks)
{
    blocks->comparison.rounds = 0;
    for (size_t i = 0; i < blocks->comparison.count; i++)
        blocks->comparison.contenders[i].trial_count = 0;
}

/* Calls `add` for each model with its runs in the comparison's rounds. */
static int add_all(struct blocks *blocks,
                   int (*add)(struct judgement *out, const char *model, const struct runs runs[ROLE_COUNT]))
{
    struct runs runs[ROLE_COUNT];
    int err = 0;
    for (size_t i = 0; i < blocks->comparison.count && !err; i++) {
        const struct contender *contender = &blocks->comparison.contenders[i];
        runs[i % ROLE_COUNT] = (struct runs){contender->trials, blocks->comparison.rounds};
        if (i % ROLE_COUNT == ROLE_CONTROL)
            err = add(blocks->found, contender->entrant.label, runs);
    }
    return err;
}

int blocks_find(struct blocks *blocks)
{
    blocks->found->count = 0;
    return add_all(blocks, verdict_add_times);
}

int blocks_keep_times(struct blocks *blocks)
{
    return blocks->comparison.rounds > 0 ? add_all(blocks, verdict_keep_times) : 0;
}
