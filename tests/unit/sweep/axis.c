/* SPDX-License-Identifier: MIT */
/* --over as it is typed: ranges, lists, and what is refused. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "bench/sweep/axis.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

#define MS UINT64_C(1000000)

static void assert_values(const char *text, enum axis_kind kind, const uint64_t *values, size_t count)
{
    struct axis axis;
    struct failure why;
    assert_int_equal(axis_parse(&axis, text, &why), 0);
    assert_int_equal(axis.kind, kind);
    assert_int_equal(axis.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(axis.values[i], values[i]);
}

#define ASSERT_VALUES(text, kind, ...)                                                                       \
    assert_values(text, kind, (const uint64_t[]){__VA_ARGS__},                                               \
                  sizeof((const uint64_t[]){__VA_ARGS__}) / sizeof(uint64_t))

static void a_range_doubles_and_ends_at_its_end(void **state)
{
    (void)state;
    ASSERT_VALUES("workers=1..64", AXIS_WORKERS, 1, 2, 4, 8, 16, 32, 64);
    ASSERT_VALUES("workers=1..2", AXIS_WORKERS, 1, 2);
    ASSERT_VALUES("in-flight=3..20", AXIS_IN_FLIGHT, 3, 6, 12, 20);
    ASSERT_VALUES("tasks=999999..1000000", AXIS_TASKS, 999999, 1000000);
    ASSERT_VALUES("latency=10ms..40ms", AXIS_LATENCY, 10 * MS, 20 * MS, 40 * MS);
}

static void behind_0_comes_1_ms_or_less(void **state)
{
    (void)state;
    ASSERT_VALUES("latency=0..5ms", AXIS_LATENCY, 0, MS, 2 * MS, 4 * MS, 5 * MS);
    ASSERT_VALUES("parse-cost=0..2ms", AXIS_PARSE_COST, 0, MS, 2 * MS);
    ASSERT_VALUES("parse-cost=0..3us", AXIS_PARSE_COST, 0, 1000, 2000, 3000);
    ASSERT_VALUES("parse-cost=0ms..1us", AXIS_PARSE_COST, 0, 1000);
}

static void a_list_is_taken_as_it_is(void **state)
{
    (void)state;
    ASSERT_VALUES("workers=1,2,3,8", AXIS_WORKERS, 1, 2, 3, 8);
    ASSERT_VALUES("latency=0,1ms,1.5ms,1s", AXIS_LATENCY, 0, MS, 3 * MS / 2, 1000 * MS);
}

static void blanks_are_no_matter(void **state)
{
    (void)state;
    ASSERT_VALUES("workers = 1..4", AXIS_WORKERS, 1, 2, 4);
    ASSERT_VALUES(" workers= 1 .. 4 ", AXIS_WORKERS, 1, 2, 4);
    ASSERT_VALUES("latency=0, 1ms , 2ms", AXIS_LATENCY, 0, MS, 2 * MS);
}

static void as_many_values_as_fit_are_taken_and_not_one_more(void **state)
{
    char text[128] = "tasks=1";
    struct axis axis;
    struct failure why;
    (void)state;
    for (size_t i = 2; i <= AXIS_MOST_VALUES + 1; i++) {
        char next[16];
        assert_int_equal(axis_parse(&axis, text, &why), i > 2 ? 0 : -EINVAL);
        (void)snprintf(next, sizeof next, ",%zu", i);
        strcat(text, next); /* NOLINT: 21 numbers of at most two digits */
    }
    assert_int_equal(axis_parse(&axis, text, &why), -EINVAL);
    assert_int_equal(axis_parse(&axis, "tasks=1..1000000", &why), -EINVAL);
}

static void what_is_no_sweep_is_refused_in_one_line(void **state)
{
    static const char *const garbage[] = {
        "",
        "workers",
        "=1..2",
        "worker=1..2",
        "workers=",
        "workers=1",
        "workers=1..1",
        "workers=2..1",
        "workers=0..4",
        "workers=..4",
        "workers=1..",
        "workers=1...4",
        "workers=1..2..4",
        "workers=-1..4",
        "workers=1,1",
        "workers=2,1",
        "workers=1,,2",
        "workers=1,2,",
        "workers=,1",
        "workers=1..100001",
        "tasks=1..1000001",
        "latency=0..5",
        "latency=1ms",
        "latency=-1ms..2ms",
        "latency=0..2h",
        "parse-cost=0..11s",
        "parse-cost=5ms..5ms",
    };
    (void)state;
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
        struct axis axis;
        struct failure why = {0};
        assert_int_equal(axis_parse(&axis, garbage[i], &why), -EINVAL);
        assert_string_not_equal(why.line, "");
        assert_null(strchr(why.line, '\n'));
    }
}

static void values_are_shown_with_their_units(void **state)
{
    struct axis axis;
    struct failure why;
    (void)state;
    assert_int_equal(axis_parse(&axis, "latency=0,1.5ms", &why), 0);
    assert_string_equal(axis_text(&axis, 0).text, "0");
    assert_string_equal(axis_text(&axis, 1).text, "1.50 ms");
    assert_true(axis_number(&axis, 1) == 0.0015);
    assert_int_equal(axis_parse(&axis, "tasks=10,2000", &why), 0);
    assert_string_equal(axis_text(&axis, 1).text, "2,000");
    assert_true(axis_number(&axis, 1) == 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_doubles_and_ends_at_its_end),
        cmocka_unit_test(behind_0_comes_1_ms_or_less),
        cmocka_unit_test(a_list_is_taken_as_it_is),
        cmocka_unit_test(blanks_are_no_matter),
        cmocka_unit_test(as_many_values_as_fit_are_taken_and_not_one_more),
        cmocka_unit_test(what_is_no_sweep_is_refused_in_one_line),
        cmocka_unit_test(values_are_shown_with_their_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
