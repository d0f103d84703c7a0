/* SPDX-License-Identifier: MIT */
/* Several comparisons at once: one of twenty with nothing behind it has p < 0.05. */
#pragma once

#include <stddef.h>

/* Holm's step-down adjustment (A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal
   of Statistics 6 (1979), 65-70): taking those below 0.05 for real is wrong about any of them in at most 5 %
   of cases. NaN is no comparison and stays NaN. */
void holm_adjust(const double *p, double *adjusted, size_t count);
