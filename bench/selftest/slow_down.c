/* SPDX-License-Identifier: MIT */
#include "bench/selftest/slow_down.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/compare/blocks.h"
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
    *slow_down = (struct slow_down){.judgement = malloc(sizeof *slow_down->judgement)};
    block_entrants(&slow_down->options, options, work, work, 0);
    slow_down->options.rounds = SLOW_DOWN_ROUNDS;
    random_seed(&slow_down->random, options->seed);
    int err = comparison_init(&slow_down->comparison, &slow_down->options);
    return slow_down->judgement ? err : -ENOMEM;
}

void slow_down_release(struct slow_down *slow_down)
{
    origin_stop(&slow_down->origin);
    comparison_release(&slow_down->comparison);
    free(slow_down->judgement);
}

static int run_block(struct slow_down *slow_down)
{
    char *problem = slow_down->judgement->problem;
    int err = block_run(&slow_down->measuring, &slow_down->random, problem);
    if (!err && problem[0])
        err = fail(slow_down->measuring.why, -EBADMSG, MESSAGE_TEXT, problem);
    return err;
}

/* Sets how many steps are to be timed: by what a first block took, which counts no further. */
static void set_probe(struct slow_down *slow_down)
{
    struct comparison *comparison = &slow_down->comparison;
    const struct trial *trial = &block_contender(comparison, 0, ROLE_BASE)->trials[0];
    double task_s = (trial->user_s + trial->system_s) / (double)comparison->task_count;
    block_contender(comparison, 0, ROLE_NEW)->entrant.more_steps =
        compute_calibrate((uint64_t)(probed * task_s * 1e9)) + 1;
    for (size_t i = 0; i < comparison->count; i++)
        comparison->contenders[i].trial_count = 0;
}

/* Follows from what the probe's steps did to the CPU time. */
static int find_doubling(struct slow_down *slow_down, struct failure *why)
{
    double ratio = 0; /* not known */
    struct judgement *judgement = slow_down->judgement;
    size_t steps = block_contender(&slow_down->comparison, 0, ROLE_NEW)->entrant.more_steps;
    int err = block_findings(&slow_down->comparison, judgement);
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
    struct comparison *comparison = &slow_down->comparison;
    const struct measuring *measuring = &slow_down->measuring;
    slow_down->measuring = (struct measuring){comparison, &slow_down->origin, workspace, why};
    *slow_down->judgement = (struct judgement){.margin = 0};
    int err = run_check(comparison, why);
    if (!err)
        err = prepare_scene(measuring);
    if (!err)
        err = prepare_work(measuring);
    if (!err)
        err = reference_run(measuring);
    if (!err)
        err = run_block(slow_down);
    if (!err)
        set_probe(slow_down);
    while (!err && comparison->rounds < SLOW_DOWN_ROUNDS) {
        err = run_block(slow_down);
        comparison->rounds += !err;
    }
    return err ? origin_explain(&slow_down->origin, err, why) : find_doubling(slow_down, why);
}

int slow_down_count(struct slow_down *slow_down, size_t more_steps, double *instructions)
{
    struct contender *contender = block_contender(&slow_down->comparison, 0, ROLE_NEW);
    const struct measuring *measuring = &slow_down->measuring;
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
