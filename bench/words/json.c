/* SPDX-License-Identifier: MIT */
#include "bench/words/json.h"

#include <math.h>

json_t *known_real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *known_pair(struct interval interval)
{
    if (!isfinite(interval.low) || !isfinite(interval.high))
        return json_null();
    return json_pack("[f, f]", interval.low, interval.high);
}

json_t *known_count(size_t count)
{
    return count ? json_integer((json_int_t)count) : json_null();
}
