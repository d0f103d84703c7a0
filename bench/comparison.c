/* SPDX-License-Identifier: MIT */
#include "bench/comparison.h"

#include <errno.h>
#include <math.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/tutorial.h"

static const double settled_margin = 0.02;

static size_t usable_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set))
        return 1;
    return (size_t)CPU_COUNT(&set);
}

int comparison_init(struct comparison *comparison, const struct options *options)
{
    size_t rounds = options->rounds ? options->rounds : OPTIONS_MOST_ROUNDS;
    *comparison = (struct comparison){.options = options,
                                      .count = options->entrant_count,
                                      .cores = usable_cores(),
                                      .task_count = options->tasks,
                                      .record_s = NAN,
                                      .pipe_s = NAN,
                                      .capacity_per_s = NAN};
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[i];
        contender->entrant = options->entrants[i];
        contender->in_flight = entrant_in_flight(&contender->entrant, options->tasks);
        contender->tutorial_s = tutorial_seconds(&contender->entrant, options);
        contender->trials = calloc(rounds, sizeof *contender->trials);
        if (!contender->trials)
            return -ENOMEM;
    }
    return 0;
}

void comparison_release(struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++)
        free(comparison->contenders[i].trials);
    free(comparison->tasks);
}

/* Of the tasks in all depends how many are under way at most. */
static void set_task_count(struct comparison *comparison, size_t count)
{
    comparison->task_count = count;
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[i];
        contender->in_flight = entrant_in_flight(&contender->entrant, count);
    }
}

int comparison_set_costs(struct comparison *comparison, const struct span_cost *costs, size_t count)
{
    struct bound_task *tasks = calloc(count, sizeof *tasks);
    double *values = calloc(2 * count, sizeof *values);
    bool alike = true; /* there from the start: they differ by chance alone */
    for (size_t i = 0; tasks && values && i < count; i++) {
        tasks[i] = (struct bound_task){costs[i].latency_s, costs[i].compute_s, costs[i].parent};
        values[i] = tasks[i].latency_s;
        values[count + i] = tasks[i].compute_s;
        alike = alike && costs[i].parent == SIZE_MAX;
    }
    if (tasks && values) {
        comparison->typical_latency_s = statistics_median(values, count);
        comparison->parse_s = statistics_median(values + count, count);
        for (size_t i = 0; alike && i < count; i++)
            tasks[i].compute_s = comparison->parse_s;
    }
    free(values);
    if (!tasks || !values) {
        free(tasks);
        return -ENOMEM;
    }
    free(comparison->tasks);
    comparison->tasks = tasks;
    set_task_count(comparison, count);
    return 0;
}

int comparison_adopt(struct comparison *comparison, const struct comparison *other)
{
    struct bound_task *tasks = calloc(other->task_count, sizeof *tasks);
    if (!tasks)
        return -ENOMEM;
    memcpy(tasks, other->tasks, other->task_count * sizeof *tasks);
    free(comparison->tasks);
    comparison->tasks = tasks;
    comparison->steps = other->steps;
    comparison->product = other->product;
    comparison->rows = other->rows;
    comparison->row_bytes = other->row_bytes;
    comparison->bytes = other->bytes;
    comparison->capacity_per_s = other->capacity_per_s;
    comparison->typical_latency_s = other->typical_latency_s;
    comparison->parse_s = other->parse_s;
    set_task_count(comparison, other->task_count);
    return 0;
}

double comparison_formula(const struct comparison *comparison)
{
    double waits = comparison->parse_s > 0 ? comparison->typical_latency_s / comparison->parse_s : INFINITY;
    return (double)comparison->cores * (1 + waits);
}

void comparison_advise(struct comparison *comparison)
{
    double most = (double)comparison->task_count;
    comparison->advised = (size_t)ceil(fmin(comparison_formula(comparison), most));
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[i];
        entrant_resize(&contender->entrant, comparison->advised, comparison->cores);
        contender->in_flight = entrant_in_flight(&contender->entrant, comparison->task_count);
        contender->tutorial_s = tutorial_seconds(&contender->entrant, comparison->options);
    }
}

bool contender_counts(const struct contender *contender)
{
    return !contender->problem[0] && contender->trial_count > 0;
}

bool contender_ties(const struct contender *contender, const struct contender *faster)
{
    static const double margin = 0.03; /* medians that are closer count as equal */
    return contender->wall.value <= faster->wall.value * (1 + margin);
}

const struct contender *comparison_baseline(const struct comparison *comparison)
{
    const struct contender *first = NULL;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        if (contender->entrant.model == models[0])
            return contender;
        if (!first)
            first = contender;
    }
    return first;
}

/* Copies one number of every trial. */
static void column(const struct contender *contender, size_t count, size_t offset, double *out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = *(const double *)(const void *)((const char *)&contender->trials[i] + offset);
}

static double median_of(const struct contender *contender, size_t offset, double *scratch)
{
    column(contender, contender->trial_count, offset, scratch);
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

int comparison_demand(const struct comparison *comparison, const struct contender *contender, double *per_s)
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

/* The bound of the model itself, and what held it. */
static int set_model_bound(const struct comparison *comparison, struct contender *contender)
{
    const struct bound_case given = case_of(comparison, contender);
    const struct bound_usage usage = {.wall_s = contender->wall.value,
                                      .client_cpu_s = contender->user_s + contender->system_s,
                                      .origin_cpu_s = contender->origin_cpu_s};
    int err = bound_compute(&given, &contender->bound);
    if (err)
        return err;
    contender->limited_by = (enum limited_by)bound_limited_by(&given, &contender->bound, &usage);
    if (contender->limited_by == LIMITED_CLIENT_CPU && is_locked(comparison, contender, &given))
        contender->limited_by = LIMITED_LOCK;
    return 0;
}

/* The bound of the model itself, or that of the rate at which tasks may begin, whichever is later. */
static int set_bound(const struct comparison *comparison, struct contender *contender)
{
    const struct options *options = comparison->options;
    int err = set_model_bound(comparison, contender);
    if (err)
        return err;
    contender->bound_s = contender->bound.seconds;
    if (options->rate > 0) {
        double last = (double)(comparison->task_count - 1) / options->rate + comparison->typical_latency_s +
                      comparison->parse_s;
        if (last > contender->bound_s) {
            contender->bound_s = last;
            contender->limited_by = LIMITED_RATE;
        }
    }
    contender->efficiency = contender->bound_s / contender->wall.value;
    return 0;
}

static int analyse_contender(const struct comparison *comparison, struct contender *contender,
                             const struct contender *baseline, double *scratch)
{
    size_t count = contender->trial_count;
    double *base = scratch + count;
    contender->wall.value = median_of(contender, offsetof(struct trial, wall_s), scratch);
    int err = statistics_interval(scratch, count, &contender->wall.interval);
    if (err)
        return err;
    contender->user_s = median_of(contender, offsetof(struct trial, user_s), scratch);
    contender->system_s = median_of(contender, offsetof(struct trial, system_s), scratch);
    contender->origin_cpu_s = median_of(contender, offsetof(struct trial, origin.cpu_s), scratch);
    if (baseline->trial_count < count)
        count = baseline->trial_count;
    column(contender, count, offsetof(struct trial, wall_s), scratch);
    column(baseline, count, offsetof(struct trial, wall_s), base);
    err = statistics_speedup(base, scratch, count, &contender->speedup);
    return err ? err : set_bound(comparison, contender);
}

int comparison_analyse(struct comparison *comparison)
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

bool comparison_settled(const struct comparison *comparison)
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

bool comparison_verified(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        if (comparison->contenders[i].problem[0])
            return false;
    }
    return true;
}
