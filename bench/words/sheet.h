/* SPDX-License-Identifier: MIT */
/* What a report is printed on: a terminal or a file, so many columns wide, in colour or not. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "bench/words/lines.h"
#include "bench/words/text.h"

/* What --color asks for. */
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct sheet {
    FILE *file; /* borrowed */
    size_t columns;
    size_t indent; /* before them, in all lines of a paragraph but the first, which has begun already */
    bool color;
    bool ascii;
};

/* Whether there is to be colour in `file`: as was asked for, else on a terminal without NO_COLOR. */
bool sheet_wants_color(FILE *file, enum color color);

/* The width of the terminal, 20 at least; 120 where `file` is none. */
size_t sheet_columns(FILE *file);

/* Prints `text` padded to `columns` in the given SGR style ("" for none). */
void sheet_put(const struct sheet *sheet, const char *sgr, const char *text, size_t columns,
               enum text_side side);

/* The same in one of the terminal's 256 colours. */
void sheet_color(const struct sheet *sheet, int color, const char *text, size_t columns);

/* Prints a paragraph, wrapped at the width of the sheet: between words, or between Chinese characters. */
void sheet_paragraph(const struct sheet *sheet, const char *sgr, const char *text);

/* Prints a paragraph a line. */
void sheet_lines(const struct sheet *sheet, const char *sgr, const struct lines *lines);
