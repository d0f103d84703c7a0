/* SPDX-License-Identifier: MIT */
#include "bench/measure/analysis.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/ratio.h"

static const double settled_margin = 0.02;

static double median_of(const struct contender *contender, enum trial_number which, double *scratch)
{
    contender_numbers(contender, contender->trial_count, which, scratch);
    return statistics_median(scratch, contender->trial_count);
}

/* What bounds the model itself. */
static struct bound_case case_of(const struct comparison *comparison, const struct contender *contender)
{
    const struct options *options = comparison->options;
    bool calls = options->workload->makes_files; /* libuv's threads write them, and no loop */
    size_t count = comparison->task_count;
    return (struct bound_case){.tasks = comparison->tasks,
                               .count = count,
                               .in_flight = contender->in_flight,
                               .loops = calls ? 0 : entrant_loops(&contender->entrant, count, options->gil),
                               .cores = comparison->cores};
}

int analysis_demand(const struct comparison *comparison, const struct contender *contender, double *per_s)
{
    struct bound bound;
    const struct bound_case given = case_of(comparison, contender);
    int err = comparison->tasks ? bound_compute(&given, &bound) : -EINVAL;
    if (err)
        return err;
    *per_s = (double)comparison->task_count / bound.seconds;
    if (comparison->options->rate > 0)
        *per_s = fmin(*per_s, comparison->options->rate);
    return 0;
}

/* The lock (--gil) leaves cores idle that the model's threads could use. */
static bool is_locked(const struct comparison *comparison, const struct contender *contender,
                      const struct bound_case *given)
{
    return given->loops < given->cores &&
           given->loops > entrant_loops(&contender->entrant, comparison->task_count, false);
}

/* The bound of the model itself, or that of the rate at which tasks may begin, whichever is later; and what
   held it. */
static int set_bound(const struct comparison *comparison, struct contender *contender)
{
    const struct bound_case given = case_of(comparison, contender);
    const struct bound_usage usage = {.wall_s = contender->wall.value,
                                      .client_cpu_s = contender->user_s + contender->system_s,
                                      .origin_cpu_s = contender->origin_cpu_s};
    const double rate = comparison->options->rate;
    int err = bound_compute(&given, &contender->bound);
    if (err)
        return err;
    contender->bound_s = contender->bound.seconds;
    contender->limited_by = bound_limited_by(&given, &contender->bound, &usage);
    if (contender->limited_by == LIMITED_CLIENT_CPU && is_locked(comparison, contender, &given))
        contender->limited_by = LIMITED_LOCK;
    double last_s = rate > 0 ? (double)(comparison->task_count - 1) / rate + comparison->typical_latency_s +
                                   comparison->parse_s
                             : 0;
    if (last_s > contender->bound_s) {
        contender->bound_s = last_s;
        contender->limited_by = LIMITED_RATE;
    }
    contender->efficiency = contender->bound_s / contender->wall.value;
    return 0;
}

static int analyse_contender(const struct comparison *comparison, struct contender *contender,
                             const struct contender *baseline, double *scratch)
{
    size_t count = contender->trial_count;
    double *base = scratch + count;
    contender->wall.value = median_of(contender, TRIAL_WALL, scratch);
    int err = statistics_interval(scratch, count, &contender->wall.interval);
    if (err)
        return err;
    contender->user_s = median_of(contender, TRIAL_USER, scratch);
    contender->system_s = median_of(contender, TRIAL_SYSTEM, scratch);
    contender->origin_cpu_s = median_of(contender, TRIAL_ORIGIN_CPU, scratch);
    if (baseline->trial_count < count)
        count = baseline->trial_count;
    contender_numbers(contender, count, TRIAL_WALL, scratch);
    contender_numbers(baseline, count, TRIAL_WALL, base);
    err = ratio_speedup(base, scratch, count, &contender->speedup);
    return err ? err : set_bound(comparison, contender);
}

int analysis_make(struct comparison *comparison)
{
    const struct contender *baseline = comparison_baseline(comparison);
    size_t most = 0;
    for (size_t i = 0; i < comparison->count; i++) {
        if (comparison->contenders[i].trial_count > most)
            most = comparison->contenders[i].trial_count;
    }
    double *scratch = calloc(2 * most + 1, sizeof *scratch);
    int err = scratch ? 0 : -ENOMEM;
    for (size_t i = 0; i < comparison->count && !err; i++) {
        struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender))
            err = analyse_contender(comparison, contender, baseline, scratch);
    }
    free(scratch);
    return err;
}

bool analysis_settled(const struct comparison *comparison)
{
    const struct contender *baseline = comparison_baseline(comparison);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender != baseline && contender_counts(contender) &&
            !statistics_settled(contender->speedup.interval, contender->speedup.value, settled_margin))
            return false;
    }
    return true;
}
