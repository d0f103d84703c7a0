/* SPDX-License-Identifier: MIT */
#include "stats/wilson.h"

#include <math.h>

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
