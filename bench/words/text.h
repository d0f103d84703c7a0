/* SPDX-License-Identifier: MIT */
/* Text for people: measured in columns, not bytes; where a line may end; numbers with their units; bars. */
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

/* A number for people, rounded to three digits; what is not finite is "–". By value, so that it can stand in
   an argument: text_seconds(x).text is there until the whole expression ends. */
struct text_number {
    char text[96];
};

/* Seconds, not negative: "6.02 s", "604 ms", "12.3 ms", "850 µs"; "1234 s" from 1000 on. */
struct text_number text_seconds(double value);

/* A time in seconds and the ends of its interval, all in the unit and to the last digit of the time, the ends
   rounded away from it: "639 ms ± 3 ms" where they are as far from it as shown, else "639 ms [631, 655]"; the
   time alone where an end is not finite. */
struct text_number text_interval(double value, double low, double high);

/* The same in four digits, for two that are held against each other: "6.021 s", "604.1 ms". */
struct text_number text_seconds_fine(double value);

/* Bytes, not negative, in powers of 1000, with one decimal at most: "512 B", "7.1 MB", "104 MB". */
struct text_number text_bytes(double value);

/* The same in four digits: "512 B", "7.134 MB". */
struct text_number text_bytes_fine(double value);

/* A fraction, with one decimal at most, as the language set writes it: 0.974 is "97.4 %", in Chinese "97.4%";
   1 is "100 %". */
struct text_number text_percent(double value);

/* How far a ratio is from 1: 1.052 is "+5.2 %", in Chinese "+5.2%". */
struct text_number text_change(double ratio);

/* How many of something, rounded to a whole number: "1,234,567", in both languages. */
struct text_number text_count(double value);

/* So many cores, in the language set: "1 core", "2 cores". */
struct text_number text_cores(size_t count);

/* A ratio: "3.33 ×"; and without its sign, for a sentence: "3.33". */
struct text_number text_ratio(double value);
struct text_number text_factor(double value);

/* A count in a sentence: in words from two to twelve. */
struct text_number text_words(size_t count);

/* A list "a, b, c", parted as the language parts it: "a、b、c". */
struct text_list {
    char text[256];
};
struct text_list text_list(const char *list);

/* A number for a CSV, with so many digits behind the point, or in all; "" where it is not finite. */
struct text_number text_fixed(double value, int digits);
struct text_number text_digits(double value, int digits);

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
