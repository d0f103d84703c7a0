/* SPDX-License-Identifier: MIT */
/* Numbers as people read them, with their units, in the language set; and as a CSV has them. */
#pragma once

#include <stddef.h>

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
