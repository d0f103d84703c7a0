/* SPDX-License-Identifier: MIT */
#include "tests/normal.h"

#include <math.h>

double normal(struct random *random)
{
    double radius = sqrt(-2 * log(1 - random_unit(random)));
    return radius * cos(2 * acos(-1) * random_unit(random));
}
