/* SPDX-License-Identifier: MIT */
/* Lower bounds of the makespan. */
#include "stats/bound.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

bool bound_case_valid(const struct bound_case *given)
{
    if (given->count == 0 || given->in_flight == 0 || given->cores == 0)
        return false;
    for (size_t i = 0; i < given->count; i++) {
        const struct bound_task *task = &given->tasks[i];
        if (!isfinite(task->latency_s) || task->latency_s < 0 || !isfinite(task->compute_s) ||
            task->compute_s < 0 || (task->after != SIZE_MAX && task->after >= i))
            return false;
    }
    return true;
}

/* How many cores the job can use. */
static size_t computing_cores(const struct bound_case *given)
{
    size_t most = given->loops ? given->loops : given->in_flight;
    return most < given->cores ? most : given->cores;
}

/* What a task asks for, as the terms below see it. */
struct demand {
    double start_s;   /* at the earliest */
    double arrives_s; /* likewise, where it computes */
    double compute_s;
    double held_s;   /* of a worker */
    double rest_s;   /* of its computing, when the worker is free again */
    double waited_s; /* its latency and that of its ancestors */
};

/* Fills `demands`, in the order of the tasks, and what is known of chains. */
static void follow_chains(const struct bound_case *given, struct demand *demands, struct bound *out)
{
    out->path_s = 0;
    out->longest_wait_s = 0;
    for (size_t i = 0; i < given->count; i++) {
        const struct bound_task *task = &given->tasks[i];
        const struct demand *parent = task->after == SIZE_MAX ? NULL : &demands[task->after];
        double start_s = parent ? parent->arrives_s + parent->compute_s : 0;

        demands[i] = (struct demand){.start_s = start_s,
                                     .arrives_s = start_s + task->latency_s,
                                     .compute_s = task->compute_s,
                                     .held_s = task->latency_s + (given->loops ? 0 : task->compute_s),
                                     .rest_s = given->loops ? task->compute_s : 0,
                                     .waited_s = (parent ? parent->waited_s : 0) + task->latency_s};
        out->path_s = fmax(out->path_s, demands[i].arrives_s + task->compute_s);
        out->longest_wait_s = fmax(out->longest_wait_s, demands[i].waited_s);
    }
}

static int descending(double a, double b)
{
    return (a < b) - (a > b);
}

static int by_start(const void *left, const void *right)
{
    return descending(((const struct demand *)left)->start_s, ((const struct demand *)right)->start_s);
}

static int by_arrival(const void *left, const void *right)
{
    return descending(((const struct demand *)left)->arrives_s, ((const struct demand *)right)->arrives_s);
}

/* Of equal ones the last to start come first, so that those who share start as late as can be. */
static int by_length(const void *left, const void *right)
{
    int order = descending(((const struct demand *)left)->held_s, ((const struct demand *)right)->held_s);
    return order ? order : by_start(left, right);
}

/* No way to share out the tasks evenly among `workers` is done before this. */
static double least_load(struct demand *demands, size_t count, size_t workers)
{
    double least = 0;
    double held = 0;
    double rest = INFINITY;

    qsort(demands, count, sizeof *demands, by_start);
    for (size_t i = 0; i < count; i++) {
        held += demands[i].held_s;
        rest = fmin(rest, demands[i].rest_s);
        least = fmax(least, demands[i].start_s + held / (double)workers + rest);
    }
    return least;
}

/* No way to share out the tasks whole among `workers` is done before this. */
static double least_share(struct demand *demands, size_t count, size_t workers)
{
    double least = 0;
    double start = INFINITY;
    double rest = INFINITY;
    double held = 0; /* by the k + 1 shortest of the longest, demands[from] to demands[to - 1] */
    size_t from = 0;
    size_t to = 0;

    qsort(demands, count, sizeof *demands, by_length);
    for (size_t k = 0; k <= (count - 1) / workers; k++) {
        for (; to < k * workers + 1; to++) {
            start = fmin(start, demands[to].start_s);
            rest = fmin(rest, demands[to].rest_s);
            held += demands[to].held_s;
        }
        for (; from < k * workers - k; from++)
            held -= demands[from].held_s;
        least = fmax(least, start + held + rest);
    }
    return least;
}

/* No way to share out the computing among `cores` is done before this. */
static double least_computing(struct demand *demands, size_t count, size_t cores)
{
    double least = 0;
    double compute = 0;

    qsort(demands, count, sizeof *demands, by_arrival);
    for (size_t i = 0; i < count; i++) {
        compute += demands[i].compute_s;
        least = fmax(least, demands[i].arrives_s + compute / (double)cores);
    }
    return least;
}

int bound_compute(const struct bound_case *given, struct bound *out)
{
    size_t count = given->count;
    struct demand *demands;

    if (!bound_case_valid(given))
        return -EINVAL;
    demands = calloc(count, sizeof *demands);
    if (!demands)
        return -ENOMEM;
    follow_chains(given, demands, out);
    out->workers_s = fmax(out->path_s, fmax(least_load(demands, count, given->in_flight),
                                            least_share(demands, count, given->in_flight)));
    out->computing_s = least_computing(demands, count, computing_cores(given));
    out->seconds = fmax(out->workers_s, out->computing_s);
    free(demands);
    return 0;
}
