/* SPDX-License-Identifier: MIT */
/* Text for a terminal: measured in columns, not bytes, and numbers with their units as people read them. */
#pragma once

#include <stddef.h>

/* Columns that UTF-8 `text` takes on a terminal: two for a Chinese character, none for a combining mark or a
   control character, one for each byte that is not UTF-8. The process's locale does not matter. */
size_t text_width(const char *text);

enum text_side { TEXT_LEFT, TEXT_RIGHT };

/* Writes `text` and enough spaces to be `columns` wide; `side` is where the text stands. One that is wider
   stays whole. Returns 0, or -ENOSPC when `size` bytes do not hold it and its NUL; then `out` is "". */
int text_pad(char *out, size_t size, const char *text, size_t columns, enum text_side side);

/* A number for people, rounded to three digits; what is not finite is "–". By value, so that it can stand in
   an argument: text_seconds(x).text is there until the whole expression ends. */
struct text_number {
    char text[32];
};

/* Seconds, not negative: "6.02 s", "604 ms", "12.3 ms", "850 µs"; "1234 s" from 1000 on. */
struct text_number text_seconds(double value);

/* Bytes, not negative, in powers of 1000, with one decimal at most: "512 B", "7.1 MB", "104 MB". */
struct text_number text_bytes(double value);

/* A fraction, with one decimal at most: 0.974 is "97.4 %", 1 is "100 %". */
struct text_number text_percent(double value);

/* A ratio: "3.33 ×"; and without its sign, for a sentence: "3.33". */
struct text_number text_ratio(double value);
struct text_number text_factor(double value);
