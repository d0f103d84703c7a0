/* SPDX-License-Identifier: MIT */
/* Text for people: measured in columns, not bytes; where a line may end; bars. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Columns that UTF-8 `text` takes on a terminal: two for a Chinese character, none for a combining mark or a
   control character, one for what is not UTF-8. The process's locale does not matter. */
size_t text_width(const char *text);

/* The same of `size` bytes. */
size_t text_columns(const char *text, size_t size);

enum text_side { TEXT_LEFT, TEXT_RIGHT };

/* Writes `text` and enough spaces to be `columns` wide; `side` is where the text stands. One that is wider
   stays whole. */
void text_put(FILE *file, const char *text, size_t columns, enum text_side side);

/* Appends to a text of `size` bytes, its NUL included; what there is no room for is cut off. */
void text_add(char *text, size_t size, const char *format, ...);

/* Takes the blanks off both ends of the `length` bytes at `*text`: moves it on, and returns what is left. */
size_t text_trim(const char **text, size_t length);

enum { TEXT_MOST_BAR = 250 }; /* columns */

/* A horizontal bar for a terminal, to an eighth of a column. */
struct text_bar {
    char text[3 * TEXT_MOST_BAR + 1];
};

/* A bar of value/max · columns, TEXT_MOST_BAR at most, of block elements (█▏▎…), or of '#' where `ascii`; it
   is not padded. A value above 0 shows at least the smallest mark, one of `max` or more fills the columns,
   and one that is not a number is no bar. */
struct text_bar text_bar(double value, double max, size_t columns, bool ascii);

/* The bytes of the shortest piece at the start of UTF-8 `text` (not empty) behind which a line may end: a
   word with the spaces behind it, or one Chinese character; with the punctuation that must not end a line
   before it and that which must not begin one behind it. */
size_t text_piece(const char *text);

/* How many spaces end a piece of `length` bytes. */
size_t text_spaces(const char *piece, size_t length);

/* Writes a space and a word of a command line, in quotes where a shell would not read it back as it is. */
void text_put_shell_word(FILE *file, const char *word);
