/* SPDX-License-Identifier: MIT */
/* Display widths by wcwidth, and numbers with units. */
#include "bench/words/text.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

/* The columns of one character and, in *length, its bytes. */
static size_t character_width(const char *text, size_t size, size_t *length, mbstate_t *state)
{
    wchar_t character;
    size_t read = mbrtowc(&character, text, size, state);

    if (read == 0 || read > size) { /* (size_t)-1: no UTF-8; (size_t)-2: cut off */
        memset(state, 0, sizeof *state);
        *length = 1;
        return 1;
    }
    *length = read;
    int columns = wcwidth(character);
    return columns > 0 ? (size_t)columns : 0;
}

static size_t width_in_locale(const char *text)
{
    mbstate_t state = {0};
    size_t size = strlen(text);
    size_t columns = 0;

    while (size > 0) {
        size_t length;
        columns += character_width(text, size, &length, &state);
        text += length;
        size -= length;
    }
    return columns;
}

size_t text_width(const char *text)
{
    locale_t utf8 = (locale_t)0;
    locale_t before = (locale_t)0;

    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (utf8)
        before = uselocale(utf8);
    size_t columns = width_in_locale(text);
    if (utf8) {
        uselocale(before);
        freelocale(utf8);
    }
    return columns;
}

int text_pad(char *out, size_t size, const char *text, size_t columns, enum text_side side)
{
    size_t length = strlen(text);
    size_t width = text_width(text);
    size_t spaces = width < columns ? columns - width : 0;

    if (spaces >= size || length >= size - spaces) {
        if (size > 0)
            out[0] = '\0';
        return -ENOSPC;
    }
    memset(out, ' ', length + spaces);
    memcpy(side == TEXT_LEFT ? out : out + spaces, text, length);
    out[length + spaces] = '\0';
    return 0;
}

/* Three digits; where `decimals` is under 2, no more than those. The thresholds are where rounding adds a
 * digit. */
static struct text_number three_digits(double value, int decimals, const char *unit)
{
    struct text_number out;
    if (value >= 99.95)
        decimals = 0;
    else if (value >= 9.995 && decimals > 1)
        decimals = 1;
    else if (value < 0.9995 && decimals > 1)
        decimals = 3;
    if (!isfinite(value))
        snprintf(out.text, sizeof out.text, "–");
    else
        snprintf(out.text, sizeof out.text, "%.*f%s%s", value > 0 ? decimals : 0, value, *unit ? " " : "",
                 unit);
    return out;
}

struct text_number text_seconds(double value)
{
    if (value >= 0.9995 || value <= 0 || !isfinite(value))
        return three_digits(value, 2, "s");
    if (value >= 0.9995e-3)
        return three_digits(value * 1e3, 2, "ms");
    if (value >= 0.9995e-6)
        return three_digits(value * 1e6, 2, "µs");
    return three_digits(value * 1e9, 2, "ns");
}

struct text_number text_bytes(double value)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    size_t unit = 0;

    if (value < 999.5 || !isfinite(value))
        return three_digits(value, 0, "B");
    for (value /= 1000; value >= 999.5 && unit < sizeof units / sizeof *units - 1; unit++)
        value /= 1000;
    return three_digits(value, 1, units[unit]);
}

struct text_number text_percent(double value)
{
    return three_digits(value * 100, 1, "%");
}

struct text_number text_ratio(double value)
{
    return three_digits(value, 2, "×");
}

struct text_number text_factor(double value)
{
    return three_digits(value, 2, "");
}
