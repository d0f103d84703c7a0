/* SPDX-License-Identifier: MIT */
/* How two models, or two builds, compare in one quantity that was measured several times. Ratios are averaged
   as logarithms, so that 2 and 1/2 cancel out. */
#pragma once

#include "stats/statistics.h"

/* How two of them compare. */
struct ratio {
    struct estimate estimate; /* of other / base */
    double base, other;       /* a typical value of each: their ratio is the estimate's value */
    double p; /* two-sided, of there being no difference; NaN when one value is all there is */
};

/* From `count` rounds in which both ran, near each other in time: what slows the machine for a while cancels
   out of every round's ratio. Hodges-Lehmann and Wilcoxon (stats/signed_rank.h). The typical values are those
   of a typical round: its middle, √(base · other), by Hodges-Lehmann, too, and half of the difference to
   either side; of up to 5 rounds the geometric means. Returns 0, -EINVAL for no rounds or a value that is not
   positive, or -ENOMEM. */
int ratio_paired(const double *base, const double *other, size_t count, struct ratio *out);

/* From runs made apart: geometric means, which are the typical values, too, with Welch's interval and test.
   It knows only how the values of each
   side spread, not what changed in between. How often the interval held the truth, of 10,000 simulated pairs
   of samples of as many values each:
                     2    3    5    6   10   20   30   60
     normal       .979 .967 .958 .956 .950 .949 .952 .952
     log-normal   .978 .980 .981 .979 .974 .964 .960 .958
     bimodal      .931 .975 .970 .968 .955 .951 .951 .952
   Returns as ratio_paired. */
int ratio_separate(const double *base, size_t base_count, const double *other, size_t other_count,
                   struct ratio *out);

/* Several comparisons at once: one of twenty with nothing behind it has p < 0.05. Holm's step-down adjustment
   (A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6 (1979),
   65-70): taking those below 0.05 for real is wrong about any of them in at most 5 % of cases. NaN is no
   comparison and stays NaN. */
void holm_adjust(const double *p, double *adjusted, size_t count);
