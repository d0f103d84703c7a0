/* SPDX-License-Identifier: MIT */
/* Computing: the long way and the short one agree, and it takes the time it is said to take. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/span.h"
#include "tests/canned.h"
#include "workloads/articles.h"
#include "workloads/compute.h"

static void known_steps_give_known_numbers(void **state)
{
    (void)state;
    assert_true(compute_steps(7, 0) == 7);
    assert_true(compute_steps(0, 1) == 1442695040888963407);
    assert_true(compute_steps(1, 1) == 7806831264735756412);
    assert_true(compute_steps(0, 2) == 1876011003808476466);
    assert_true(compute_steps(42, 1000) == UINT64_C(0x3476d861fa86c872)); /* by Python's integers */
}

static void both_ways_agree(void **state)
{
    (void)state;
    for (uint64_t steps = 0; steps < 3000; steps++)
        assert_true(compute_steps(steps * 77, steps) == compute_expected(steps * 77, steps));
    assert_true(compute_steps(UINT64_MAX, 10000001) == compute_expected(UINT64_MAX, 10000001));
}

static void the_short_way_adds_up(void **state)
{
    (void)state;
    static const uint64_t parts[] = {1, UINT64_C(1) << 32, UINT64_C(1) << 63, UINT64_MAX - 12345};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint64_t rest = 12345; /* with the last part the period of 2^64 is passed */
        uint64_t between = compute_expected(99, parts[i]);
        assert_true(compute_expected(between, rest) == compute_expected(99, parts[i] + rest));
    }
}

static uint64_t time_of(uint64_t steps)
{
    uint64_t best_ns = UINT64_MAX;
    for (uint64_t i = 0; i < 5; i++) {
        uint64_t start = span_cpu_ns();
        compute_steps(i, steps);
        uint64_t taken = span_cpu_ns() - start;
        best_ns = taken < best_ns ? taken : best_ns;
    }
    return best_ns;
}

static void calibrated_steps_take_about_their_time(void **state)
{
    (void)state;
    static const uint64_t ns = 20000000;
    assert_in_range(time_of(compute_calibrate(ns)), ns / 4,
                    ns * 4); /* CPU time: whatever else the machine does */
    assert_int_equal(compute_calibrate(0), 0);
}

/* Runs one task of `workload` and keeps what came of it. */
static int run_task(const struct workload *workload, const char *address, struct result *result)
{
    const struct task task = {.index = 6, .address = (char *)address};
    struct io *io = NULL;
    assert_int_equal(io_blocking_new(&io, &io_settings_default, 0), 0);
    result_init(result, task.index);
    int err = workload->run(&task, io, result);
    io_blocking_free(io);
    return err;
}

static void a_task_is_a_row_that_depends_on_its_address_alone(void **state)
{
    (void)state;
    static const char row[] = "7,1000,1dadeb3f18a6435e\r\n"; /* FNV-1a and the steps by Python's integers */
    struct result result;
    assert_int_equal(workload_compute.setup(&(struct workload_settings){.steps = 1000}), 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(run_task(&workload_compute, "7", &result), 0);
        assert_int_equal(result.row_count, 1);
        assert_int_equal(result.rows.size, strlen(row));
        assert_memory_equal(result.rows.data, row, strlen(row));
        result_release(&result);
    }
}

static void no_steps_are_a_task_too(void **state)
{
    (void)state;
    struct result result;
    assert_int_equal(workload_compute.setup(&(struct workload_settings){0}), 0);
    assert_int_equal(run_task(&workload_compute, "7", &result), 0);
    assert_int_equal(result.row_count, 1);
    result_release(&result);
}

/* The shortest of several times that a page takes, in nanoseconds. */
static uint64_t time_of_a_page(uint64_t steps)
{
    static const char page[] = "<div id=post_list></div>";
    const struct task task = {.address = "http://127.0.0.1/1"};
    uint64_t best_ns = UINT64_MAX;
    struct io *io = canned_new("text/html", page, strlen(page));
    assert_non_null(io);
    assert_int_equal(workload_articles.setup(&(struct workload_settings){.steps = steps}), 0);
    for (int i = 0; i < 5; i++) {
        struct result result;
        uint64_t start = span_cpu_ns();
        result_init(&result, 0);
        assert_int_equal(workload_articles.run(&task, io, &result), 0);
        uint64_t taken = span_cpu_ns() - start;
        best_ns = taken < best_ns ? taken : best_ns;
        result_release(&result);
    }
    workload_articles.teardown();
    canned_free(io);
    return best_ns;
}

static void steps_make_a_page_cost_more(void **state)
{
    (void)state;
    uint64_t plain_ns = time_of_a_page(0);
    assert_in_range(time_of_a_page(compute_calibrate(100000000)), plain_ns + 50000000, UINT64_MAX);
}

static void tasks_begin_as_numbers(void **state)
{
    struct task task;
    (void)state;
    assert_int_equal(task_from_template(&task, workload_compute.addresses, 99), 0);
    assert_string_equal(task.address, "100");
    task_release(&task);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_steps_give_known_numbers),
        cmocka_unit_test(both_ways_agree),
        cmocka_unit_test(the_short_way_adds_up),
        cmocka_unit_test(calibrated_steps_take_about_their_time),
        cmocka_unit_test(a_task_is_a_row_that_depends_on_its_address_alone),
        cmocka_unit_test(no_steps_are_a_task_too),
        cmocka_unit_test(steps_make_a_page_cost_more),
        cmocka_unit_test(tasks_begin_as_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
