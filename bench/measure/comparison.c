/* SPDX-License-Identifier: MIT */
#include "bench/measure/comparison.h"

#include <errno.h>
#include <math.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/options/tutorial.h"

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

int contender_ratio(const struct contender *base, const struct contender *other, struct ratio *out)
{
    double before[OPTIONS_MOST_ROUNDS];
    double after[OPTIONS_MOST_ROUNDS];
    size_t rounds = base->trial_count < other->trial_count ? base->trial_count : other->trial_count;
    contender_numbers(base, rounds, TRIAL_WALL, before);
    contender_numbers(other, rounds, TRIAL_WALL, after);
    return ratio_paired(before, after, rounds, out);
}

const struct contender *comparison_fastest(const struct comparison *comparison, const struct contender *but)
{
    const struct contender *fastest = NULL;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender != but && contender_counts(contender) &&
            (!fastest || contender->wall.value < fastest->wall.value))
            fastest = contender;
    }
    return fastest;
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

struct bound_case comparison_case(const struct comparison *comparison, const struct contender *contender,
                                  bool gil)
{
    const struct entrant *entrant = &contender->entrant;
    bool calls = comparison->options->workload->makes_files; /* libuv's threads write them, and no loop */
    size_t count = comparison->task_count;
    return (struct bound_case){.tasks = comparison->tasks,
                               .count = count,
                               .in_flight = contender->in_flight,
                               .loops = calls ? 0 : entrant_loops(entrant, count, gil),
                               .cores = comparison->cores};
}

double comparison_formula(const struct comparison *comparison)
{
    double waits = comparison->parse_s > 0 ? comparison->typical_latency_s / comparison->parse_s : INFINITY;
    return (double)comparison->cores * (1 + waits);
}

int comparison_advise(struct comparison *comparison, struct failure *why)
{
    double most = (double)comparison->task_count;
    comparison->advised = (size_t)ceil(fmin(comparison_formula(comparison), most));
    for (size_t i = 0; i < comparison->count; i++) {
        struct contender *contender = &comparison->contenders[i];
        entrant_resize(&contender->entrant, comparison->advised, comparison->cores);
        contender->in_flight = entrant_in_flight(&contender->entrant, comparison->task_count);
        contender->tutorial_s = tutorial_seconds(&contender->entrant, comparison->options);
        for (size_t j = 0; j < i; j++) {
            if (strcmp(comparison->contenders[j].entrant.label, contender->entrant.label) == 0)
                return fail(why, -EINVAL, MESSAGE_MODEL_TWICE, contender->entrant.label);
        }
    }
    return 0;
}

bool contender_counts(const struct contender *contender)
{
    return !contender->problem[0] && contender->trial_count > 0;
}

double contender_memory(const struct contender *contender)
{
    const struct observation *seen = &contender->observed;
    return seen->present && seen->peak_own_memory_bytes ? (double)seen->peak_own_memory_bytes : NAN;
}

void contender_set_problem(struct contender *contender, enum message id, const char *detail)
{
    struct failure said;
    fail(&said, 0, id, detail);
    snprintf(contender->problem, sizeof contender->problem, "%.*s", (int)sizeof contender->problem - 1,
             said.line);
}

void contender_numbers(const struct contender *contender, size_t count, enum trial_number which, double *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct trial *trial = &contender->trials[i];
        const double numbers[] = {[TRIAL_WALL] = trial->wall_s,
                                  [TRIAL_USER] = trial->user_s,
                                  [TRIAL_SYSTEM] = trial->system_s,
                                  [TRIAL_CPU] = trial->user_s + trial->system_s,
                                  [TRIAL_ORIGIN_CPU] = trial->origin.cpu_s,
                                  [TRIAL_REQUESTS] = (double)trial->origin.requests};
        out[i] = numbers[which];
    }
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

bool comparison_verified(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        if (comparison->contenders[i].problem[0])
            return false;
    }
    return true;
}
