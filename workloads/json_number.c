/* SPDX-License-Identifier: MIT */
#include "workloads/json_number.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t digits(const char *text, size_t at, size_t size)
{
    size_t start = at;
    while (at < size && isdigit((unsigned char)text[at]))
        at++;
    return at - start;
}

size_t json_number_length(const char *text, size_t size)
{
    static const char *const words[] = {"NaN", "Infinity", "-Infinity"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (size >= length && memcmp(text, words[i], length) == 0)
            return length;
    }
    size_t at = size > 0 && text[0] == '-';
    size_t whole = digits(text, at, size);
    if (whole == 0)
        return 0;
    at += text[at] == '0' ? 1 : whole;
    size_t fraction = at < size && text[at] == '.' ? digits(text, at + 1, size) : 0;
    at += fraction ? 1 + fraction : 0;
    if (at < size && (text[at] == 'e' || text[at] == 'E')) {
        size_t sign = at + 1 < size && (text[at + 1] == '+' || text[at + 1] == '-');
        size_t exponent = digits(text, at + 1 + sign, size);
        at += exponent ? 1 + sign + exponent : 0;
    }
    return at;
}

/* Writes a finite double as Python's repr(): without an exponent from 1e-4 up to 1e16. */
static void write_double(char out[40], double value)
{
    char text[32];
    int precision = 0;
    do
        (void)snprintf(text, sizeof text, "%.*e", precision, value);
    while (strtod(text, NULL) != value && ++precision < 17);
    int exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
    if (exponent >= -4 && exponent < 16) {
        int decimals = precision > exponent ? precision - exponent : 1;
        (void)snprintf(out, 40, "%.*f", decimals, value);
    } else {
        (void)snprintf(out, 40, "%s", text);
    }
}

int json_number_append(struct buffer *out, const char *number, size_t size)
{
    char text[40];
    bool is_integer =
        size == digits(number, 0, size) || (number[0] == '-' && size == 1 + digits(number, 1, size));
    if (is_integer && size == 2 && memcmp(number, "-0", 2) == 0)
        return buffer_append(out, "0", 1);
    if (is_integer)
        return buffer_append(out, number, size);
    char *copy = strndup(number, size);
    if (!copy)
        return -ENOMEM;
    double value = strtod(copy, NULL);
    free(copy);
    if (isfinite(value))
        write_double(text, value);
    else
        (void)snprintf(text, sizeof text, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
    return buffer_append(out, text, strlen(text));
}
