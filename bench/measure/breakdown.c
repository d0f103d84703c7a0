/* SPDX-License-Identifier: MIT */
#include "bench/measure/breakdown.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/schedule.h"

/* The delays of attempts that failed, by task; NULL without memory. */
static double *delays_of(const struct span_cost *costs, size_t count)
{
    double *retried_s = calloc(count + 1, sizeof *retried_s);
    for (size_t i = 0; retried_s && i < count; i++)
        retried_s[i] = costs[i].retried_s;
    return retried_s;
}

/* What attempts that failed cost the whole. Returns 0 or a negative errno. */
static int play_faults(double *seconds, const struct comparison *comparison,
                       const struct contender *contender, const struct span_cost *costs)
{
    struct schedule_case given = {.job = comparison_case(comparison, contender, comparison->options->gil),
                                  .dearer = 1};
    struct schedule without;
    struct schedule with;
    double *retried_s = delays_of(costs, comparison->task_count);
    int err = retried_s ? schedule_play(&given, &without) : -ENOMEM;
    given.retried_s = retried_s;
    if (!err)
        err = schedule_play(&given, &with);
    if (!err)
        *seconds = with.makespan_s - without.makespan_s;
    free(retried_s);
    return err;
}

int breakdown_observe(struct observation *observed, const struct comparison *comparison,
                      const struct contender *contender, double wall_s, const char *path)
{
    struct span_extent extent;
    struct span_cost *costs = NULL;
    size_t count = 0;
    observed->computed_s = observed->waited_s = observed->startup_s = observed->faults_s = NAN;
    int err = span_file_extent(path, &extent);
    if (!err)
        err = span_file_read(path, &costs, &count);
    if (!err && count == comparison->task_count) {
        observed->startup_s = wall_s - (double)(extent.last_ns - extent.first_ns) / 1e9;
        observed->computed_s = observed->waited_s = 0;
        for (size_t i = 0; i < count; i++) {
            observed->computed_s += costs[i].compute_s;
            observed->waited_s += costs[i].latency_s / (double)count;
        }
        err = play_faults(&observed->faults_s, comparison, contender, costs);
    }
    free(costs);
    return err == -ENOMEM ? err : 0;
}

/* 0 where it was not observed. */
static double known(const struct contender *contender, double seconds)
{
    return contender->observed.present && isfinite(seconds) ? seconds : 0;
}

/* How much more a task computes here than alone. */
static double dearer_of(const struct comparison *comparison, const struct contender *contender)
{
    double alone_s = 0;
    double used_s = contender->cpu_s;
    double computed_s = known(contender, contender->observed.computed_s);
    for (size_t i = 0; i < comparison->task_count; i++)
        alone_s += comparison->tasks[i].compute_s;
    if (computed_s > 0)
        used_s = fmin(used_s, computed_s);
    return alone_s > 0 ? fmax(1, used_s / alone_s) : 1;
}

/* How much later than alone an answer came to each task, of a job that was `played` so. Of what is added only
   the least latency is known, a jitter below the mean. */
static double late_of(const struct bound_case *job, const struct schedule *played, double waited_s,
                      double jitter_s)
{
    double alone_s = 0;
    for (size_t i = 0; i < job->count; i++)
        alone_s += job->tasks[i].latency_s + (job->tasks[i].after == SIZE_MAX ? 0 : jitter_s);
    double expected_s = alone_s + (job->loops ? played->queued_s : 0);
    return fmax(0, waited_s - expected_s / (double)job->count);
}

/* Splits what was played with the workers there are: what would be left with a worker for every task, and the
   turns that these save. Of computing at least that is left which the cores then have to do. */
static void split(double *part_s, const struct schedule *played, const struct schedule *unlimited)
{
    double latency_s = fmin(played->waiting_s, unlimited->waiting_s);
    double computing_s = fmin(played->computing_s, unlimited->computing_s + unlimited->queueing_s);
    part_s[BUDGET_LATENCY] = latency_s;
    part_s[BUDGET_COMPUTING] = computing_s;
    part_s[BUDGET_QUEUEING] = played->queueing_s;
    part_s[BUDGET_WORKERS] = played->waiting_s - latency_s + played->computing_s - computing_s;
}

/* Sets the parts that the play explains. */
static int play(double *part_s, const struct comparison *comparison, const struct contender *contender)
{
    struct schedule unlimited;
    struct schedule played;
    struct schedule locked;
    struct schedule held;
    struct schedule late;
    const struct options *options = comparison->options;
    struct schedule_case given = {.job = comparison_case(comparison, contender, false),
                                  .dearer = dearer_of(comparison, contender)};
    int err = schedule_play(&given, &played);
    given.job.in_flight = given.job.count;
    if (!err)
        err = schedule_play(&given, &unlimited);
    given.job = comparison_case(comparison, contender, options->gil);
    if (!err)
        err = schedule_play(&given, &locked);
    given.rate_per_s = options->rate;
    if (!err)
        err = schedule_play(&given, &held);
    if (!err) {
        given.late_s = late_of(&given.job, &held, known(contender, contender->observed.waited_s),
                               (double)options->jitter_ns / 1e9);
        err = schedule_play(&given, &late);
    }
    if (err)
        return err;
    split(part_s, &played, &unlimited);
    part_s[BUDGET_LOCK] = locked.makespan_s - played.makespan_s;
    part_s[BUDGET_RATE] = held.makespan_s - locked.makespan_s;
    part_s[BUDGET_LATE] = late.makespan_s - held.makespan_s;
    return 0;
}

int breakdown_make(const struct comparison *comparison, struct contender *contender)
{
    const struct budget_usage usage = {.wall_s = contender->wall.value,
                                       .client_cpu_s = contender->cpu_s,
                                       .origin_cpu_s = contender->origin_cpu_s,
                                       .cores = comparison->cores};
    struct budget *budget = &contender->budget;
    *budget = (struct budget){{0}};
    int err = play(budget->part_s, comparison, contender);
    if (err)
        return err;
    budget->part_s[BUDGET_STARTUP] = known(contender, contender->observed.startup_s);
    budget->part_s[BUDGET_FAULTS] = known(contender, contender->observed.faults_s);
    budget_fill(budget, contender->wall.value);
    contender->limited_by = budget_limited_by(budget, &usage);
    return 0;
}
