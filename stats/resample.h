/* SPDX-License-Identifier: MIT */
/* How sure a median is, or the ratio of two: by the bootstrap, which trusts in no shape of the noise. */
#pragma once

#include "stats/statistics.h"

/* From so many values on a bootstrap of the median can reach 95 %: the range of n values holds the true
   median with probability 1 - 2^(1-n), which is 0.938 for 5 values and 0.969 for 6, and no resampled median
   leaves that range. */
enum { RESAMPLE_LEAST = 6 };

/* The 95 % confidence interval for the median of what `values` are a sample of: percentiles of 10,000
   resampled medians, so that it never leaves the values' range. NaN, NaN for fewer than RESAMPLE_LEAST.
   The plain percentiles 2.5 and 97.5 are too narrow for so few values (of 7, they hold the truth in 87 % of
   samples, and so does BCa), hence Hesterberg's expanded percentiles, Φ(∓ √(n / (n - 1)) · t(0.975, n - 1)):
   What Teachers Should Know About the Bootstrap, The American Statistician 69 (2015), 371-386.
   How often it held the truth, of 10,000 simulated samples of each size (the test has the simulation in
   small):           6    7    8    9   10   20   50 values
     normal        .969 .987 .984 .960 .960 .958 .955
     log-normal    .970 .985 .985 .962 .962 .956 .955
     exponential   .971 .985 .984 .960 .958 .957 .958
     10 % outliers .970 .984 .984 .961 .962 .961 .956
   The same values give the same interval on every machine. Returns 0, -EINVAL for no values or one that is
   not finite, or -ENOMEM. */
int resample_median(const double *values, size_t count, struct interval *out);

/* Likewise for median(over) / median(under), all positive: `count` rounds, in each of which both were
   measured, are drawn as they are, in pairs. How often it held the truth, of 2,000 simulated pairs of
   samples: 6    7    8    9   10   20   50 rounds normal        .967 .984 .980 .984 .980 .972 .966 log-normal
   .975 .989 .986 .984 .983 .976 .976 bimodal       .966 .979 .982 .977 .982 .975 .968 and where three rounds
   of ten are slower by 30 % for both, .969 to .993. Returns as resample_median, -EINVAL also for a value that
   is not positive. */
int resample_median_ratio(const double *over, const double *under, size_t count, struct interval *out);
