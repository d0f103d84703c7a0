/* SPDX-License-Identifier: MIT */
#include "bench/measure/count.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/host/counters.h"
#include "bench/measure/attempt.h"
#include "bench/measure/progress.h"
#include "bench/measure/run.h"

/* A contender in a round. */
struct visit {
    const struct measuring *measuring;
    struct count *count;
    size_t contender;
    size_t round;
};

static size_t rounds_of(const struct comparison *comparison)
{
    return comparison->options->rounds ? comparison->options->rounds : COUNT_ROUNDS;
}

int count_init(struct count *count, struct comparison *comparison)
{
    *count = (struct count){.comparison = comparison};
    count->values = calloc(comparison->count * METRIC_COUNT * rounds_of(comparison), sizeof *count->values);
    return count->values ? 0 : -ENOMEM;
}

void count_release(struct count *count)
{
    free(count->values);
}

/* What was counted of a contender, one a round. */
static double *values_of(const struct count *count, size_t contender, enum metric what)
{
    return count->values + (contender * METRIC_COUNT + what) * rounds_of(count->comparison);
}

static void note(const struct visit *visit, enum metric what, double value)
{
    values_of(visit->count, visit->contender, what)[visit->round] = value;
    visit->count->tallies[visit->contender][what].rounds = visit->round + 1;
}

static struct contender *contender_of(const struct visit *visit)
{
    return &visit->count->comparison->contenders[visit->contender];
}

/* As it is: what the origin and the kernel count. */
static int count_plain(const struct visit *visit)
{
    struct attempt plain = {.name = "counted"};
    int err = attempt_by(&plain, visit->measuring, contender_of(visit));
    if (err)
        return err;
    attempt_verify_requests(&plain, visit->measuring, contender_of(visit));
    if (origin_runs(visit->measuring->origin)) {
        note(visit, METRIC_REQUESTS, (double)plain.counts.requests);
        note(visit, METRIC_CONNECTIONS, (double)plain.counts.connections);
    }
    if (contender_of(visit)->entrant.model)
        note(visit, METRIC_BYTES, (double)plain.bytes);
    note(visit, METRIC_SWITCHES, (double)plain.context_switches);
    return 0;
}

static int count_traced(const struct visit *visit)
{
    struct syscalls trace;
    struct syscalls_counts counts;
    syscalls_init(&trace, visit->measuring->workspace);
    struct attempt traced = {.name = "counted", .prefix = trace.prefix};
    int err = attempt_by(&traced, visit->measuring, contender_of(visit));
    if (!err && traced.succeeded && syscalls_read(&trace, &counts))
        err = fail(visit->measuring->why, -EBADMSG, MESSAGE_CANNOT_READ, trace.file);
    if (err || !traced.succeeded)
        return err;
    note(visit, METRIC_SYSCALLS, counts.syscalls);
    note(visit, METRIC_PROCESSES, counts.processes);
    note(visit, METRIC_THREADS, counts.threads);
    return 0;
}

static int count_instructions(const struct visit *visit)
{
    struct instructions instructions;
    const struct measuring *measuring = visit->measuring;
    double total = 0;
    int err = instructions_init(&instructions, measuring->workspace);
    if (err)
        return fail(measuring->why, err, MESSAGE_CANNOT_WRITE, measuring->workspace->folder, strerror(-err));
    struct attempt attempt = {.name = "counted", .prefix = instructions.prefix};
    err = attempt_by(&attempt, measuring, contender_of(visit));
    if (!err && attempt.succeeded && (err = instructions_read(&instructions, &total)))
        fail(measuring->why, err, MESSAGE_CANNOT_READ, instructions.folder);
    if (!err && attempt.succeeded)
        note(visit, METRIC_INSTRUCTIONS, total);
    return err;
}

/* All that can be counted here of one model, until something is wrong with it. */
static int count_all(const struct visit *visit, bool traces, bool instructs)
{
    int err = count_plain(visit);
    if (!err && traces && !contender_of(visit)->problem[0])
        err = count_traced(visit);
    if (!err && instructs && !contender_of(visit)->problem[0])
        err = count_instructions(visit);
    return err;
}

static void summarise(struct count *count)
{
    for (size_t i = 0; i < count->comparison->count; i++) {
        for (int what = 0; what < METRIC_COUNT; what++) {
            struct tally *tally = &count->tallies[i][what];
            const double *values = values_of(count, i, (enum metric)what);
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

static int count_rounds(struct count *count, const struct measuring *measuring)
{
    struct comparison *comparison = count->comparison;
    bool traces = false;
    bool instructs = instructions_work();
    int err = syscalls_work(measuring->workspace, &traces);
    if (!traces)
        warning_add(&count->missing, "trace", MESSAGE_COUNT_NO_TRACE);
    if (!instructs)
        warning_add(&count->missing, "valgrind", MESSAGE_COUNT_NO_VALGRIND);
    for (size_t round = 0; !err && round < rounds_of(comparison); round++) {
        for (size_t i = 0; i < comparison->count && !err; i++) {
            const struct visit visit = {measuring, count, i, round};
            if (comparison->contenders[i].problem[0])
                continue;
            progress_step(comparison->options, MESSAGE_PROGRESS_COUNT,
                          comparison->contenders[i].entrant.label);
            err = count_all(&visit, traces, instructs);
        }
        comparison->rounds += !err;
    }
    return err;
}

int count_measure(struct count *count, const struct workspace *workspace, struct failure *why)
{
    struct origin origin = {0};
    const struct measuring measuring = {count->comparison, &origin, workspace, why};
    period_begin(&count->comparison->period);
    int err = run_prepare(&measuring);
    if (!err)
        err = count_rounds(count, &measuring);
    err = run_end(&measuring, err);
    count->comparison->partial = err != 0;
    summarise(count);
    period_end(&count->comparison->period);
    return err;
}
