/* SPDX-License-Identifier: MIT */
/* Jobs played through that can be worked out on paper. */
#include "stats/schedule.h"

#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 100 };

static struct bound_task tasks[MOST];

/* A case of equal tasks that are there from the start. */
static struct schedule_case equal(size_t count, double latency_s, double compute_s, size_t in_flight,
                                  size_t cores)
{
    for (size_t i = 0; i < count; i++)
        tasks[i] = (struct bound_task){latency_s, compute_s, SIZE_MAX};
    return (struct schedule_case){
        .job = {.tasks = tasks, .count = count, .in_flight = in_flight, .cores = cores}, .dearer = 1};
}

static void assert_played(const struct schedule_case *given, double waiting_s, double queueing_s,
                          double computing_s, double holding_s)
{
    struct schedule out;
    assert_int_equal(schedule_play(given, &out), 0);
    assert_true(fabs(out.waiting_s - waiting_s) < 1e-12);
    assert_true(fabs(out.queueing_s - queueing_s) < 1e-12);
    assert_true(fabs(out.computing_s - computing_s) < 1e-12);
    assert_true(fabs(out.holding_s - holding_s) < 1e-12);
    assert_true(fabs(out.makespan_s - waiting_s - queueing_s - computing_s - holding_s) < 1e-12);
}

static void one_worker_waits_and_computes_in_turns(void **state)
{
    (void)state;
    const struct schedule_case given = equal(10, 6, 1, 1, 2);
    assert_played(&given, 60, 0, 10, 0);
}

static void what_arrives_together_queues_for_the_cores(void **state)
{
    (void)state;
    const struct schedule_case two = equal(12, 30, 1, 12, 2); /* six for each core */
    const struct schedule_case more = equal(12, 30, 1, 12, 64);
    assert_played(&two, 30, 5, 1, 0);
    assert_played(&more, 30, 0, 1, 0);
}

/* Once they arrived together, they come one after the other, and no longer queue. */
static void later_turns_queue_less(void **state)
{
    (void)state;
    const struct schedule_case given = equal(60, 30, 1, 12, 2);
    assert_played(&given, 150, 5, 5, 0);
}

static void a_loop_computes_one_at_a_time(void **state)
{
    (void)state;
    struct schedule_case given = equal(10, 20, 1, 10, 2);
    given.job.loops = 1;
    assert_played(&given, 20, 9, 1, 0);
}

static void computing_may_cost_more_than_alone(void **state)
{
    (void)state;
    struct schedule_case given = equal(4, 20, 1, 4, 2);
    given.dearer = 1.5;
    assert_played(&given, 20, 1.5, 1.5, 0);
}

static void the_rate_holds_back_what_would_begin(void **state)
{
    (void)state;
    struct schedule_case given = equal(5, 3, 1, 5, 2);
    given.rate_per_s = 0.5; /* the last one begins at 8 */
    assert_played(&given, 3, 0, 1, 8);
    given.job.in_flight = 1; /* slower than the rate */
    assert_played(&given, 15, 0, 5, 0);
}

static void failed_attempts_are_waited_for(void **state)
{
    (void)state;
    const double retried_s[] = {0, 7, 0};
    struct schedule_case given = equal(3, 2, 1, 3, 3);
    given.retried_s = retried_s;
    assert_played(&given, 9, 0, 1, 0);
}

/* 0 adds 1 and 2; 1 adds 3. */
static void what_is_added_comes_after_what_added_it(void **state)
{
    (void)state;
    struct schedule_case given = equal(4, 2, 1, 4, 4);
    tasks[1].after = tasks[2].after = 0;
    tasks[3].after = 1;
    assert_played(&given, 6, 0, 3, 0);
    given.job.in_flight = 1;
    assert_played(&given, 8, 0, 4, 0);
}

static void what_is_out_of_range_is_refused(void **state)
{
    (void)state;
    struct schedule out;
    struct schedule_case given = equal(3, 2, 1, 0, 2);
    assert_int_equal(schedule_play(&given, &out), -EINVAL);
    given = equal(3, 2, NAN, 1, 2);
    assert_int_equal(schedule_play(&given, &out), -EINVAL);
    given = equal(3, 2, 1, 1, 2);
    given.dearer = 0;
    assert_int_equal(schedule_play(&given, &out), -EINVAL);
    given.dearer = 1;
    given.rate_per_s = -1;
    assert_int_equal(schedule_play(&given, &out), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(one_worker_waits_and_computes_in_turns),
        cmocka_unit_test(what_arrives_together_queues_for_the_cores),
        cmocka_unit_test(later_turns_queue_less),
        cmocka_unit_test(a_loop_computes_one_at_a_time),
        cmocka_unit_test(computing_may_cost_more_than_alone),
        cmocka_unit_test(the_rate_holds_back_what_would_begin),
        cmocka_unit_test(failed_attempts_are_waited_for),
        cmocka_unit_test(what_is_added_comes_after_what_added_it),
        cmocka_unit_test(what_is_out_of_range_is_refused),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
