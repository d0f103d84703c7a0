/* SPDX-License-Identifier: MIT */
/* What is said to have limited a run, from what was measured of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/bound.h"

/* 100 equal tasks on two cores. */
static enum limited_by limit_of(double latency_s, double parse_s, size_t workers, size_t loops,
                                struct bound_usage usage)
{
    struct bound_task tasks[100];
    for (size_t i = 0; i < 100; i++)
        tasks[i] = (struct bound_task){latency_s, parse_s, SIZE_MAX};
    struct bound_case given = {tasks, 100, workers, loops, 2};
    struct bound bound;

    assert_int_equal(bound_compute(&given, &bound), 0);
    return bound_limited_by(&given, &bound, &usage);
}

static void a_lone_worker_that_waits_is_limited_by_workers(void **state)
{
    (void)state;
    assert_int_equal(limit_of(0.6, 0.001, 1, 0, (struct bound_usage){60.2, 0.3, 0.05}), LIMITED_WORKERS);
}

static void a_worker_for_every_task_is_limited_by_latency(void **state)
{
    (void)state;
    assert_int_equal(limit_of(0.6, 0.001, 100, 0, (struct bound_usage){0.66, 0.12, 0.01}), LIMITED_LATENCY);
    assert_int_equal(limit_of(0.6, 0.001, 100, 1, (struct bound_usage){0.71, 0.12, 0.01}), LIMITED_LATENCY);
}

/* One of two cores busy: a second worker would help a pool, but nothing helps one thread. */
static void a_saturated_core_limits_one_thread_but_not_a_pool(void **state)
{
    const struct bound_usage usage = {1.01, 1.0, 0.02};

    (void)state;
    assert_int_equal(limit_of(0.001, 0.01, 1, 0, usage), LIMITED_WORKERS);
    assert_int_equal(limit_of(0.001, 0.01, 100, 1, usage), LIMITED_CLIENT_CPU);
}

/* Two processes of coroutines can use both cores, so one of them busy is not all; three can use no more. */
static void loops_are_limited_by_the_cores_they_can_use(void **state)
{
    (void)state;
    assert_int_equal(limit_of(0.02, 0.0001, 10, 2, (struct bound_usage){1.0, 1.0, 0.02}), LIMITED_WORKERS);
    assert_int_equal(limit_of(0.02, 0.0001, 10, 2, (struct bound_usage){1.0, 1.65, 0.02}),
                     LIMITED_CLIENT_CPU);
    assert_int_equal(limit_of(0.02, 0.0001, 10, 3, (struct bound_usage){1.0, 1.65, 0.02}),
                     LIMITED_CLIENT_CPU);
    assert_int_equal(limit_of(0.6, 0.001, 100, 2, (struct bound_usage){0.66, 0.12, 0.01}), LIMITED_LATENCY);
}

/* Ten pages one after the other, which a worker for each would not have sooner. */
static void a_chain_is_limited_by_the_sum_of_its_latencies(void **state)
{
    struct bound_task tasks[10] = {{0.6, 0.1, SIZE_MAX}};
    for (size_t i = 1; i < 10; i++)
        tasks[i] = (struct bound_task){0.6, 0.1, i - 1};
    struct bound_case given = {.tasks = tasks, .count = 10, .in_flight = 1, .cores = 2};
    struct bound bound;

    (void)state;
    assert_int_equal(bound_compute(&given, &bound), 0);
    assert_int_equal(bound_limited_by(&given, &bound, &(struct bound_usage){7.1, 1.1, 0.1}), LIMITED_LATENCY);
}

/* The overhead of the model counts, not what the bound thinks the parsing needs. */
static void cores_full_of_overhead_are_client_cpu(void **state)
{
    (void)state;
    assert_int_equal(limit_of(0.02, 0.0001, 10, 0, (struct bound_usage){1.0, 1.7, 0.05}), LIMITED_CLIENT_CPU);
    assert_int_equal(limit_of(0.02, 0.0001, 10, 0, (struct bound_usage){1.0, 1.2, 0.65}), LIMITED_CLIENT_CPU);
}

static void computing_that_outweighs_the_longest_wait_is_client_cpu(void **state)
{
    (void)state;
    assert_int_equal(limit_of(0.001, 0.01, 8, 0, (struct bound_usage){0.75, 1.0, 0.02}), LIMITED_CLIENT_CPU);
}

static void a_busy_origin_is_named_whatever_else_is_busy(void **state)
{
    (void)state;
    assert_int_equal(limit_of(0.02, 0.0001, 10, 0, (struct bound_usage){1.0, 0.9, 0.85}), LIMITED_ORIGIN);
    assert_int_equal(limit_of(0.02, 0.0001, 1, 0, (struct bound_usage){1.0, 0.3, 0.8}), LIMITED_ORIGIN);
}

static void on_one_core_the_larger_consumer_is_named(void **state)
{
    static const struct bound_task task = {0.01, 0, SIZE_MAX};
    struct bound_case given = {.tasks = &task, .count = 1, .in_flight = 4, .cores = 1};
    struct bound bound;

    (void)state;
    assert_int_equal(bound_compute(&given, &bound), 0);
    assert_int_equal(bound_limited_by(&given, &bound, &(struct bound_usage){1, 0.4, 0.55}), LIMITED_ORIGIN);
    assert_int_equal(bound_limited_by(&given, &bound, &(struct bound_usage){1, 0.55, 0.4}),
                     LIMITED_CLIENT_CPU);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lone_worker_that_waits_is_limited_by_workers),
        cmocka_unit_test(a_worker_for_every_task_is_limited_by_latency),
        cmocka_unit_test(a_saturated_core_limits_one_thread_but_not_a_pool),
        cmocka_unit_test(loops_are_limited_by_the_cores_they_can_use),
        cmocka_unit_test(a_chain_is_limited_by_the_sum_of_its_latencies),
        cmocka_unit_test(cores_full_of_overhead_are_client_cpu),
        cmocka_unit_test(computing_that_outweighs_the_longest_wait_is_client_cpu),
        cmocka_unit_test(a_busy_origin_is_named_whatever_else_is_busy),
        cmocka_unit_test(on_one_core_the_larger_consumer_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
