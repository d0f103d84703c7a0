/* SPDX-License-Identifier: MIT */
/* Wilcoxon's signed-rank test of paired differences, and the estimate and interval that belong to it (Hodges
   and Lehmann). Differences of two runs of the same kind spread alike on both sides of the truth whatever the
   noise of one run looks like, and that is all it asks. */
#pragma once

#include "stats/statistics.h"

/* From so many differences on there is an interval of 95 %: the range of 5 holds the truth in 93.75 %. */
enum { SIGNED_RANK_LEAST = 6 };

struct signed_rank {
    double v; /* sum of the ranks of the positive differences; zeros are left out, as Wilcoxon did */
    double p; /* two-sided, of the differences having their centre at 0; 1 when all are 0 */
};

/* Exact for up to 50 differences none of which is 0 or as large as another, else by the normal distribution
   with the corrections for ties and continuity: as R's wilcox.test. Returns 0, -EINVAL for no differences or
   one that is not finite, or -ENOMEM. */
int signed_rank_test(const double *differences, size_t count, struct signed_rank *out);

/* The Hodges-Lehmann estimate, the median of the means of all pairs, and the 95 % interval of all centres the
   test does not reject, interpolated between ranks, since the exact levels of few differences are far apart
   (6: 96.9 % or 93.8 %). No value is dropped, but one far out moves neither much.
   How often it held the truth, of 10,000 simulated samples of logarithms of ratios of two times that are
   each (tests/unit/stats/ratio.c repeats it, but for 60):
                     6    7    8   10   14   20   30   60 differences
     normal       .956 .951 .952 .953 .953 .952 .952 .952
     log-normal   .956 .948 .953 .953 .950 .954 .951 .953
     bimodal      .955 .952 .952 .953 .955 .948 .950 .953
   Of a bootstrap of the same estimate it was .874 to .943 with plain percentiles, .937 to .967 with expanded
   ones (5,000 samples), and those were wider; of 6 values none reached 94 % on all three: hence no bootstrap
   here. Fewer than 6 differences: the mean, with Student's interval (statistics_mean_interval). Returns as
   signed_rank_test. */
int signed_rank_estimate(const double *differences, size_t count, struct estimate *out);
