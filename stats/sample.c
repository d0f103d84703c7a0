/* SPDX-License-Identifier: MIT */
#include "stats/sample.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/statistics.h"

enum { WARM = 3 }; /* so many first values are compared with the others */

static const double one_percent_z = 2.326347874041;      /* one-sided */
static const double one_percent_both_z = 2.575829303549; /* two-sided */
static const double warm_up_least = 0.01;

/* From 1 on; equal values share the mean of their ranks. */
static void rank(const double *values, size_t count, double *ranks)
{
    for (size_t i = 0; i < count; i++) {
        ranks[i] = 0.5;
        for (size_t j = 0; j < count; j++)
            ranks[i] += values[j] < values[i] ? 1 : values[j] > values[i] ? 0 : 0.5;
    }
}

static bool warms_up(const double *values, const double *ranks, size_t count)
{
    const double first = WARM;
    double n = (double)count;
    double sum = 0;
    for (size_t i = 0; i < WARM; i++)
        sum += ranks[i];
    double z = (sum - first * (n + 1) / 2) / sqrt(first * (n - first) * (n + 1) / 12);
    double before = statistics_median(values, WARM);
    double after = statistics_median(values + WARM, count - WARM);
    return z > one_percent_z && before > after * (1 + warm_up_least);
}

/* Spearman's rank correlation with the place, which is normal with deviation 1 / sqrt(n - 1) where there is
   none. */
static bool drifts(const double *ranks, size_t count)
{
    double n = (double)count;
    double both = 0;
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        double place = (double)i + 1 - (n + 1) / 2;
        both += place * (ranks[i] - (n + 1) / 2);
        squares += (ranks[i] - (n + 1) / 2) * (ranks[i] - (n + 1) / 2);
    }
    double rho = squares > 0 ? both / sqrt(squares * n * (n * n - 1) / 12) : 0;
    return fabs(rho) * sqrt(n - 1) > one_percent_both_z;
}

/* How many values a group has at least. */
static size_t least_group(size_t count)
{
    return count / 5 > 3 ? count / 5 : 3;
}

static bool has_two_groups(const double *sorted, size_t count)
{
    double n = (double)count;
    double least = INFINITY;
    size_t split = 0;
    for (size_t i = least_group(count); i <= count - least_group(count); i++) {
        double left = statistics_squares(sorted, i) + statistics_squares(sorted + i, count - i);
        split = left < least ? i : split;
        least = fmin(least, left);
    }
    double apart = statistics_mean(sorted + split, count - split) - statistics_mean(sorted, split);
    return apart > fmax(4, 2.65 + 17.5 / pow(n, 0.75)) * sqrt(least / (n - 2));
}

unsigned sample_oddities(const double *values, size_t count)
{
    if (count < SAMPLE_LEAST)
        return 0;
    double *ranks = calloc(count, sizeof *ranks);
    double *sorted = calloc(count, sizeof *sorted);
    unsigned found = 0;
    if (ranks && sorted) {
        memcpy(sorted, values, count * sizeof *sorted);
        qsort(sorted, count, sizeof *sorted, statistics_ascending);
        rank(values, count, ranks);
        found |= warms_up(values, ranks, count) ? (unsigned)SAMPLE_WARM_UP : 0;
        found |= drifts(ranks, count) ? (unsigned)SAMPLE_DRIFT : 0;
        found |= has_two_groups(sorted, count) ? (unsigned)SAMPLE_BIMODAL : 0;
    }
    free(sorted);
    free(ranks);
    return found;
}
