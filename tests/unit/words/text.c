/* SPDX-License-Identifier: MIT */
/* Text on a terminal: widths, padding, numbers with units, bars. */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bench/words/message.h"
#include "bench/words/number.h"
#include "bench/words/text.h"

static void assert_widths(void)
{
    assert_int_equal(text_width(""), 0);
    assert_int_equal(text_width("fork-pool:4"), 11);
    assert_int_equal(text_width("协程"), 4);
    assert_int_equal(text_width("线程 12 × 850 µs"), 16);
    assert_int_equal(text_width("█▏"), 2);
    assert_int_equal(text_width("e\u0301"), 1); /* a combining accent */
    assert_int_equal(text_width("\xff"
                                "a"),
                     2);                          /* not UTF-8 */
    assert_int_equal(text_width("a\xe5\x8d"), 2); /* a character cut off: one U+FFFD */
}

static void width_is_in_columns_in_any_locale(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C");
    assert_widths();
    assert_string_equal(setlocale(LC_ALL, NULL), "C");
    if (setlocale(LC_ALL, "C.UTF-8"))
        assert_widths();
    setlocale(LC_ALL, "C");
}

static void small_counts_are_words_and_lists_are_parted_as_in_the_language(void **state)
{
    (void)state;
    assert_string_equal(text_words(1).text, "1");
    assert_string_equal(text_words(2).text, "two");
    assert_string_equal(text_words(3).text, "three");
    assert_string_equal(text_words(12).text, "twelve");
    assert_string_equal(text_words(13).text, "13");
    assert_string_equal(text_list("600ms, 1.5s, 0").text, "600ms, 1.5s, 0");
    message_language(LANGUAGE_ZH);
    assert_string_equal(text_words(2).text, "两");
    assert_string_equal(text_words(12).text, "十二");
    assert_string_equal(text_words(13).text, "13");
    assert_string_equal(text_list("600ms, 1.5s, 0").text, "600ms、1.5s、0");
    assert_string_equal(text_list("1%,2%").text, "1%,2%");
    message_language(LANGUAGE_EN);
}

static void assert_padded(const char *text, size_t columns, enum text_side side, const char *expected)
{
    char *out = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&out, &size);
    assert_non_null(file);
    text_put(file, text, columns, side);
    assert_int_equal(fclose(file), 0);
    assert_string_equal(out, expected);
    free(out);
}

static void padding_fills_to_columns_on_either_side(void **state)
{
    (void)state;
    assert_padded("协程", 6, TEXT_LEFT, "协程  ");
    assert_padded("协程", 6, TEXT_RIGHT, "  协程");
    assert_padded("sequential", 4, TEXT_LEFT, "sequential");
}

static void assert_trimmed(const char *text, const char *expected)
{
    size_t length = text_trim(&text, strlen(text));
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(text, expected, length);
}

static void blanks_are_taken_off_both_ends_alone(void **state)
{
    (void)state;
    assert_trimmed("  a b ", "a b");
    assert_trimmed("a", "a");
    assert_trimmed("   ", "");
    assert_trimmed("", "");
}

struct number_case {
    double value;
    const char *text;
};

static void assert_numbers(struct text_number (*format)(double value), const struct number_case *cases,
                           size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_string_equal(format(cases[i].value).text, cases[i].text);
}

static void seconds_have_three_digits_and_the_unit_that_fits(void **state)
{
    static const struct number_case cases[] = {
        {6.0166, "6.02 s"},  {1.81, "1.81 s"},       {0.604, "604 ms"},     {0.0123, "12.3 ms"},
        {0.00085, "850 µs"}, {0.0000123, "12.3 µs"}, {3e-9, "3.00 ns"},     {61.24, "61.2 s"},
        {1234.4, "1234 s"},  {0.99949, "999 ms"},    {0.9996, "1.00 s"},    {9.996, "10.0 s"},
        {99.96, "100 s"},    {0.0009996, "1.00 ms"}, {9.9951e-5, "100 µs"}, {0, "0 s"},
        {NAN, "–"},          {INFINITY, "–"},
    };

    (void)state;
    assert_numbers(text_seconds, cases, sizeof cases / sizeof *cases);
}

static void an_interval_is_plus_minus_only_where_it_is_symmetric_as_shown(void **state)
{
    static const struct {
        double value, low, high;
        const char *text;
    } cases[] = {
        {0.639, 0.636, 0.642, "639 ms ± 3 ms"},
        {0.6392, 0.6363, 0.6418, "639 ms ± 3 ms"},
        {0.639, 0.6315, 0.6551, "639 ms [631, 656]"}, /* never narrower than it is */
        {0.639, 0.631, 0.655, "639 ms [631, 655]"},
        {0.639, 0.6388, 0.6393, "639 ms ± 1 ms"},
        {0.639, 0.639, 0.639, "639 ms ± 0 ms"},
        {0.05, 0.0001, 0.0999, "50.0 ms ± 49.9 ms"},
        {0.00005, 0, 0.9, "50.0 µs [0.0, 900000.0]"},
        {6.02, 5.98, 6.06, "6.02 s ± 0.04 s"},
        {6.02, 6.0, 6.7, "6.02 s [6.00, 6.70]"},
        {0.9995, 0.98, 1.02, "1.00 s ± 0.02 s"},
        {0.639, NAN, NAN, "639 ms"},
        {0.639, 0.6, INFINITY, "639 ms"},
        {NAN, NAN, NAN, "–"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(text_interval(cases[i].value, cases[i].low, cases[i].high).text, cases[i].text);
}

static void bytes_have_one_decimal_at_most(void **state)
{
    static const struct number_case cases[] = {
        {0, "0 B"},          {512, "512 B"},      {999.6, "1.0 kB"}, {7.12e6, "7.1 MB"}, {12.34e6, "12.3 MB"},
        {104.4e6, "104 MB"}, {999.6e6, "1.0 GB"}, {2e15, "2000 TB"}, {NAN, "–"},
    };

    (void)state;
    assert_numbers(text_bytes, cases, sizeof cases / sizeof *cases);
}

static void fractions_become_percent(void **state)
{
    static const struct number_case cases[] = {
        {0.974, "97.4 %"}, {1, "100 %"}, {0.9996, "100 %"}, {0.0042, "0.4 %"}, {0, "0 %"}, {NAN, "–"},
    };

    static const struct number_case chinese[] = {{0.974, "97.4%"}, {1, "100%"}, {0, "0%"}, {NAN, "–"}};

    (void)state;
    assert_numbers(text_percent, cases, sizeof cases / sizeof *cases);
    message_language(LANGUAGE_ZH);
    assert_numbers(text_percent, chinese, sizeof chinese / sizeof *chinese);
    message_language(LANGUAGE_EN);
}

static void changes_have_a_sign(void **state)
{
    static const struct number_case cases[] = {{1.052, "+5.2 %"},   {0.9, "-10.0 %"}, {0.9999, "+0.0 %"},
                                               {12.3, "+1130.0 %"}, {NAN, "–"},       {INFINITY, "–"}};
    static const struct number_case chinese[] = {{1.052, "+5.2%"}, {NAN, "–"}};

    (void)state;
    assert_numbers(text_change, cases, sizeof cases / sizeof *cases);
    message_language(LANGUAGE_ZH);
    assert_numbers(text_change, chinese, sizeof chinese / sizeof *chinese);
    message_language(LANGUAGE_EN);
}

static void counts_are_grouped_by_thousands(void **state)
{
    static const struct number_case cases[] = {{0, "0"},
                                               {7, "7"},
                                               {999, "999"},
                                               {1000, "1,000"},
                                               {12345, "12,345"},
                                               {999999.6, "1,000,000"},
                                               {1234567, "1,234,567"},
                                               {-1234, "-1,234"},
                                               {-123, "-123"},
                                               {NAN, "–"},
                                               {1e300, "–"},
                                               {123456789012, "123,456,789,012"}};

    (void)state;
    assert_numbers(text_count, cases, sizeof cases / sizeof *cases);
}

static void fine_numbers_have_four_digits(void **state)
{
    static const struct {
        double value;
        const char *seconds, *bytes;
    } cases[] = {{6.0211, "6.021 s", "6 B"},
                 {0.99994, "999.9 ms", "1 B"},
                 {0.99996, "1.000 s", "1 B"},
                 {0.034926, "34.93 ms", "0 B"},
                 {0.0000312, "31.20 µs", "0 B"},
                 {7134400, "7134400 s", "7.134 MB"},
                 {999960, "999960 s", "1.000 MB"},
                 {12345, "12345 s", "12.35 kB"},
                 {2.5e9, "2500000000 s", "2.500 GB"},
                 {0, "0 s", "0 B"},
                 {NAN, "–", "–"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(text_seconds_fine(cases[i].value).text, cases[i].seconds);
        assert_string_equal(text_bytes_fine(cases[i].value).text, cases[i].bytes);
    }
}

static void ratios_have_three_digits(void **state)
{
    static const struct number_case cases[] = {
        {3.331, "3.33 ×"}, {1, "1.00 ×"},    {0.9996, "1.00 ×"}, {0.9262, "0.926 ×"},
        {12.07, "12.1 ×"}, {120.4, "120 ×"}, {NAN, "–"},
    };

    (void)state;
    assert_numbers(text_ratio, cases, sizeof cases / sizeof *cases);
}

static void assert_bar(double value, double max, bool ascii, const char *expected)
{
    assert_string_equal(text_bar(value, max, 4, ascii).text, expected);
}

static void bars_are_drawn_to_an_eighth_of_a_column(void **state)
{
    (void)state;
    assert_bar(32, 32, false, "████");
    assert_bar(17, 32, false, "██▏");
    assert_bar(13, 32, false, "█▋");
    assert_bar(31, 32, false, "███▉");
    assert_bar(0.001, 32, false, "▏");
    assert_bar(0, 32, false, "");
    assert_bar(40, 32, false, "████");
    assert_bar(NAN, 32, false, "");
    assert_bar(0, 0, false, "");
}

static void ascii_bars_are_whole_columns(void **state)
{
    (void)state;
    assert_bar(17, 32, true, "##");
    assert_bar(1, 32, true, "#");
    assert_bar(32, 32, true, "####");
}

static void a_bar_is_never_longer_than_it_can_be(void **state)
{
    (void)state;
    assert_int_equal(text_width(text_bar(1, 1, TEXT_MOST_BAR + 1, false).text), TEXT_MOST_BAR);
    assert_int_equal(text_width(text_bar(1, 1, SIZE_MAX, true).text), TEXT_MOST_BAR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_counts_are_words_and_lists_are_parted_as_in_the_language),
        cmocka_unit_test(width_is_in_columns_in_any_locale),
        cmocka_unit_test(padding_fills_to_columns_on_either_side),
        cmocka_unit_test(blanks_are_taken_off_both_ends_alone),
        cmocka_unit_test(seconds_have_three_digits_and_the_unit_that_fits),
        cmocka_unit_test(an_interval_is_plus_minus_only_where_it_is_symmetric_as_shown),
        cmocka_unit_test(bytes_have_one_decimal_at_most),
        cmocka_unit_test(fractions_become_percent),
        cmocka_unit_test(changes_have_a_sign),
        cmocka_unit_test(counts_are_grouped_by_thousands),
        cmocka_unit_test(fine_numbers_have_four_digits),
        cmocka_unit_test(ratios_have_three_digits),
        cmocka_unit_test(bars_are_drawn_to_an_eighth_of_a_column),
        cmocka_unit_test(ascii_bars_are_whole_columns),
        cmocka_unit_test(a_bar_is_never_longer_than_it_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
