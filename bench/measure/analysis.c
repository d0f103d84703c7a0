/* SPDX-License-Identifier: MIT */
#include "bench/measure/analysis.h"

#include <errno.h>
#include <math.h>

#include "bench/measure/breakdown.h"
#include "bench/measure/places.h"
#include "stats/resample.h"

static const double settled_margin = 0.02;

static double median_of(const struct contender *contender, enum trial_number which, double *scratch)
{
    contender_numbers(contender, contender->trial_count, which, scratch);
    return statistics_median(scratch, contender->trial_count);
}

int analysis_demand(const struct comparison *comparison, const struct contender *contender, double *per_s)
{
    struct bound bound;
    const struct bound_case given = comparison_case(comparison, contender, comparison->options->gil);
    int err = comparison->tasks ? bound_compute(&given, &bound) : -EINVAL;
    if (err)
        return err;
    *per_s = (double)comparison->task_count / bound.seconds;
    if (comparison->options->rate > 0)
        *per_s = fmin(*per_s, comparison->options->rate);
    return 0;
}

/* The bound of the model itself, or that of the rate at which tasks may begin, whichever is later. */
static int set_bound(const struct comparison *comparison, struct contender *contender)
{
    const struct bound_case given = comparison_case(comparison, contender, comparison->options->gil);
    const double rate = comparison->options->rate;
    int err = bound_compute(&given, &contender->bound);
    if (err)
        return err;
    double last_s = rate > 0 ? (double)(comparison->task_count - 1) / rate + comparison->typical_latency_s +
                                   comparison->parse_s
                             : 0;
    contender->bound_s = fmax(contender->bound.seconds, last_s);
    contender->efficiency = contender->bound_s / contender->wall.value;
    return 0;
}

/* The interval is that of the rounds as they were, in pairs: there is none where one has a run more. */
static int set_speedup(struct contender *contender, const struct contender *baseline, double *scratch)
{
    size_t count = contender->trial_count;
    contender->speedup.value = baseline->wall.value / contender->wall.value;
    contender->speedup.interval = (struct interval){NAN, NAN};
    if (baseline->trial_count != count)
        return 0;
    contender_numbers(baseline, count, TRIAL_WALL, scratch);
    contender_numbers(contender, count, TRIAL_WALL, scratch + count);
    return resample_median_ratio(scratch, scratch + count, count, &contender->speedup.interval);
}

/* All of one contender that needs no other. */
static int set_times(struct contender *contender, double *scratch)
{
    contender->cpu_s = median_of(contender, TRIAL_CPU, scratch);
    contender->origin_cpu_s = median_of(contender, TRIAL_ORIGIN_CPU, scratch);
    contender->wall.value = median_of(contender, TRIAL_WALL, scratch);
    return resample_median(scratch, contender->trial_count, &contender->wall.interval);
}

int analysis_times(struct comparison *comparison)
{
    const struct contender *baseline = comparison_baseline(comparison);
    double scratch[2 * OPTIONS_MOST_ROUNDS];
    int err = 0;
    for (size_t i = 0; i < comparison->count && !err; i++) {
        if (contender_counts(&comparison->contenders[i]))
            err = set_times(&comparison->contenders[i], scratch);
    }
    for (size_t i = 0; i < comparison->count && !err; i++) {
        if (contender_counts(&comparison->contenders[i]))
            err = set_speedup(&comparison->contenders[i], baseline, scratch);
    }
    if (!err)
        places_find(comparison);
    return err;
}

int analysis_make(struct comparison *comparison)
{
    int err = analysis_times(comparison);
    for (size_t i = 0; i < comparison->count && !err; i++) {
        struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        err = set_bound(comparison, contender);
        if (!err)
            err = breakdown_make(comparison, contender);
    }
    return err;
}

/* Whether the ratio of the times, round by round, is known well enough. */
static bool is_settled(const struct contender *contender, const struct contender *baseline)
{
    struct ratio ratio;
    return !contender_ratio(baseline, contender, &ratio) &&
           statistics_settled(ratio.estimate.interval, ratio.estimate.value, settled_margin);
}

bool analysis_settled(const struct comparison *comparison)
{
    const struct contender *baseline = comparison_baseline(comparison);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender != baseline && contender_counts(contender) && !is_settled(contender, baseline))
            return false;
    }
    return true;
}
