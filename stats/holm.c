/* SPDX-License-Identifier: MIT */
#include "stats/holm.h"

#include <math.h>

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
