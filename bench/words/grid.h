/* SPDX-License-Identifier: MIT */
/* A table of short texts, laid out alike wherever it is shown: on a terminal and in Markdown here, in HTML by
   bench/page/tables.c. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "bench/words/sheet.h"

enum { GRID_CELL_SIZE = 96, GRID_MOST_COLUMNS = 24 };

struct grid_cell {
    char text[GRID_CELL_SIZE];
    const char *sgr;     /* its style on a terminal; "": none */
    int color;           /* instead of a style, one of the terminal's 256 colours; 0: none */
    enum text_side side; /* of the head, for all of the column */
    size_t leaves;       /* of the head: the how manieth column a narrow terminal does without; 0: it stays */
};

struct grid {
    size_t rows, columns; /* `rows` without the head */
    /* Fills in the cells of a row, which come empty, on the left and without style; row 0 is the head. */
    void (*fill)(struct grid_cell *cells, const struct grid *grid, size_t row);
    const void *subject; /* borrowed: for `fill` */
};

/* Gives a cell its text, cut off where it is too long. */
void grid_set(struct grid_cell *cell, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The cells of a row, grid->columns of them, in the language set. */
void grid_row(struct grid_cell cells[GRID_MOST_COLUMNS], const struct grid *grid, size_t row);

/* How many columns of a terminal all of it takes. */
size_t grid_width(const struct grid *grid);

/* Prints it as wide as the sheet: a line a row; where that is too narrow without columns that it may do
   without; then with the first column in lines of its own; and then as a list, with each cell behind its
   title. Returns whether columns were left out. */
bool grid_print(const struct sheet *sheet, const struct grid *grid);

/* Writes it as Markdown. */
void grid_put_markdown(FILE *file, const struct grid *grid);
