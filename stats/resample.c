/* SPDX-License-Identifier: MIT */
#include "stats/resample.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/random.h"

enum { RESAMPLES = 10000 };

/* A value, and the round it was measured in. */
struct drawable {
    double value;
    size_t round;
};

static int ascending(const void *left, const void *right)
{
    const struct drawable *a = left;
    const struct drawable *b = right;
    return statistics_ascending(&a->value, &b->value);
}

/* The values in ascending order, for the caller to free; NULL without memory. */
static struct drawable *sort(const double *values, size_t count)
{
    struct drawable *sorted = calloc(count, sizeof *sorted);
    if (!sorted)
        return NULL;
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct drawable){values[i], i};
    qsort(sorted, count, sizeof *sorted, ascending);
    return sorted;
}

/* The `rank`th smallest (from 0) of a resample in which each round was drawn so many times. */
static double ranked(const struct drawable *sorted, const size_t *drawn, size_t rank)
{
    size_t i = 0;
    for (size_t seen = drawn[sorted[0].round]; seen <= rank; seen += drawn[sorted[i].round])
        i++;
    return sorted[i].value;
}

static double median(const struct drawable *sorted, const size_t *drawn, size_t count)
{
    return ranked(sorted, drawn, (count - 1) / 2) / 2 + ranked(sorted, drawn, count / 2) / 2;
}

static void draw(size_t *drawn, size_t count, struct random *random)
{
    memset(drawn, 0, count * sizeof *drawn);
    for (size_t i = 0; i < count; i++)
        drawn[random_below(random, count)]++;
}

/* How many of the resampled values to leave out at either end. */
static size_t resamples_outside(size_t count)
{
    double expanded = sqrt((double)count / (double)(count - 1)) * student_limit((double)count - 1);
    return (size_t)((double)RESAMPLES * erfc(expanded / sqrt(2)) / 2);
}

/* Of the median of `over`, or of its ratio to that of `under`, which is NULL for the former. */
static int resample(const double *over, const double *under, size_t count, struct interval *out)
{
    struct drawable *overs = sort(over, count);
    struct drawable *unders = under ? sort(under, count) : NULL;
    size_t *drawn = calloc(count, sizeof *drawn);
    double *found = calloc(RESAMPLES, sizeof *found);
    size_t outside = resamples_outside(count);
    struct random random;
    int err = overs && (unders || !under) && drawn && found ? 0 : -ENOMEM;

    random_seed(&random, count);
    for (size_t i = 0; i < RESAMPLES && !err; i++) {
        draw(drawn, count, &random);
        found[i] = median(overs, drawn, count) / (under ? median(unders, drawn, count) : 1);
    }
    if (!err) {
        qsort(found, RESAMPLES, sizeof *found, statistics_ascending);
        *out = (struct interval){found[outside], found[RESAMPLES - 1 - outside]};
    }
    free(found);
    free(drawn);
    free(unders);
    free(overs);
    return err;
}

int resample_median(const double *values, size_t count, struct interval *out)
{
    if (!statistics_finite(values, count))
        return -EINVAL;
    *out = (struct interval){NAN, NAN};
    return count < RESAMPLE_LEAST ? 0 : resample(values, NULL, count, out);
}

int resample_median_ratio(const double *over, const double *under, size_t count, struct interval *out)
{
    if (!statistics_finite(over, count) || !statistics_finite(under, count))
        return -EINVAL;
    for (size_t i = 0; i < count; i++) {
        if (over[i] <= 0 || under[i] <= 0)
            return -EINVAL;
    }
    *out = (struct interval){NAN, NAN};
    return count < RESAMPLE_LEAST ? 0 : resample(over, under, count, out);
}
