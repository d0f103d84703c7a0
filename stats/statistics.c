/* SPDX-License-Identifier: MIT */
/* Centres and confidence intervals of few values. */
#include "stats/statistics.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

int statistics_ascending(const void *left, const void *right)
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
        qsort(copy, count, sizeof *copy, statistics_ascending);
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

double statistics_squares(const double *values, size_t count)
{
    double mean = statistics_mean(values, count);
    double squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += (values[i] - mean) * (values[i] - mean);
    return squares;
}

double statistics_deviation(const double *values, size_t count)
{
    return count > 1 ? sqrt(statistics_squares(values, count) / (double)(count - 1)) : NAN;
}

/* A factor of the continued fraction of the incomplete beta function (NIST Digital Library of Mathematical
   Functions, 8.17.22). */
static double coefficient(int i, double a, double b, double x)
{
    double m = (double)(i / 2); /* NOLINT(bugprone-integer-division): the number of the pair */
    if (i % 2 == 0)
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
}

/* The regularised incomplete beta function where its continued fraction converges fast: x < (a + 1) / (a + b
   + 2). Evaluated from the back, so that nothing can be divided by 0 on the way. */
static double incomplete_beta(double x, double a, double b)
{
    enum { TERMS = 400 };
    double fraction = 1;
    for (int i = TERMS; i > 0; i--)
        fraction = 1 + coefficient(i, a, b, x) / fraction;
    double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    return front / a / fraction;
}

double student_p(double t, double freedom)
{
    double a = freedom / 2;
    double b = 0.5;
    double x = freedom / (freedom + t * t);
    if (!(x > 0))
        return isnan(x) ? NAN : 0;
    if (x >= 1)
        return 1;
    return x < (a + 1) / (a + b + 2) ? incomplete_beta(x, a, b) : 1 - incomplete_beta(1 - x, b, a);
}

double student_limit(double freedom)
{
    double low = 1.9;
    double high = 12.8; /* of 1 degree of freedom: 12.706 */
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (student_p(middle, freedom) > 0.05)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

bool statistics_finite(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            return false;
    }
    return count > 0;
}

int statistics_mean_interval(const double *values, size_t count, struct interval *out)
{
    double mean = statistics_mean(values, count);
    if (!statistics_finite(values, count))
        return -EINVAL;
    *out = (struct interval){NAN, NAN};
    if (count > 1) {
        double error = statistics_deviation(values, count) / sqrt((double)count);
        double half = student_limit((double)count - 1) * error;
        *out = (struct interval){mean - half, mean + half};
    }
    return 0;
}

bool statistics_settled(struct interval interval, double value, double margin)
{
    return interval.low >= value * (1 - margin) && interval.high <= value * (1 + margin);
}

struct interval wilson_interval(size_t hits, size_t count)
{
    static const double z = 1.959963984540;
    double n = (double)count;
    if (count == 0)
        return (struct interval){0, 1};
    double rate = (double)hits / n;
    double centre = (rate + z * z / (2 * n)) / (1 + z * z / n);
    double half = z * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    return (struct interval){hits > 0 ? centre - half : 0, hits < count ? centre + half : 1};
}
