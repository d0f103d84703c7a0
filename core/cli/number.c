/* SPDX-License-Identifier: MIT */
#include "core/cli/number.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

enum { LONGEST_NUMBER = 32 }; /* characters: more can only be a mistake */

struct unit {
    const char *name;
    double factor;
};

int number_parse_count(const char *text, size_t least, size_t most, size_t *out)
{
    size_t length = strlen(text);
    if (length == 0 || strspn(text, "0123456789") != length)
        return -EINVAL;
    size_t value = 0;
    for (size_t i = 0; i < length; i++) {
        size_t digit = (size_t)(text[i] - '0');
        if (value > (SIZE_MAX - digit) / 10)
            return -ERANGE;
        value = value * 10 + digit;
    }
    if (value < least || value > most)
        return -ERANGE;
    *out = value;
    return 0;
}

/* Reads digits with at most one point, independently of the locale. Returns how many characters, 0 when there
   is no number. */
static size_t read_decimal(const char *text, double *out)
{
    double value = 0;
    double scale = 0;
    size_t digits = 0;
    size_t i = 0;
    for (; i < LONGEST_NUMBER && (isdigit((unsigned char)text[i]) || (text[i] == '.' && scale == 0)); i++) {
        if (text[i] == '.') {
            scale = 1;
            continue;
        }
        value = value * 10 + (text[i] - '0');
        scale *= 10;
        digits++;
    }
    *out = scale > 1 ? value / scale : value;
    return digits ? i : 0;
}

/* Reads a decimal number and one of `units`, ended by a NULL name. */
static int read_quantity(const char *text, const struct unit *units, double *out)
{
    double value = 0;
    size_t length = read_decimal(text, &value);
    if (length == 0)
        return -EINVAL;
    for (; units->name; units++) {
        if (strcmp(text + length, units->name) == 0) {
            *out = value * units->factor;
            return 0;
        }
    }
    return -EINVAL;
}

int number_parse_decimal(const char *text, double *out)
{
    static const struct unit none[] = {{"", 1}, {NULL, 0}};
    double value = 0;
    int err = read_quantity(text, none, &value);
    if (err)
        return err;
    if (value > NUMBER_MOST_DECIMAL)
        return -ERANGE;
    *out = value;
    return 0;
}

int number_parse_percent(const char *text, double *out)
{
    static const struct unit units[] = {{"%", 1}, {NULL, 0}};
    double value = 0;
    int err = read_quantity(text, units, &value);
    if (err)
        return err;
    if (value > 100)
        return -ERANGE;
    *out = value / 100;
    return 0;
}

int number_parse_duration(const char *text, uint64_t *out_ns)
{
    static const struct unit units[] = {{"ns", 1},  {"us", 1e3},   {"µs", 1e3}, {"ms", 1e6},
                                        {"s", 1e9}, {"min", 60e9}, {NULL, 0}};
    double value = 0;
    if (strcmp(text, "0") != 0) {
        int err = read_quantity(text, units, &value);
        if (err)
            return err;
    }
    if (value > (double)NUMBER_MOST_NS)
        return -ERANGE;
    *out_ns = (uint64_t)(value + 0.5);
    return 0;
}

int number_parse_bandwidth(const char *text, uint64_t *out_bytes)
{
    static const struct unit units[] = {{"B", 1}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {NULL, 0}};
    double value = 0;
    int err = read_quantity(text, units, &value);
    if (err)
        return err;
    if (value < 1 || value > (double)NUMBER_MOST_BYTES)
        return -ERANGE;
    *out_bytes = (uint64_t)(value + 0.5);
    return 0;
}
