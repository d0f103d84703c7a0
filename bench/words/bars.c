/* SPDX-License-Identifier: MIT */
/* Bars of block elements. */
#include "bench/words/bars.h"

#include <errno.h>
#include <math.h>
#include <string.h>

/* The bar's length in `steps` a column. */
static size_t bar_length(double value, double max, size_t columns, size_t steps)
{
    double most = (double)(columns * steps);
    double length = value / max * most;

    if (!(value > 0) || isnan(length))
        return 0;
    return (size_t)fmax(1, fmin(most, round(length)));
}

int bars_draw(char *out, size_t size, double value, double max, size_t columns, bool ascii)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    size_t steps = ascii ? 1 : 8;
    size_t length = columns > 0 ? bar_length(value, max, columns, steps) : 0;

    if (size > 0)
        out[0] = '\0';
    if (size < BARS_SIZE(columns))
        return -ENOSPC;
    for (size_t i = 0; i < length / steps; i++)
        out = stpcpy(out, ascii ? "#" : "█");
    stpcpy(out, eighths[length % steps]);
    return 0;
}
