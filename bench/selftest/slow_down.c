/* SPDX-License-Identifier: MIT */
#include "bench/selftest/slow_down.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "bench/compare/blocks.h"
#include "bench/compare/words.h"
#include "bench/host/counters.h"
#include "bench/measure/attempt.h"
#include "bench/measure/prepare.h"
#include "bench/measure/reference.h"
#include "bench/measure/run.h"
#include "workloads/compute.h"

static const double probed = 0.5;       /* of the CPU time */
static const double least_found = 1.05; /* a ratio below would divide by next to nothing */

int slow_down_init(struct slow_down *slow_down, const struct options *options, const char *work)
{
    struct options measured = *options;
    measured.rounds = SLOW_DOWN_ROUNDS;
    *slow_down = (struct slow_down){.doubling = 0};
    return blocks_init(&slow_down->blocks, &measured, work, work, 0, options->seed, &slow_down->judgement);
}

void slow_down_release(struct slow_down *slow_down)
{
    blocks_release(&slow_down->blocks);
}

static int run_block(struct blocks *blocks)
{
    int err = blocks_run(blocks);
    if (err || !blocks_failed(blocks))
        return err;
    blocks_find_failures(blocks);
    return verdict_fail(blocks->found, blocks->measuring.why);
}

/* Sets how many steps are to be timed: by what a first block took, which counts no further. */
static void set_probe(struct blocks *blocks)
{
    const struct trial *trial = &blocks_contender(blocks, 0, ROLE_BASE)->trials[0];
    double task_s = (trial->user_s + trial->system_s) / (double)blocks->comparison.task_count;
    blocks_contender(blocks, 0, ROLE_NEW)->entrant.more_steps =
        compute_calibrate((uint64_t)(probed * task_s * 1e9)) + 1;
    blocks_forget(blocks);
}

/* Follows from what the probe's steps did to the CPU time. */
static int find_doubling(struct slow_down *slow_down, struct failure *why)
{
    double ratio = 0; /* not known */
    const struct judgement *judgement = &slow_down->judgement;
    size_t steps = blocks_contender(&slow_down->blocks, 0, ROLE_NEW)->entrant.more_steps;
    int err = blocks_find(&slow_down->blocks);
    for (size_t i = 0; i < judgement->count && !err; i++) {
        if (judgement->findings[i].metric == METRIC_CPU)
            ratio = judgement->findings[i].ratio.value;
    }
    if (!(ratio > least_found))
        return fail(why, -EAGAIN, MESSAGE_NOT_CALIBRATED);
    slow_down->doubling = (double)steps / (ratio - 1);
    return 0;
}

int slow_down_calibrate(struct slow_down *slow_down, const struct workspace *workspace, struct failure *why)
{
    struct blocks *blocks = &slow_down->blocks;
    struct comparison *comparison = &blocks->comparison;
    struct measuring *measuring = &blocks->measuring;
    measuring->workspace = workspace;
    measuring->why = why;
    int err = run_check(comparison, why);
    if (!err)
        err = prepare_scene(measuring);
    if (!err)
        err = prepare_work(measuring);
    if (!err)
        err = reference_run(measuring);
    if (!err)
        err = run_block(blocks);
    if (!err)
        set_probe(blocks);
    while (!err && comparison->rounds < SLOW_DOWN_ROUNDS) {
        err = run_block(blocks);
        comparison->rounds += !err;
    }
    return err ? origin_explain(&blocks->origin, err, why) : find_doubling(slow_down, why);
}

int slow_down_count(struct slow_down *slow_down, size_t more_steps, double *instructions)
{
    struct contender *contender = blocks_contender(&slow_down->blocks, 0, ROLE_NEW);
    const struct measuring *measuring = &slow_down->blocks.measuring;
    struct instructions counted;
    int err = instructions_init(&counted, measuring->workspace);
    if (err)
        return fail(measuring->why, err, MESSAGE_CANNOT_WRITE, measuring->workspace->folder, strerror(-err));
    contender->entrant.more_steps = more_steps;
    struct attempt attempt = {.name = "counted", .entrant = &contender->entrant, .prefix = counted.prefix};
    err = attempt_run(&attempt, measuring);
    if (err || !attempt.succeeded || instructions_read(&counted, instructions))
        *instructions = NAN;
    return err;
}
