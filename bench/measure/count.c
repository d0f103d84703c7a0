/* SPDX-License-Identifier: MIT */
#include "bench/measure/count.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/host/counters.h"
#include "bench/host/syscalls.h"
#include "bench/measure/attempt.h"
#include "bench/measure/command.h"
#include "bench/measure/progress.h"
#include "bench/measure/run.h"
#include "bench/measure/trial.h"
#include "bench/options/scenario.h"

/* One model's turn in one round. */
struct turn {
    struct count *count;
    size_t contender;
    size_t round;
    struct origin *origin; /* NULL at a site that is not ours */
    const struct workspace *workspace;
};

static size_t rounds_of(const struct comparison *comparison)
{
    return comparison->options->rounds ? comparison->options->rounds : COUNT_ROUNDS;
}

int count_init(struct count *count, struct comparison *comparison)
{
    *count = (struct count){.comparison = comparison};
    for (size_t i = 0; i < comparison->count; i++) {
        for (int what = 0; what < METRIC_COUNT; what++) {
            count->values[i][what] = calloc(rounds_of(comparison), sizeof(double));
            if (!count->values[i][what])
                return -ENOMEM;
        }
    }
    return 0;
}

void count_release(struct count *count)
{
    for (size_t i = 0; i < OPTIONS_MOST_MODELS; i++) {
        for (int what = 0; what < METRIC_COUNT; what++)
            free(count->values[i][what]);
    }
}

static void note(const struct turn *turn, enum metric what, double value)
{
    turn->count->values[turn->contender][what][turn->round] = value;
    turn->count->tallies[turn->contender][what].rounds = turn->round + 1;
}

/* Runs the contender once, behind the words of `prefix` (NULL: none), and verifies its product; what failed
   is the contender's problem. Returns 0 or a negative errno with `why`. */
static int run_once(const struct turn *turn, const char *const *prefix, struct untimed_run *run,
                    struct failure *why)
{
    struct comparison *comparison = turn->count->comparison;
    struct contender *contender = &comparison->contenders[turn->contender];
    struct command command;
    struct product product;
    struct origin_counts counts;
    const char *url = scenario_fetches(comparison->options) ? comparison->url : NULL;
    product_at(&product, turn->workspace, comparison->options->workload, "counted");
    command_init(&command, comparison, &contender->entrant, comparison->options->tasks, url, product.out);
    command_prefix(&command, prefix);
    int err = product_remove(&product);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_WRITE, product.out, strerror(-err));
    err = untimed_run(run, &command, turn->workspace, command_timeout_ms(comparison), false, why);
    if (!err && !run->succeeded && turn->origin) /* if that is gone, it is not the contender's fault */
        err = origin_read(turn->origin, &counts, why);
    if (err)
        return err;
    if (run->succeeded)
        trial_verify_product(comparison, contender, &product);
    else
        trial_set_problem(contender, MESSAGE_PROBLEM_FAILED, run->complaint);
    return 0;
}

/* As it is: what the origin and the kernel count. */
static int count_plain(const struct turn *turn, struct failure *why)
{
    struct untimed_run run = {0};
    struct origin_counts counts = {0};
    struct comparison *comparison = turn->count->comparison;
    struct contender *contender = &comparison->contenders[turn->contender];
    int err = turn->origin ? origin_reset(turn->origin, why) : 0;
    if (!err)
        err = run_once(turn, NULL, &run, why);
    if (!err && turn->origin)
        err = origin_read(turn->origin, &counts, why);
    if (err)
        return err;
    if (turn->origin && !contender->problem[0])
        trial_verify_requests(comparison, contender, &counts, run.retries);
    if (turn->origin) {
        note(turn, METRIC_REQUESTS, (double)counts.requests);
        note(turn, METRIC_CONNECTIONS, (double)counts.connections);
    }
    if (contender->entrant.model)
        note(turn, METRIC_BYTES, (double)run.bytes);
    note(turn, METRIC_SWITCHES, (double)run.context_switches);
    return 0;
}

static int count_traced(const struct turn *turn, struct failure *why)
{
    struct syscalls trace;
    struct untimed_run run = {0};
    struct syscalls_counts counts;
    syscalls_init(&trace, turn->workspace);
    int err = run_once(turn, trace.prefix, &run, why);
    if (!err && run.succeeded && syscalls_read(&trace, &counts))
        err = fail(why, -EBADMSG, MESSAGE_CANNOT_READ, trace.file);
    if (err || !run.succeeded)
        return err;
    note(turn, METRIC_SYSCALLS, counts.syscalls);
    note(turn, METRIC_PROCESSES, counts.processes);
    note(turn, METRIC_THREADS, counts.threads);
    return 0;
}

static int count_instructions(const struct turn *turn, struct failure *why)
{
    struct instructions instructions;
    struct untimed_run run = {0};
    double total = 0;
    int err = instructions_init(&instructions, turn->workspace);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_WRITE, turn->workspace->folder, strerror(-err));
    err = run_once(turn, instructions.prefix, &run, why);
    if (!err && run.succeeded && (err = instructions_read(&instructions, &total)))
        fail(why, err, MESSAGE_CANNOT_READ, instructions.folder);
    if (!err && run.succeeded)
        note(turn, METRIC_INSTRUCTIONS, total);
    return err;
}

/* All that can be counted here of one model, until something is wrong with it. */
static int take_turn(const struct turn *turn, bool traces, bool instructs, struct failure *why)
{
    const struct contender *contender = &turn->count->comparison->contenders[turn->contender];
    int err = count_plain(turn, why);
    if (!err && traces && !contender->problem[0])
        err = count_traced(turn, why);
    if (!err && instructs && !contender->problem[0])
        err = count_instructions(turn, why);
    return err;
}

static void summarise(struct count *count)
{
    for (size_t i = 0; i < count->comparison->count; i++) {
        for (int what = 0; what < METRIC_COUNT; what++) {
            struct tally *tally = &count->tallies[i][what];
            const double *values = count->values[i][what];
            if (!tally->rounds)
                continue;
            tally->low = tally->high = values[0];
            for (size_t j = 1; j < tally->rounds; j++) {
                tally->low = fmin(tally->low, values[j]);
                tally->high = fmax(tally->high, values[j]);
            }
            tally->median = statistics_median(values, tally->rounds);
        }
    }
}

static int count_rounds(struct count *count, struct origin *origin, const struct workspace *workspace,
                        struct failure *why)
{
    struct comparison *comparison = count->comparison;
    bool traces = false;
    bool instructs = instructions_work();
    int err = syscalls_work(workspace, &traces);
    if (!traces)
        warning_add(&count->missing, "trace", MESSAGE_COUNT_NO_TRACE);
    if (!instructs)
        warning_add(&count->missing, "valgrind", MESSAGE_COUNT_NO_VALGRIND);
    for (size_t round = 0; !err && round < rounds_of(comparison); round++) {
        for (size_t i = 0; i < comparison->count && !err; i++) {
            const struct turn turn = {count, i, round, origin, workspace};
            if (comparison->contenders[i].problem[0])
                continue;
            progress_step(comparison->options, MESSAGE_PROGRESS_COUNT,
                          comparison->contenders[i].entrant.label);
            err = take_turn(&turn, traces, instructs, why);
        }
        comparison->rounds += !err;
    }
    return err;
}

int count_measure(struct count *count, const struct workspace *workspace, struct failure *why)
{
    struct comparison *comparison = count->comparison;
    struct origin origin = {0};
    bool ours = !comparison->options->url && scenario_fetches(comparison->options);
    int err = run_prepare(comparison, &origin, workspace, why);
    if (!err)
        err = count_rounds(count, ours ? &origin : NULL, workspace, why);
    if (err == -EINTR)
        fail(why, err, MESSAGE_INTERRUPTED);
    err = origin_explain(&origin, err, why);
    origin_stop(&origin);
    progress_clear(comparison->options);
    comparison->partial = err != 0;
    summarise(count);
    return err;
}

bool count_has_any(const struct count *count)
{
    for (size_t i = 0; i < count->comparison->count; i++) {
        for (int what = 0; what < METRIC_COUNT; what++) {
            if (count->tallies[i][what].rounds)
                return true;
        }
    }
    return false;
}
