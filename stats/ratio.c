/* SPDX-License-Identifier: MIT */
#include "stats/ratio.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/signed_rank.h"

static void take_exponentials(struct estimate *estimate)
{
    estimate->value = exp(estimate->value);
    estimate->interval = (struct interval){exp(estimate->interval.low), exp(estimate->interval.high)};
}

/* Those of over[i], or of over[i] / under[i], for the caller to free in any case. `err` becomes 0, -EINVAL
   for a value that is not positive, or -ENOMEM. */
static double *logarithms(const double *over, const double *under, size_t count, int *err)
{
    double *logs = calloc(count + 1, sizeof *logs);
    *err = logs ? 0 : -ENOMEM;
    for (size_t i = 0; i < count && !*err; i++) {
        double divisor = under ? under[i] : 1;
        logs[i] = log(over[i] / divisor);
        *err = over[i] > 0 && divisor > 0 && isfinite(logs[i]) ? 0 : -EINVAL;
    }
    return logs;
}

/* Finds the middle of a typical round, as a logarithm. */
static int find_middle(const double *base, const double *other, size_t count, double *out)
{
    struct estimate middle = {.value = NAN};
    double *logs = calloc(count + 1, sizeof *logs);
    for (size_t i = 0; i < count && logs; i++)
        logs[i] = (log(base[i]) + log(other[i])) / 2;
    int err = logs ? signed_rank_estimate(logs, count, &middle) : -ENOMEM;
    *out = middle.value;
    free(logs);
    return err;
}

int ratio_paired(const double *base, const double *other, size_t count, struct ratio *out)
{
    struct signed_rank test = {.p = NAN};
    double middle = NAN;
    int err;
    double *logs = logarithms(other, base, count, &err);
    if (!err)
        err = signed_rank_estimate(logs, count, &out->estimate);
    if (!err && count > 1)
        err = signed_rank_test(logs, count, &test);
    if (!err)
        err = find_middle(base, other, count, &middle);
    if (!err) {
        out->base = exp(middle - out->estimate.value / 2);
        out->other = exp(middle + out->estimate.value / 2);
        take_exponentials(&out->estimate);
    }
    out->p = test.p;
    free(logs);
    return err;
}

/* Of the logarithms. */
struct moments {
    double mean;
    double error; /* variance of the mean; NaN for one value */
};

static int moments_of(const double *values, size_t count, struct moments *out)
{
    int err;
    double *logs = logarithms(values, NULL, count, &err);
    if (!err) {
        double deviation = statistics_deviation(logs, count);
        *out = (struct moments){statistics_mean(logs, count), deviation * deviation / (double)count};
    }
    free(logs);
    return err;
}

int ratio_separate(const double *base, size_t base_count, const double *other, size_t other_count,
                   struct ratio *out)
{
    struct moments a;
    struct moments b;
    if (base_count == 0 || other_count == 0)
        return -EINVAL;
    int err = moments_of(base, base_count, &a);
    if (!err)
        err = moments_of(other, other_count, &b);
    if (err)
        return err;
    double difference = b.mean - a.mean;
    double sum = a.error + b.error; /* NaN, and with it all that follows, when one value is all there is */
    double freedom =
        sum * sum /
        (a.error * a.error / (double)(base_count - 1) + b.error * b.error / (double)(other_count - 1));
    bool spread = sum > 0;
    double half = spread ? student_limit(freedom) * sqrt(sum) : sum;
    out->estimate = (struct estimate){difference, {difference - half, difference + half}};
    take_exponentials(&out->estimate);
    out->base = exp(a.mean);
    out->other = exp(b.mean);
    if (spread)
        out->p = student_p(difference / sqrt(sum), freedom);
    else
        out->p = isnan(sum) ? NAN : fabs(difference) > 0 ? 0 : 1; /* values that never differ */
    return 0;
}

static size_t smaller(const double *p, size_t count, double than)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += p[i] < than;
    return found;
}

void holm_adjust(const double *p, double *adjusted, size_t count)
{
    size_t known = 0;
    for (size_t i = 0; i < count; i++)
        known += isnan(p[i]) ? 0 : 1;
    for (size_t i = 0; i < count; i++) {
        adjusted[i] = p[i];
        for (size_t j = 0; j < count; j++) {
            if (p[j] <= p[i])
                adjusted[i] = fmax(adjusted[i], p[j] * (double)(known - smaller(p, count, p[j])));
        }
        adjusted[i] = isnan(p[i]) ? NAN : fmin(1, adjusted[i]);
    }
}
