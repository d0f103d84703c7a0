/* SPDX-License-Identifier: MIT */
/* Centres and confidence intervals of few values. */
#include "stats/statistics.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/random.h"

enum { RESAMPLES = 10000 };

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* A sorted copy for the caller to free, or NULL. */
static double *sorted_copy(const double *values, size_t count)
{
    double *copy = calloc(count, sizeof *copy);
    if (copy) {
        memcpy(copy, values, count * sizeof *copy);
        qsort(copy, count, sizeof *copy, compare);
    }
    return copy;
}

double statistics_median(const double *values, size_t count)
{
    double *sorted = count > 0 ? sorted_copy(values, count) : NULL;
    double median = NAN;

    if (sorted)
        median = sorted[(count - 1) / 2] / 2 + sorted[count / 2] / 2;
    free(sorted);
    return median;
}

double statistics_mean(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return count > 0 ? sum / (double)count : NAN;
}

double statistics_deviation(const double *values, size_t count)
{
    double mean = statistics_mean(values, count);
    double squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += (values[i] - mean) * (values[i] - mean);
    return count > 1 ? sqrt(squares / (double)(count - 1)) : NAN;
}

/* The 0.975 quantile of Student's t. */
static double student_quantile(size_t freedom)
{
    static const double few[] = {12.706204736432, 4.302652729911, 3.182446305284, 2.776445105198};
    static const double z = 1.959963984540;
    double n = (double)freedom;

    if (freedom <= sizeof few / sizeof *few)
        return few[freedom - 1]; /* R: qt(0.975, 1:4) */
    /* Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5; right to 0.1 % from 5 on. */
    return z + (pow(z, 3) + z) / (4 * n) + (5 * pow(z, 5) + 16 * pow(z, 3) + 3 * z) / (96 * n * n) +
           (3 * pow(z, 7) + 19 * pow(z, 5) + 17 * pow(z, 3) - 15 * z) / (384 * n * n * n);
}

static struct interval student(const double *values, size_t count)
{
    double mean = statistics_mean(values, count);
    double error = statistics_deviation(values, count) / sqrt((double)count);
    double half = student_quantile(count - 1) * error;

    return (struct interval){mean - half, mean + half};
}

/* How many of the resampled medians to leave out at either end. */
static size_t resamples_outside(size_t count)
{
    double expanded = sqrt((double)count / (double)(count - 1)) * student_quantile(count - 1);
    return (size_t)((double)RESAMPLES * erfc(expanded / sqrt(2)) / 2);
}

/* The `rank`th smallest (from 0) of a resample that holds sorted[i] drawn[i] times. */
static double resampled(const double *sorted, const size_t *drawn, size_t rank)
{
    size_t i = 0;
    for (size_t seen = drawn[0]; seen <= rank; seen += drawn[i])
        i++;
    return sorted[i];
}

/* The median of one resample; `drawn` is scratch. */
static double resampled_median(const double *sorted, size_t *drawn, size_t count, struct random *random)
{
    memset(drawn, 0, count * sizeof *drawn);
    for (size_t i = 0; i < count; i++)
        drawn[random_below(random, count)]++;
    return resampled(sorted, drawn, (count - 1) / 2) / 2 + resampled(sorted, drawn, count / 2) / 2;
}

static int bootstrap(const double *values, size_t count, struct interval *out)
{
    double *sorted = sorted_copy(values, count);
    size_t *drawn = calloc(count, sizeof *drawn);
    double *medians = calloc(RESAMPLES, sizeof *medians);
    size_t outside = resamples_outside(count);
    struct random random;
    int err = -ENOMEM;

    if (!sorted || !drawn || !medians)
        goto out;
    random_seed(&random, count);
    for (size_t i = 0; i < RESAMPLES; i++)
        medians[i] = resampled_median(sorted, drawn, count, &random);
    qsort(medians, RESAMPLES, sizeof *medians, compare);
    *out = (struct interval){medians[outside], medians[RESAMPLES - 1 - outside]};
    err = 0;
out:
    free(medians);
    free(drawn);
    free(sorted);
    return err;
}

int statistics_interval(const double *values, size_t count, struct interval *out)
{
    if (count == 0)
        return -EINVAL;
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return -EINVAL;
    if (count >= STATISTICS_BOOTSTRAP_LEAST)
        return bootstrap(values, count, out);
    *out = count > 1 ? student(values, count) : (struct interval){NAN, NAN};
    return 0;
}

/* The centre that statistics_interval is about. */
static double centre(const double *values, size_t count)
{
    return count >= STATISTICS_BOOTSTRAP_LEAST ? statistics_median(values, count)
                                               : statistics_mean(values, count);
}

int statistics_speedup(const double *base, const double *other, size_t count, struct estimate *out)
{
    double *logs = calloc(count + 1, sizeof *logs);
    struct interval interval;
    int err = -EINVAL;

    if (!logs)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++) {
        if (!(base[i] > 0) || !(other[i] > 0))
            goto out;
        logs[i] = log(base[i] / other[i]);
    }
    err = statistics_interval(logs, count, &interval);
    if (!err) {
        out->value = exp(centre(logs, count));
        out->interval = (struct interval){exp(interval.low), exp(interval.high)};
        err = isnan(out->value) ? -ENOMEM : 0;
    }
out:
    free(logs);
    return err;
}

bool statistics_settled(struct interval interval, double value, double margin)
{
    return interval.low >= value * (1 - margin) && interval.high <= value * (1 + margin);
}
