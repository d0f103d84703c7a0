/* SPDX-License-Identifier: MIT */
/* Where the time went adds up, and what is said to have limited a run is borne out by it. */
#include "stats/budget.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double sum_of(const struct budget *budget)
{
    double sum = 0;
    for (int part = 0; part < BUDGET_PARTS; part++)
        sum += budget->part_s[part];
    return sum;
}

static void what_no_part_explains_is_the_rest(void **state)
{
    (void)state;
    struct budget budget = {{[BUDGET_STARTUP] = 0.01, [BUDGET_LATENCY] = 0.6, [BUDGET_QUEUEING] = 0.02}};
    budget_fill(&budget, 0.7);
    assert_true(fabs(budget.part_s[BUDGET_REST] - 0.07) < 1e-12);
    assert_true(fabs(sum_of(&budget) - 0.7) < 1e-12);
    assert_true(budget.part_s[BUDGET_LATENCY] == 0.6);
}

static void parts_that_are_more_than_the_time_are_cut_from_the_last_on(void **state)
{
    (void)state;
    struct budget budget = {
        {[BUDGET_LATENCY] = 0.6, [BUDGET_WORKERS] = 0.3, [BUDGET_FAULTS] = 0.2, [BUDGET_STARTUP] = 0.1}};
    budget_fill(&budget, 1);
    assert_true(budget.part_s[BUDGET_LATENCY] == 0.6);
    assert_true(budget.part_s[BUDGET_WORKERS] == 0.3);
    assert_true(fabs(budget.part_s[BUDGET_FAULTS] - 0.1) < 1e-12);
    assert_true(fabs(budget.part_s[BUDGET_STARTUP]) < 1e-12);
    assert_true(fabs(budget.part_s[BUDGET_REST]) < 1e-12);
}

static void no_part_is_negative(void **state)
{
    (void)state;
    struct budget budget = {{[BUDGET_STARTUP] = -0.1, [BUDGET_LATENCY] = 0.6, [BUDGET_LOCK] = -1e-9}};
    budget_fill(&budget, 0.5);
    for (int part = 0; part < BUDGET_PARTS; part++)
        assert_true(budget.part_s[part] >= 0);
    assert_true(fabs(sum_of(&budget) - 0.5) < 1e-12);
}

/* What limits a run of a second with these parts and the rest, on two cores that are hardly used. */
static enum limited_by limit_of(struct budget budget)
{
    const struct budget_usage idle = {.wall_s = 1, .client_cpu_s = 0.1, .origin_cpu_s = 0.1, .cores = 2};
    budget_fill(&budget, 1);
    return budget_limited_by(&budget, &idle);
}

#define LIMIT(...) limit_of((struct budget){{__VA_ARGS__}})

static void the_largest_part_that_can_be_changed_is_named(void **state)
{
    (void)state;
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5, [BUDGET_WORKERS] = 0.4), LIMITED_WORKERS);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5, [BUDGET_LOCK] = 0.4), LIMITED_LOCK);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5, [BUDGET_RATE] = 0.4), LIMITED_RATE);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5, [BUDGET_FAULTS] = 0.4), LIMITED_FAULTS);
    assert_int_equal(LIMIT([BUDGET_STARTUP] = 0.26, [BUDGET_LATENCY] = 0.62), LIMITED_STARTUP);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5, [BUDGET_QUEUEING] = 0.4), LIMITED_CLIENT_CPU);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5, [BUDGET_COMPUTING] = 0.4), LIMITED_CLIENT_CPU);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5), LIMITED_OVERHEAD);
}

static void computing_and_queueing_for_it_are_one(void **state)
{
    (void)state;
    assert_int_equal(LIMIT([BUDGET_STARTUP] = 0.2, [BUDGET_LATENCY] = 0.5, [BUDGET_COMPUTING] = 0.14,
                           [BUDGET_QUEUEING] = 0.14),
                     LIMITED_CLIENT_CPU);
}

static void late_answers_and_the_rest_are_one(void **state)
{
    (void)state;
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5, [BUDGET_LATE] = 0.15, [BUDGET_STARTUP] = 0.2),
                     LIMITED_OVERHEAD);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.5, [BUDGET_LATE] = 0.05, [BUDGET_STARTUP] = 0.3),
                     LIMITED_STARTUP);
}

static void where_nothing_that_could_be_changed_is_a_tenth_it_is_latency(void **state)
{
    (void)state;
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.92, [BUDGET_STARTUP] = 0.07), LIMITED_LATENCY);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.88, [BUDGET_STARTUP] = 0.11), LIMITED_STARTUP);
    assert_int_equal(LIMIT([BUDGET_LATENCY] = 0.64, [BUDGET_STARTUP] = 0.09, [BUDGET_WORKERS] = 0.09,
                           [BUDGET_FAULTS] = 0.09),
                     LIMITED_LATENCY);
}

/* One worker that computes on one of two cores, and an odd task: half of it is a lack of workers. */
static void of_parts_that_are_as_large_the_first_to_change_is_named(void **state)
{
    (void)state;
    assert_int_equal(LIMIT([BUDGET_COMPUTING] = 0.04, [BUDGET_QUEUEING] = 0.48, [BUDGET_WORKERS] = 0.48),
                     LIMITED_WORKERS);
    assert_int_equal(LIMIT([BUDGET_COMPUTING] = 0.04, [BUDGET_QUEUEING] = 0.52, [BUDGET_WORKERS] = 0.44),
                     LIMITED_CLIENT_CPU);
    assert_int_equal(LIMIT([BUDGET_STARTUP] = 0.45, [BUDGET_LATENCY] = 0.1, [BUDGET_FAULTS] = 0.45),
                     LIMITED_FAULTS);
}

static enum limited_by limit_with(double client_cpu_s, double origin_cpu_s, size_t cores)
{
    const struct budget_usage usage = {1, client_cpu_s, origin_cpu_s, cores};
    struct budget budget = {{[BUDGET_LATENCY] = 0.1, [BUDGET_QUEUEING] = 0.8}};
    budget_fill(&budget, 1);
    return budget_limited_by(&budget, &usage);
}

static void a_busy_origin_is_named_whatever_else_is_busy(void **state)
{
    (void)state;
    assert_int_equal(limit_with(0.3, 0.8, 2), LIMITED_ORIGIN);
    assert_int_equal(limit_with(1.1, 0.85, 2), LIMITED_ORIGIN);
    assert_int_equal(limit_with(0.3, 0.79, 2), LIMITED_CLIENT_CPU);
}

static void on_full_cores_the_larger_consumer_is_named(void **state)
{
    (void)state;
    assert_int_equal(limit_with(0.4, 0.55, 1), LIMITED_ORIGIN);
    assert_int_equal(limit_with(0.55, 0.4, 1), LIMITED_CLIENT_CPU);
    assert_int_equal(limit_with(0.4, 0.45, 1), LIMITED_CLIENT_CPU);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_no_part_explains_is_the_rest),
        cmocka_unit_test(parts_that_are_more_than_the_time_are_cut_from_the_last_on),
        cmocka_unit_test(no_part_is_negative),
        cmocka_unit_test(the_largest_part_that_can_be_changed_is_named),
        cmocka_unit_test(computing_and_queueing_for_it_are_one),
        cmocka_unit_test(late_answers_and_the_rest_are_one),
        cmocka_unit_test(where_nothing_that_could_be_changed_is_a_tenth_it_is_latency),
        cmocka_unit_test(of_parts_that_are_as_large_the_first_to_change_is_named),
        cmocka_unit_test(a_busy_origin_is_named_whatever_else_is_busy),
        cmocka_unit_test(on_full_cores_the_larger_consumer_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
