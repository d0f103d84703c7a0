/* SPDX-License-Identifier: MIT */
/* What a handful of repeated times says: their centre, and how sure that is. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct interval {
    double low, high;
};

struct estimate {
    double value;
    struct interval interval; /* 95 % confidence; NaN, NaN when one value is all there is */
};

/* From so many values on a bootstrap of the median can reach 95 %: the range of n values holds the true
   median with probability 1 - 2^(1-n), which is 0.938 for 5 values and 0.969 for 6, and no resampled median
   leaves that range. */
enum { STATISTICS_BOOTSTRAP_LEAST = 6 };

/* Orders doubles for qsort, the smallest first. */
int statistics_ascending(const void *left, const void *right);

/* Of `count` values in any order. NaN when there are too few: none, or one for the deviation; the median
   also when there is no memory. Squares: the sum of those of the distances from the mean, 0 of no values. The
   deviation is the sample's (divided by count - 1). */
double statistics_median(const double *values, size_t count);
double statistics_mean(const double *values, size_t count);
double statistics_squares(const double *values, size_t count);
double statistics_deviation(const double *values, size_t count);

/* The 95 % confidence interval for the centre of what `values` are a sample of:
   - one value: NaN, NaN;
   - 2 to 5: mean ± t(0.975, count - 1) · deviation / √count, which trusts that the values spread normally;
   - 6 and more: percentiles of 10,000 resampled medians, which trusts in no shape. The plain 2.5 and 97.5 are
     too narrow for so few values (of 7, they hold the truth in 87 % of samples, and so does BCa), hence
     Hesterberg's expanded percentiles, Φ(∓ √(n / (n - 1)) · t(0.975, n - 1)): What Teachers Should Know About
     the Bootstrap, The American Statistician 69 (2015), 371-386.
   How often either held the truth, of 10,000 simulated samples of each size (the test has the simulation in
   small):           2    3    4    5    6    7    8    9    10   20   50 values
     normal        .953 .950 .949 .947 .969 .987 .984 .960 .960 .958 .955
     log-normal    .940 .919 .916 .918 .970 .985 .985 .962 .962 .956 .955
     exponential   .911 .884 .883 .880 .971 .985 .984 .960 .958 .957 .958
     10 % outliers .961 .960 .963 .969 .970 .984 .984 .961 .962 .961 .956
   The median lies inside either (it is less than one deviation away from the mean). The same values give the
   same interval on every machine.
   Returns 0, -EINVAL for no values or one that is not finite, or -ENOMEM. */
int statistics_interval(const double *values, size_t count, struct interval *out);

/* Whether the interval is within ±`margin` of `value` (0.02: two percent of it). An unknown interval is not.
 */
bool statistics_settled(struct interval interval, double value, double margin);

/* Student's t distribution, also with degrees of freedom that are no whole number: the chance of a value at
   least as far from 0 as `t` (two-sided), with `freedom` > 0; and the value that is exceeded with a chance
   of 2.5 %, with `freedom` >= 1. */
double student_p(double t, double freedom);
double student_limit(double freedom);

/* The 95 % interval of the probability behind `hits` hits in `count` trials: all probabilities that this many
   are at most 1.96 standard deviations away from. Unlike the rate ± 1.96 deviations of itself it is no single
   point where there is no hit, or nothing but hits. E. B. Wilson: Probable inference, the law of succession,
   and statistical inference, Journal of the American Statistical Association 22 (1927), 209-212. From 0 to 1
   where there is no trial. */
struct interval wilson_interval(size_t hits, size_t count);
