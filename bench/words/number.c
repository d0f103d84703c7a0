/* SPDX-License-Identifier: MIT */
#include "bench/words/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/words/message.h"
#include "bench/words/text.h"

static const double MOST_COUNT = 1e18; /* digits that have a meaning */

/* How many decimals make three digits; where `most` is under 2, no more than those. The thresholds are where
   rounding adds a digit. */
static int decimals_of(double value, int most)
{
    if (value >= 99.95 || !(value > 0))
        return 0;
    if (value >= 9.995)
        return most > 1 ? 1 : most;
    return value < 0.9995 && most > 1 ? 3 : most;
}

static struct text_number three_digits(double value, int decimals, const char *unit)
{
    struct text_number out;
    if (!isfinite(value))
        snprintf(out.text, sizeof out.text, "–");
    else
        snprintf(out.text, sizeof out.text, "%.*f%s%s", decimals_of(value, decimals), value, *unit ? " " : "",
                 unit);
    return out;
}

/* What a time is told in: so many of them are a second. */
struct unit {
    double per_s;
    const char *name;
};

static struct unit unit_of(double seconds)
{
    if (seconds >= 0.9995 || seconds <= 0 || !isfinite(seconds))
        return (struct unit){1, "s"};
    if (seconds >= 0.9995e-3)
        return (struct unit){1e3, "ms"};
    return seconds >= 0.9995e-6 ? (struct unit){1e6, "µs"} : (struct unit){1e9, "ns"};
}

struct text_number text_seconds(double value)
{
    struct unit unit = unit_of(value);
    return three_digits(value * unit.per_s, 2, unit.name);
}

struct text_number text_interval(double value, double low, double high)
{
    struct text_number out = text_seconds(value);
    struct unit unit = unit_of(value);
    int decimals = decimals_of(value * unit.per_s, 2);
    double power = pow(10, decimals);
    if (!isfinite(low) || !isfinite(high))
        return out;
    /* In steps of the last digit shown; a double's last bits make no step. */
    double shown = round(strtod(out.text, NULL) * power);
    double from = floor(low * unit.per_s * power + 1e-6);
    double to = ceil(high * unit.per_s * power - 1e-6);
    if (shown - from >= to - shown && shown - from <= to - shown)
        text_add(out.text, sizeof out.text, " ± %.*f %s", decimals, (to - shown) / power, unit.name);
    else
        text_add(out.text, sizeof out.text, " [%.*f, %.*f]", decimals, from / power, decimals, to / power);
    return out;
}

/* Four digits of a value below 10,000. */
static struct text_number four_digits(double value, const char *unit)
{
    int decimals = value >= 999.95 ? 0 : value >= 99.995 ? 1 : value >= 9.9995 ? 2 : 3;
    struct text_number out = {"–"};
    if (isfinite(value))
        snprintf(out.text, sizeof out.text, "%.*f %s", value > 0 ? decimals : 0, value, unit);
    return out;
}

struct text_number text_seconds_fine(double value)
{
    if (value >= 0.99995 || value <= 0 || !isfinite(value))
        return four_digits(value, "s");
    if (value >= 0.99995e-3)
        return four_digits(value * 1e3, "ms");
    if (value >= 0.99995e-6)
        return four_digits(value * 1e6, "µs");
    return four_digits(value * 1e9, "ns");
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

struct text_number text_bytes_fine(double value)
{
    if (value < 999.5 || !isfinite(value))
        return text_bytes(value);
    if (value < 999.95e3)
        return four_digits(value / 1e3, "kB");
    return value < 999.95e6 ? four_digits(value / 1e6, "MB") : four_digits(value / 1e9, "GB");
}

struct text_number text_percent(double value)
{
    struct text_number out = three_digits(value * 100, 1, "");
    if (isfinite(value))
        text_add(out.text, sizeof out.text, "%s", message(MESSAGE_PERCENT));
    return out;
}

struct text_number text_change(double ratio)
{
    struct text_number out = {"–"};
    double percent = 100 * (ratio - 1);
    if (fabs(percent) < 0.05)
        percent = 0; /* not "-0.0" */
    if (isfinite(ratio))
        (void)snprintf(out.text, sizeof out.text, "%+.1f%s", percent, message(MESSAGE_PERCENT));
    return out;
}

struct text_number text_count(double value)
{
    struct text_number out = {"–"};
    char digits[32];
    char *to = out.text;
    if (!isfinite(value) || fabs(value) > MOST_COUNT)
        return out;
    size_t left = (size_t)snprintf(digits, sizeof digits, "%.0f", value);
    for (const char *from = digits; left > 0; from++, left--) {
        *to++ = *from;
        if (*from != '-' && left > 1 && left % 3 == 1)
            *to++ = ',';
    }
    *to = '\0';
    return out;
}

struct text_number text_ratio(double value)
{
    return three_digits(value, 2, "×");
}

struct text_number text_factor(double value)
{
    return three_digits(value, 2, "");
}

struct text_number text_cores(size_t count)
{
    struct text_number out;
    (void)snprintf(out.text, sizeof out.text, message(count == 1 ? MESSAGE_ONE_CORE : MESSAGE_CORES),
                   text_count((double)count).text);
    return out;
}

struct text_number text_words(size_t count)
{
    struct text_number out;
    const char *word = count < 2 ? NULL : message(MESSAGE_NUMBERS_FROM_TWO);
    for (size_t i = 2; word && i < count; i++) {
        word = strstr(word, ", ");
        word = word ? word + 2 : NULL;
    }
    if (word)
        (void)snprintf(out.text, sizeof out.text, "%.*s", (int)strcspn(word, ","), word);
    else
        (void)snprintf(out.text, sizeof out.text, "%zu", count);
    return out;
}

struct text_list text_list(const char *list)
{
    struct text_list out = {""};
    for (const char *comma = NULL; (comma = strstr(list, ", ")); list = comma + 2)
        text_add(out.text, sizeof out.text, "%.*s%s", (int)(comma - list), list, message(MESSAGE_COMMA));
    text_add(out.text, sizeof out.text, "%s", list);
    return out;
}

struct text_number text_fixed(double value, int digits)
{
    struct text_number out = {""};
    if (isfinite(value))
        (void)snprintf(out.text, sizeof out.text, "%.*f", digits, value);
    return out;
}

struct text_number text_digits(double value, int digits)
{
    struct text_number out = {""};
    if (isfinite(value))
        (void)snprintf(out.text, sizeof out.text, "%.*g", digits, value);
    return out;
}
