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
    bool paused;
    unsigned states; /* what is in the legend: of each enum lane_state the bit 1 << it */
};

/* The states that occur in the race, for a style: bits. */
unsigned frame_states(const struct timeline *race);

/* Draws the race at `at_ns`, as wide as the terminal: for each model how far it is and, live, what each of
   its workers is at, a legend, and what keys do; where there is no room for all of it, as much as there is
   for, what matters most first. A live frame does not end with a newline, which would move it up. */
void frame_draw(FILE *file, const struct timeline *race, uint64_t at_ns, const struct frame_style *style);
