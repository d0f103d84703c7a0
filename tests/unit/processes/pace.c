/* SPDX-License-Identifier: MIT */
/* How many tasks a worker may be given ahead: as many as take it some milliseconds, and a share of what is
   left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "core/processes/pace.h"

enum { PLENTY = 1000000 }; /* tasks that are left */

/* Of a worker that has answered ten times, each after so many microseconds. */
static struct pace every_us(uint64_t us)
{
    return (struct pace){.busy_ns = 10 * us * 1000, .answers = 10};
}

static size_t ahead(uint64_t us, size_t left, size_t workers)
{
    const struct pace pace = every_us(us);
    return pace_ahead(&pace, left, workers);
}

static void nothing_is_ahead_of_a_worker_that_has_not_answered(void **state)
{
    (void)state;
    struct pace pace = {0};
    pace_begin(&pace);
    assert_int_equal(pace_ahead(&pace, PLENTY, 2), 0);
    pace_answer(&pace);
    assert_true(pace_ahead(&pace, PLENTY, 2) > 0);
}

static void what_is_ahead_takes_no_more_than_some_milliseconds(void **state)
{
    (void)state;
    assert_int_equal(ahead(1000, PLENTY, 2), 20);
    assert_int_equal(ahead(7000, PLENTY, 2), 2);
    assert_int_equal(ahead(20000, PLENTY, 2), 1);
    assert_int_equal(ahead(20001, PLENTY, 2), 0);
    assert_int_equal(ahead(60000000, PLENTY, 2), 0);
}

static void what_is_ahead_is_a_share_of_what_is_left_that_shrinks_with_it(void **state)
{
    (void)state;
    assert_int_equal(ahead(1, 480, 2), 30);
    assert_int_equal(ahead(1, 480, 6), 10);
    assert_int_equal(ahead(1, 48, 6), 1);
    assert_int_equal(ahead(1, 47, 6), 0);
    assert_int_equal(ahead(1, 0, 6), 0);
}

static void what_is_ahead_is_bounded_however_quick_the_answers(void **state)
{
    (void)state;
    assert_int_equal(ahead(0, PLENTY, 1), 64);
    assert_int_equal(ahead(1, PLENTY, 1), 64);
    assert_int_equal(ahead(0, SIZE_MAX, 1), 64);
}

static void what_was_long_ago_is_forgotten(void **state)
{
    (void)state;
    struct pace pace = every_us(1000000); /* once it was slow */
    pace_begin(&pace);
    for (int i = 0; i < 1000; i++)
        pace_answer(&pace);
    assert_int_equal(pace_ahead(&pace, PLENTY, 1), 64);
}

static void time_without_anything_to_do_does_not_count(void **state)
{
    (void)state;
    struct pace pace = {0};
    const struct timespec pause = {.tv_nsec = 50000000};
    pace_begin(&pace);
    pace_answer(&pace);
    nanosleep(&pause, NULL);
    pace_begin(&pace);
    pace_answer(&pace);
    assert_in_range(pace.busy_ns, 0, 49999999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_ahead_of_a_worker_that_has_not_answered),
        cmocka_unit_test(what_is_ahead_takes_no_more_than_some_milliseconds),
        cmocka_unit_test(what_is_ahead_is_a_share_of_what_is_left_that_shrinks_with_it),
        cmocka_unit_test(what_is_ahead_is_bounded_however_quick_the_answers),
        cmocka_unit_test(what_was_long_ago_is_forgotten),
        cmocka_unit_test(time_without_anything_to_do_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
