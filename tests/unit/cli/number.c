/* SPDX-License-Identifier: MIT */
/* Numbers as they are typed: what is read, and what is refused and leaves the old value alone. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/cli/number.h"

enum { BEFORE = 77 };

static void assert_count(const char *text, int err, size_t expected)
{
    size_t value = BEFORE;
    assert_int_equal(number_parse_count(text, 1, 1000, &value), err);
    assert_int_equal(value, err ? BEFORE : expected);
}

static void a_count_is_digits_within_its_range(void **state)
{
    (void)state;
    assert_count("1", 0, 1);
    assert_count("1000", 0, 1000);
    assert_count("0042", 0, 42);
    assert_count("0", -ERANGE, 0);
    assert_count("1001", -ERANGE, 0);
}

static void what_is_no_count_is_refused(void **state)
{
    (void)state;
    static const char *const garbage[] = {"",     " 1", "1 ",  "-1", "+1",   "1.0", "1e3", "0x10",
                                          "1_00", "x",  "1,0", "１", "1\n2", "--",  "NaN"};
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++)
        assert_count(garbage[i], -EINVAL, 0);
}

static void a_count_beyond_size_t_does_not_wrap_around(void **state)
{
    (void)state;
    char largest[32];
    size_t value = BEFORE;
    (void)snprintf(largest, sizeof largest, "%zu", SIZE_MAX);
    assert_int_equal(number_parse_count(largest, 0, SIZE_MAX, &value), 0);
    assert_true(value == SIZE_MAX);
    largest[19]++; /* ...15 to ...16: one more */
    assert_int_equal(number_parse_count(largest, 0, SIZE_MAX, &value), -ERANGE);
    assert_int_equal(number_parse_count("18446744073709551617", 1, 10, &value), -ERANGE); /* 2^64 + 1 */
    assert_int_equal(number_parse_count("99999999999999999999999999999999", 1, 10, &value), -ERANGE);
}

static void assert_decimal(const char *text, int err, double expected)
{
    double value = BEFORE;
    assert_int_equal(number_parse_decimal(text, &value), err);
    assert_true(value == (err ? (double)BEFORE : expected));
}

static void a_decimal_has_digits_and_at_most_one_point(void **state)
{
    (void)state;
    assert_decimal("0", 0, 0);
    assert_decimal("2", 0, 2);
    assert_decimal("0.5", 0, 0.5);
    assert_decimal(".25", 0, 0.25);
    assert_decimal("1000000000", 0, 1e9);
    assert_decimal("1000000001", -ERANGE, 0);
    assert_decimal("1.2.3", -EINVAL, 0);
    assert_decimal(".", -EINVAL, 0);
    assert_decimal("", -EINVAL, 0);
    assert_decimal("-1", -EINVAL, 0);
    assert_decimal("1e3", -EINVAL, 0);
    assert_decimal("inf", -EINVAL, 0);
    assert_decimal("nan", -EINVAL, 0);
    assert_decimal("1,5", -EINVAL, 0);
    assert_decimal("0.00000000000000000000000000000000000001", -EINVAL, 0);
}

static void assert_percent(const char *text, int err, double expected)
{
    double value = BEFORE;
    assert_int_equal(number_parse_percent(text, &value), err);
    assert_true(value == (err ? (double)BEFORE : expected));
}

static void a_percentage_is_a_fraction_up_to_one(void **state)
{
    (void)state;
    assert_percent("3%", 0, 0.03);
    assert_percent("0.5%", 0, 0.005);
    assert_percent("0%", 0, 0);
    assert_percent("100%", 0, 1);
    assert_percent("101%", -ERANGE, 0);
    assert_percent("3", -EINVAL, 0);
    assert_percent("%", -EINVAL, 0);
    assert_percent("-1%", -EINVAL, 0);
    assert_percent("3%%", -EINVAL, 0);
    assert_percent("", -EINVAL, 0);
}

static void assert_duration(const char *text, int err, uint64_t expected)
{
    uint64_t value = BEFORE;
    assert_int_equal(number_parse_duration(text, &value), err);
    assert_int_equal(value, err ? BEFORE : expected);
}

static void a_duration_has_a_unit(void **state)
{
    (void)state;
    assert_duration("7ns", 0, 7);
    assert_duration("50us", 0, 50000);
    assert_duration("50µs", 0, 50000);
    assert_duration("600ms", 0, 600000000);
    assert_duration("1.5s", 0, 1500000000);
    assert_duration("2min", 0, UINT64_C(120000000000));
    assert_duration("0.1ms", 0, 100000);
    assert_duration("0", 0, 0);
    assert_duration("0s", 0, 0);
}

static void a_duration_without_a_unit_or_with_another_is_refused(void **state)
{
    (void)state;
    static const char *const garbage[] = {"",    "600", "1.5", "ms",  "600 ms", "600MS", "1h",
                                          "-1s", "+1s", "1sx", "1s ", " 1s",    "1e3s",  "1..5s",
                                          "0.0", "00",  "1m",  "1S",  "1,5s"};
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++)
        assert_duration(garbage[i], -EINVAL, 0);
}

static void a_duration_ends_at_one_hour(void **state)
{
    (void)state;
    assert_duration("60min", 0, UINT64_C(3600000000000));
    assert_duration("3600.1s", -ERANGE, 0);
    assert_duration("61min", -ERANGE, 0);
    assert_duration("9999999999999999999999999999min", -ERANGE, 0);
}

static void assert_bandwidth(const char *text, int err, uint64_t expected)
{
    uint64_t value = BEFORE;
    assert_int_equal(number_parse_bandwidth(text, &value), err);
    assert_int_equal(value, err ? BEFORE : expected);
}

static void a_bandwidth_counts_bytes_in_powers_of_1000(void **state)
{
    (void)state;
    assert_bandwidth("1B", 0, 1);
    assert_bandwidth("250kB", 0, 250000);
    assert_bandwidth("1.5MB", 0, 1500000);
    assert_bandwidth("1000GB", 0, UINT64_C(1000000000000));
}

static void a_bandwidth_that_is_none_is_refused(void **state)
{
    (void)state;
    static const char *const garbage[] = {"",        "250",  "250kb", "250KB", "250k",
                                          "250kB/s", "1MiB", "1 MB",  "-1MB",  "MB"};
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++)
        assert_bandwidth(garbage[i], -EINVAL, 0);
    assert_bandwidth("0B", -ERANGE, 0);
    assert_bandwidth("0.9B", -ERANGE, 0);
    assert_bandwidth("1001GB", -ERANGE, 0);
    assert_bandwidth("0kB", -ERANGE, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_count_is_digits_within_its_range),
        cmocka_unit_test(what_is_no_count_is_refused),
        cmocka_unit_test(a_count_beyond_size_t_does_not_wrap_around),
        cmocka_unit_test(a_decimal_has_digits_and_at_most_one_point),
        cmocka_unit_test(a_percentage_is_a_fraction_up_to_one),
        cmocka_unit_test(a_duration_has_a_unit),
        cmocka_unit_test(a_duration_without_a_unit_or_with_another_is_refused),
        cmocka_unit_test(a_duration_ends_at_one_hour),
        cmocka_unit_test(a_bandwidth_counts_bytes_in_powers_of_1000),
        cmocka_unit_test(a_bandwidth_that_is_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
