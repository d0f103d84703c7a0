/* SPDX-License-Identifier: MIT */
#include "core/processes/pace.h"

#include "core/span.h"

enum { MOST_AHEAD = 64, ROUNDS = 8, REMEMBERED = 64 };

static const uint64_t ahead_ns = 20000000; /* a trip through the pipes takes some 50 µs */

void pace_begin(struct pace *pace)
{
    pace->since_ns = span_now_ns();
}

void pace_answer(struct pace *pace)
{
    uint64_t now_ns = span_now_ns();
    pace->busy_ns += now_ns - pace->since_ns;
    pace->since_ns = now_ns;
    if (++pace->answers == REMEMBERED) { /* what was long ago counts less and less */
        pace->answers /= 2;
        pace->busy_ns /= 2;
    }
}

size_t pace_ahead(const struct pace *pace, size_t left, size_t workers)
{
    size_t share = left / (ROUNDS * workers);
    size_t most = share < MOST_AHEAD ? share : MOST_AHEAD;
    if (pace->answers == 0)
        return 0;
    uint64_t each_ns = pace->busy_ns / pace->answers;
    return each_ns * most <= ahead_ns ? most : (size_t)(ahead_ns / each_ns);
}
