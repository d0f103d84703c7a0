/* SPDX-License-Identifier: MIT */
/* Lower bounds of the makespan, and their comparison with what was measured. */
#include "bench/bound.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double saturated = 0.8;       /* of the cores one party can use */
static const double all_saturated = 0.9;   /* of the machine's */
static const double worth_a_worker = 0.05; /* of the bound */

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static int compare_descending(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a < b) - (a > b);
}

static bool valid(const struct bound_case *given)
{
    if (given->tasks == 0 || given->workers == 0 || given->cores == 0)
        return false;
    for (size_t i = 0; i < given->tasks; i++)
        if (!isfinite(given->latency_s[i]) || given->latency_s[i] < 0)
            return false;
    return isfinite(given->parse_s) && given->parse_s >= 0;
}

/* The latencies for the terms below. */
struct waits {
    double *longest; /* owned: descending */
    double *sums;    /* owned: sums[i] of the i longest */
    size_t count;
};

static int waits_init(struct waits *waits, const double *latency_s, size_t count)
{
    waits->count = count;
    waits->longest = calloc(count, sizeof *waits->longest);
    waits->sums = calloc(count + 1, sizeof *waits->sums);
    if (!waits->longest || !waits->sums)
        return -ENOMEM;
    memcpy(waits->longest, latency_s, count * sizeof *latency_s);
    qsort(waits->longest, count, sizeof *waits->longest, compare_descending);
    for (size_t i = 0; i < count; i++)
        waits->sums[i + 1] = waits->sums[i] + waits->longest[i];
    return 0;
}

static void waits_release(struct waits *waits)
{
    free(waits->longest);
    free(waits->sums);
}

/* No way to share out jobs of length latency + extra_s among `workers` is done before this. */
static double least_waiting(const struct waits *waits, size_t workers, double extra_s)
{
    double count = (double)waits->count;
    double least = (waits->sums[waits->count] + count * extra_s) / (double)workers;

    /* k = 0 is the longest job. */
    for (size_t k = 0; k <= (waits->count - 1) / workers; k++) {
        double shortest = waits->sums[k * workers + 1] - waits->sums[k * workers - k];
        least = fmax(least, shortest + (double)(k + 1) * extra_s);
    }
    return least;
}

/* No way to share out the computing among `cores` is done before this. */
static double least_computing(const struct waits *waits, size_t cores, double parse_s)
{
    double least = 0;
    for (size_t i = 0; i < waits->count; i++)
        least = fmax(least, waits->longest[i] + (double)(i + 1) * parse_s / (double)cores);
    return least;
}

static void bound_terms(const struct bound_case *given, const struct waits *waits, size_t workers,
                        struct bound *out)
{
    double parse_s = given->parse_s;

    if (given->one_thread) {
        out->workers_s = least_waiting(waits, workers, 0) + parse_s;
        out->computing_s = least_computing(waits, 1, parse_s);
    } else {
        out->workers_s = least_waiting(waits, workers, parse_s);
        out->computing_s = least_computing(waits, smaller(workers, given->cores), parse_s);
    }
    out->seconds = fmax(out->workers_s, out->computing_s);
}

int bound_compute(const struct bound_case *given, struct bound *out)
{
    struct waits waits;
    int err;

    if (!valid(given))
        return -EINVAL;
    err = waits_init(&waits, given->latency_s, given->tasks);
    if (!err) {
        bound_terms(given, &waits, given->tasks, out);
        out->unlimited_s = out->seconds;
        bound_terms(given, &waits, given->workers, out);
        out->longest_latency_s = waits.longest[0];
    }
    waits_release(&waits);
    return err;
}

enum limit bound_limited_by(const struct bound_case *given, const struct bound *bound,
                            const struct bound_usage *usage)
{
    double usable = given->one_thread ? 1 : (double)smaller(given->tasks, given->cores);
    double busy = (usage->client_cpu_s + usage->origin_cpu_s) / usage->wall_s;
    bool machine_full = busy >= all_saturated * (double)given->cores;

    if (usage->origin_cpu_s >= saturated * usage->wall_s ||
        (machine_full && usage->origin_cpu_s > usage->client_cpu_s))
        return LIMIT_ORIGIN;
    if (machine_full || usage->client_cpu_s >= saturated * usable * usage->wall_s)
        return LIMIT_CLIENT_CPU;
    if (bound->unlimited_s < (1 - worth_a_worker) * bound->seconds)
        return LIMIT_WORKERS;
    return bound->longest_latency_s >= bound->unlimited_s / 2 ? LIMIT_LATENCY : LIMIT_CLIENT_CPU;
}
