/* SPDX-License-Identifier: MIT */
/* Where a contender's time went: the parts are what was measured and played through, and add up to it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/measure/breakdown.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

enum { TASKS = 60 };

static struct options options;
static struct comparison comparison;

static int release(void **state)
{
    (void)state;
    comparison_release(&comparison);
    return 0;
}

/* Makes `comparison` one model with TASKS pages of 30 ms, 1 ms of computing each, on two cores, that took
   `wall_s` and used `cpu_s`. */
static struct contender *make(const char *model, double wall_s, double cpu_s)
{
    struct span_cost costs[TASKS];
    comparison_release(&comparison);
    options = (struct options){.workload = workloads[0], .tasks = TASKS, .entrant_count = 1};
    assert_int_equal(entrant_parse(&options.entrants[0], model), 0);
    assert_int_equal(comparison_init(&comparison, &options), 0);
    for (size_t i = 0; i < TASKS; i++)
        costs[i] = (struct span_cost){.parent = SIZE_MAX, .latency_s = 0.03, .compute_s = 0.001};
    assert_int_equal(comparison_set_costs(&comparison, costs, TASKS), 0);
    comparison.cores = 2;
    struct contender *contender = &comparison.contenders[0];
    contender->wall.value = wall_s;
    contender->cpu_s = cpu_s;
    return contender;
}

static void assert_parts(const struct contender *contender, const double *expected)
{
    double sum = 0;
    for (int part = 0; part < BUDGET_PARTS; part++) {
        if (fabs(contender->budget.part_s[part] - expected[part]) > 1e-9)
            fail_msg("part %d: %g, expected %g", part, contender->budget.part_s[part], expected[part]);
        sum += contender->budget.part_s[part];
    }
    assert_true(fabs(sum - contender->wall.value) < 1e-12);
}

#define assert_budget(contender, ...) assert_parts(contender, (const double[BUDGET_PARTS]){__VA_ARGS__})

/* Twelve pages at once, six for each core, and five turns. */
static void a_pool_queues_once_and_takes_turns(void **state)
{
    (void)state;
    struct contender *contender = make("fork-threads:2x6", 0.235, 0.06);
    contender->observed = (struct observation){.present = true, .computed_s = 0.06, .startup_s = 0.013};
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_budget(contender, [BUDGET_LATENCY] = 0.03, [BUDGET_COMPUTING] = 0.005, [BUDGET_QUEUEING] = 0.005,
                  [BUDGET_WORKERS] = 0.12, [BUDGET_STARTUP] = 0.013, [BUDGET_REST] = 0.062);
    assert_int_equal(contender->limited_by, LIMITED_WORKERS);
}

/* Nothing queues, and half of the computing is what a second worker would save. */
static void one_worker_never_queues(void **state)
{
    (void)state;
    struct contender *contender = make("sequential", 1.9, 0.06);
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_budget(contender, [BUDGET_LATENCY] = 0.03, [BUDGET_COMPUTING] = 0.03, [BUDGET_WORKERS] = 1.8,
                  [BUDGET_REST] = 0.04);
}

static void computing_that_was_dearer_than_alone_is_played_so(void **state)
{
    (void)state;
    struct contender *contender = make("coroutine", 0.2, 0.13);
    contender->observed = (struct observation){.present = true, .computed_s = 0.12};
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_budget(contender, [BUDGET_LATENCY] = 0.03, [BUDGET_COMPUTING] = 0.002, [BUDGET_QUEUEING] = 0.118,
                  [BUDGET_REST] = 0.05);
    assert_int_equal(contender->limited_by, LIMITED_CLIENT_CPU);
    contender->observed.computed_s =
        60; /* a thread's time that its coroutines share is no more than the process's */
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_budget(contender, [BUDGET_LATENCY] = 0.03, [BUDGET_COMPUTING] = 0.13 / 60,
                  [BUDGET_QUEUEING] = 0.13 - 0.13 / 60, [BUDGET_REST] = 0.04);
}

/* Five turns, each of which waits 2 ms longer. Of a loop, queueing for it is no lateness. */
static void answers_that_come_later_than_alone_are_a_part(void **state)
{
    (void)state;
    struct contender *contender = make("pthread-pool:12", 0.235, 0.06);
    contender->observed = (struct observation){.present = true, .waited_s = 0.032};
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_true(fabs(contender->budget.part_s[BUDGET_LATE] - 0.01) < 1e-9);
    contender = make("coroutine", 0.235, 0.06);
    contender->observed = (struct observation){.present = true, .waited_s = 0.03 + 0.0295};
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_true(fabs(contender->budget.part_s[BUDGET_LATE]) < 1e-9);
    contender->observed.waited_s += 0.004;
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_true(fabs(contender->budget.part_s[BUDGET_LATE] - 0.004) < 1e-9);
}

static void the_lock_and_the_rate_have_what_they_add(void **state)
{
    (void)state;
    struct contender *contender = make("pthread-pool:60", 0.7, 0.06);
    options.gil = true;
    options.rate = 100; /* the last one begins after 590 ms */
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_budget(contender, [BUDGET_LATENCY] = 0.03, [BUDGET_COMPUTING] = 0.001, [BUDGET_QUEUEING] = 0.029,
                  [BUDGET_LOCK] = 0.03, [BUDGET_RATE] = 0.531, [BUDGET_REST] = 0.079);
    assert_int_equal(contender->limited_by, LIMITED_RATE);
}

static void what_was_not_observed_is_in_the_rest(void **state)
{
    (void)state;
    struct contender *contender = make("sequential", 2, 0.06);
    contender->observed = (struct observation){
        .present = true, .computed_s = NAN, .waited_s = NAN, .startup_s = NAN, .faults_s = NAN};
    assert_int_equal(breakdown_make(&comparison, contender), 0);
    assert_true(contender->budget.part_s[BUDGET_STARTUP] == 0);
    assert_true(contender->budget.part_s[BUDGET_FAULTS] == 0);
    assert_true(fabs(contender->budget.part_s[BUDGET_REST] - 0.14) < 1e-9);
}

/* Writes a span of each task, the first of which failed once and was tried again 50 ms later. */
static void write_spans(char path[64], size_t tasks)
{
    (void)snprintf(path, 64, "/tmp/manyhands-breakdown-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "w");
    assert_non_null(file);
    (void)fputs("header\n0,,1,0,1,1,5,1000000,1000000,2000000,2000000,2000000,2000000,100,104\n"
                "0,,2,0,1,1,5,51000000,51000000,81000000,81000000,81000000,82000000,1000000,0\n",
                file);
    for (size_t i = 1; i < tasks; i++)
        (void)fprintf(file, "%zu,,1,0,1,1,5,2000000,2000000,32000000,32000000,32000000,33000000,1000000,0\n",
                      i);
    assert_int_equal(fclose(file), 0);
}

static void start_up_and_faults_are_read_from_the_spans(void **state)
{
    (void)state;
    char path[64];
    struct observation observed;
    const struct contender *contender = make("pthread-pool:60", 0.2, 0.06);
    write_spans(path, TASKS);
    assert_int_equal(breakdown_observe(&observed, &comparison, contender, 0.1, path), 0);
    assert_true(fabs(observed.startup_s - (0.1 - 0.081)) < 1e-9);
    assert_true(fabs(observed.computed_s - 0.06) < 1e-9);
    assert_true(fabs(observed.waited_s - 0.03) < 1e-9);
    assert_true(fabs(observed.faults_s - (0.081 - 0.06)) < 1e-9); /* the others are done meanwhile */
    unlink(path);
}

static void spans_of_other_tasks_say_nothing(void **state)
{
    (void)state;
    char path[64];
    struct observation observed;
    const struct contender *contender = make("pthread-pool:60", 0.2, 0.06);
    write_spans(path, TASKS - 1);
    assert_int_equal(breakdown_observe(&observed, &comparison, contender, 0.1, path), 0);
    assert_true(isnan(observed.startup_s) && isnan(observed.faults_s) && isnan(observed.computed_s));
    unlink(path);
    assert_int_equal(breakdown_observe(&observed, &comparison, contender, 0.1, path), 0);
    assert_true(isnan(observed.startup_s));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pool_queues_once_and_takes_turns),
        cmocka_unit_test(one_worker_never_queues),
        cmocka_unit_test(computing_that_was_dearer_than_alone_is_played_so),
        cmocka_unit_test(answers_that_come_later_than_alone_are_a_part),
        cmocka_unit_test(the_lock_and_the_rate_have_what_they_add),
        cmocka_unit_test(what_was_not_observed_is_in_the_rest),
        cmocka_unit_test(start_up_and_faults_are_read_from_the_spans),
        cmocka_unit_test(spans_of_other_tasks_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
