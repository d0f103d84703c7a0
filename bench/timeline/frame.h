/* SPDX-License-Identifier: MIT */
/* A moment of the race, drawn for a terminal. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "bench/timeline/timeline.h"

struct frame_style {
    size_t columns, rows; /* from 1: no line is wider and, live, there are no more of them */
    bool color;
    bool ascii;
    bool live;    /* a frame of many: the bars are tasks done; else the last, for a page: they are times */
    double speed; /* trace seconds a second */
};

/* Draws the race at `at_ns`: for each model how far it is and, live, what each of its workers is at, as far
   as there is room, and a legend; what does not fit is cut off. A live frame does not end with a newline,
   which would move it up. */
void frame_draw(FILE *file, const struct timeline *race, uint64_t at_ns, const struct frame_style *style);
