/* SPDX-License-Identifier: MIT */
/* Lines of a terminal, written from the top: what does not fit into them is cut off. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct canvas {
    FILE *file;           /* borrowed; NULL: the lines are only counted */
    size_t columns, rows; /* from 1: no line is wider and, live, there are no more of them */
    bool color;
    bool live;            /* it is drawn over what was there */
    size_t lines, column; /* begun, and in the last of them */
};

/* Begins the next line. */
void canvas_line(struct canvas *canvas);

/* Writes in the given SGR style ("" for none); in one of the terminal's 256 colours; so many spaces. */
void canvas_put(struct canvas *canvas, const char *sgr, const char *text);
void canvas_color(struct canvas *canvas, int color, const char *text);
void canvas_spaces(struct canvas *canvas, size_t columns);

/* Ends the last line: live without a newline, which would move all up. */
void canvas_end(struct canvas *canvas);
