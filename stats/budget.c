/* SPDX-License-Identifier: MIT */
#include "stats/budget.h"

#include <math.h>
#include <stdbool.h>

static const double saturated = 0.8;     /* of the core of the origin */
static const double all_saturated = 0.9; /* of the machine's */
static const double worth_a_word = 0.1;  /* of the time */
static const double as_large = 0.9;      /* of the largest part */

void budget_fill(struct budget *budget, double wall_s)
{
    double left_s = wall_s;
    for (int part = 0; part < BUDGET_REST; part++) {
        budget->part_s[part] = fmin(fmax(budget->part_s[part], 0), left_s);
        left_s -= budget->part_s[part];
    }
    budget->part_s[BUDGET_REST] = left_s;
}

static bool origin_limits(const struct budget_usage *usage)
{
    double busy_s = usage->client_cpu_s + usage->origin_cpu_s;
    bool full = busy_s >= all_saturated * (double)usage->cores * usage->wall_s;
    return usage->origin_cpu_s >= saturated * usage->wall_s ||
           (full && usage->origin_cpu_s > usage->client_cpu_s);
}

enum limited_by budget_limited_by(const struct budget *budget, const struct budget_usage *usage)
{
    const double *part_s = budget->part_s;
    const struct {
        enum limited_by limit;
        double seconds;
    } parts[] = {{LIMITED_WORKERS, part_s[BUDGET_WORKERS]},
                 {LIMITED_LOCK, part_s[BUDGET_LOCK]},
                 {LIMITED_RATE, part_s[BUDGET_RATE]},
                 {LIMITED_FAULTS, part_s[BUDGET_FAULTS]},
                 {LIMITED_STARTUP, part_s[BUDGET_STARTUP]},
                 {LIMITED_CLIENT_CPU, part_s[BUDGET_COMPUTING] + part_s[BUDGET_QUEUEING]},
                 {LIMITED_OVERHEAD, part_s[BUDGET_LATE] + part_s[BUDGET_REST]}};
    double largest = 0;
    size_t i = 0;
    for (size_t j = 0; j < sizeof parts / sizeof *parts; j++)
        largest = fmax(largest, parts[j].seconds);
    if (origin_limits(usage))
        return LIMITED_ORIGIN;
    if (largest < worth_a_word * usage->wall_s)
        return LIMITED_LATENCY;
    while (parts[i].seconds < as_large * largest)
        i++;
    return parts[i].limit;
}
