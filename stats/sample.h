/* SPDX-License-Identifier: MIT */
/* What is odd about a sample of times in the order they were measured. It is named; no value is dropped. */
#pragma once

#include <stddef.h>

enum sample_oddity {
    SAMPLE_WARM_UP = 1, /* the first three values are larger than the others: a one-sided rank-sum test at 1
                           %, and by more than 1 % */
    SAMPLE_DRIFT = 2,   /* it rises or falls all along: Spearman's rank correlation with time, at 1 % */
    SAMPLE_BIMODAL = 4  /* two groups, clearly apart: see sample_oddities */
};

/* Fewer values show none of these. */
enum { SAMPLE_LEAST = 10 };

/* The bits of all oddities. Two groups: split where it leaves the least spread, at least a fifth on each
   side, their means are further apart than 2.65 + 17.5 / n^0.75 (at least 4) of their common deviations. That
   limit was found by simulation of 10,000 samples: it names at most 1 % of the normal ones of 10 to 100
   values, and 57 % of 10, 90 % of 20 and all of 60 values whose groups are 8 deviations apart (30 % to 70 %
   of the values). A long tail looks like a second group: of log-normal samples it names 3 % to 18 %. Returns
   the bits, none without memory. */
unsigned sample_oddities(const double *values, size_t count);
