/* SPDX-License-Identifier: MIT */
/* The lanes of the race that plays by itself, as paths of an SVG. */
#pragma once

#include <stdio.h>

#include "bench/timeline/timeline.h"

/* Where lanes lie, in pixels, and what time that is. */
struct animated_area {
    double left, wide;
    uint64_t end_ns; /* at its right; it begins at 0 */
};

/* How many of a model's lanes are drawn, and how high they are together. */
size_t animated_lanes_shown(const struct timeline_model *model);
double animated_lanes_high(const struct timeline_model *model);

/* Draws them below `top`, coarser where there is too much to see. Returns 0 or -ENOMEM. */
int animated_lanes_write(FILE *file, const struct timeline_model *model, const struct animated_area *area,
                         double top);
