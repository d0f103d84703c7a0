/* SPDX-License-Identifier: MIT */
#include "stats/signed_rank.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

enum { EXACT_MOST = 50, EXACT_SUMS = EXACT_MOST * (EXACT_MOST + 1) / 2 + 1 };

static int by_size(const void *left, const void *right)
{
    double a = fabs(*(const double *)left);
    double b = fabs(*(const double *)right);
    return (a > b) - (a < b);
}

static int check(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            return -EINVAL;
    }
    return count > 0 ? 0 : -EINVAL;
}

/* chances[s]: of the sum of the positive ranks being s, when each of 1 to count is positive or not by the
   toss of a coin. */
static void distribution(double chances[EXACT_SUMS], size_t count)
{
    size_t most = 0;
    chances[0] = 1;
    for (size_t rank = 1; rank <= count; rank++) {
        for (size_t sum = most + 1; sum <= most + rank; sum++)
            chances[sum] = 0;
        most += rank;
        for (size_t sum = most + 1; sum-- > 0;)
            chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
    }
}

static double exact_p(double v, size_t count)
{
    double chances[EXACT_SUMS];
    double most = (double)(count * (count + 1)) / 2;
    double least = fmin(v, most - v); /* the distribution is symmetric */
    double tail = 0;
    distribution(chances, count);
    for (size_t sum = 0; (double)sum <= least; sum++)
        tail += chances[sum];
    return fmin(1, 2 * tail);
}

static double normal_p(double v, size_t count, double ties)
{
    double n = (double)count;
    double deviation = sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48);
    double away = fmax(0, fabs(v - n * (n + 1) / 4) - 0.5);
    return deviation > 0 ? erfc(away / deviation / sqrt(2)) : 1;
}

int signed_rank_test(const double *differences, size_t count, struct signed_rank *out)
{
    double *sorted = calloc(count + 1, sizeof *sorted);
    size_t kept = 0;
    double ties = 0; /* the sum of t³ - t over groups of t of the same size */
    int err = sorted ? check(differences, count) : -ENOMEM;

    *out = (struct signed_rank){.p = 1};
    for (size_t i = 0; !err && i < count; i++) {
        if (differences[i] < 0 || differences[i] > 0)
            sorted[kept++] = differences[i];
    }
    if (!err && kept > 0)
        qsort(sorted, kept, sizeof *sorted, by_size);
    for (size_t i = 0, next; !err && i < kept; i = next) {
        for (next = i + 1; next < kept && by_size(&sorted[i], &sorted[next]) == 0;)
            next++;
        double same = (double)(next - i);
        for (size_t j = i; j < next; j++)
            out->v += sorted[j] > 0 ? ((double)i + 1 + (double)next) / 2 : 0;
        ties += same * same * same - same;
    }
    if (!err && kept > 0)
        out->p = kept <= EXACT_MOST && kept == count && !(ties > 0) ? exact_p(out->v, kept)
                                                                    : normal_p(out->v, kept, ties);
    free(sorted);
    return err;
}

/* Where the interval begins among the sorted means of pairs, from 0 on and in between. Leaving out k at an
   end leaves out the truth as often as the sum of ranks is below k. */
static double place_of_end(size_t count)
{
    static const double outside = 0.025;
    static const double z = 1.959963984540;
    double chances[EXACT_SUMS] = {0};
    double n = (double)count;
    if (count > EXACT_MOST)
        return n * (n + 1) / 4 - z * sqrt(n * (n + 1) * (2 * n + 1) / 24) - 0.5;
    distribution(chances, count);
    size_t k = 0;
    double below = 0;
    for (; below + chances[k] <= outside; k++)
        below += chances[k];
    return (double)k - 1 + (outside - below) / chances[k];
}

/* Counted from `end` on, the other way with a `step` of -1. */
static double at_place(const double *end, int step, double place)
{
    const double *at = end + step * (ptrdiff_t)place;
    return at[0] + (place - floor(place)) * (at[step] - at[0]);
}

int signed_rank_estimate(const double *differences, size_t count, struct estimate *out)
{
    int err = check(differences, count);
    if (err)
        return err;
    if (count < SIGNED_RANK_LEAST) {
        out->value = statistics_mean(differences, count);
        return statistics_mean_interval(differences, count, &out->interval);
    }
    size_t pairs = count * (count + 1) / 2;
    double *means = calloc(pairs, sizeof *means);
    if (!means)
        return -ENOMEM;
    for (size_t i = 0, at = 0; i < count; i++) {
        for (size_t j = i; j < count; j++)
            means[at++] = differences[i] / 2 + differences[j] / 2;
    }
    qsort(means, pairs, sizeof *means, statistics_ascending);
    double place = place_of_end(count);
    out->value = means[(pairs - 1) / 2] / 2 + means[pairs / 2] / 2;
    out->interval.low = at_place(means, 1, place);
    out->interval.high = at_place(means + pairs - 1, -1, place);
    free(means);
    return 0;
}
