/* SPDX-License-Identifier: MIT */
/* The bound against its formulas and against what is computed by hand. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/bound.h"

enum { MOST = 64 }; /* tasks, in any test */

static struct bound bound_of(const struct bound_case *given)
{
    struct bound bound = {0};
    assert_int_equal(bound_compute(given, &bound), 0);
    return bound;
}

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-12 + 1e-12 * fabs(expected)))
        fail_msg("%.17g is not %.17g", value, expected);
}

static void fill(struct bound_task *tasks, size_t count, struct bound_task task)
{
    for (size_t i = 0; i < count; i++)
        tasks[i] = task;
}

/* MEASURING.md, rule 3, word for word, but for any number of loops where it has one. */
static double formula(const struct bound_case *given)
{
    double tasks = (double)given->count;
    double latency = given->tasks[0].latency_s;
    double parse = given->tasks[0].compute_s;
    double rounds = ceil(tasks / (double)given->in_flight);
    double cores = fmin((double)(given->loops ? given->loops : given->in_flight), (double)given->cores);

    if (given->loops)
        return fmax(rounds * latency + parse, latency + tasks * parse / cores);
    return fmax(rounds * (latency + parse), latency + tasks * parse / cores);
}

static void equal_tasks_give_the_formulas(void **state)
{
    static const double parses[] = {0, 0.0007, 0.05, 2};
    struct bound_task tasks[MOST];
    struct bound_case given = {.tasks = tasks};

    (void)state;
    for (size_t variant = 0; variant < 16; variant++) {
        given.loops = variant / 4;
        fill(tasks, MOST, (struct bound_task){0.6, parses[variant % 4], SIZE_MAX});
        for (size_t i = 0; i < (size_t)4 * MOST * MOST; i++) {
            given.count = 1 + i % MOST;
            given.in_flight = 1 + i / MOST % MOST;
            given.cores = (size_t)1 << i / MOST / MOST;
            assert_near(bound_of(&given).seconds, formula(&given));
        }
    }
}

/* The tutorial's ten pages: 6.02, 1.81, 0.604 and 0.608 s. */
static void the_tutorials_job_has_the_bounds_computed_by_hand(void **state)
{
    struct bound_task tasks[10];
    struct bound_case given = {.tasks = tasks, .count = 10, .cores = 2};

    (void)state;
    fill(tasks, 10, (struct bound_task){0.6, 0.0008, SIZE_MAX});
    given.in_flight = 1;
    assert_near(bound_of(&given).seconds, 6.008);
    given.in_flight = 4;
    assert_near(bound_of(&given).seconds, 1.8024);
    given.in_flight = 12;
    assert_near(bound_of(&given).seconds, 0.604);
    given.loops = 1;
    assert_near(bound_of(&given).seconds, 0.608);
}

/* A list page and then nine pictures, four at once: one turn and three, though nine fourths are less. */
static void what_a_task_adds_is_done_in_turns_after_it(void **state)
{
    struct bound_task tasks[10] = {{0.5, 0.1, SIZE_MAX}};
    struct bound_case given = {.tasks = tasks, .count = 10, .in_flight = 4, .cores = 9};

    (void)state;
    fill(tasks + 1, 9, (struct bound_task){0.5, 0.1, 0});
    assert_near(bound_of(&given).seconds, 4 * 0.6);
    assert_near(bound_of(&given).longest_wait_s, 2 * 0.5);
    given.loops = 1;
    assert_near(bound_of(&given).workers_s, 0.6 + 3 * 0.5 + 0.1);
    assert_near(bound_of(&given).computing_s, 0.6 + 0.5 + 9 * 0.1);
}

static void a_chain_takes_its_sum_whoever_works(void **state)
{
    static const struct bound_task tasks[] = {{1, 0.5, SIZE_MAX}, {4, 0, SIZE_MAX}, {2, 0.25, 0}, {0, 3, 2}};
    struct bound_case given = {.tasks = tasks, .count = 4, .in_flight = 4, .cores = 4};

    (void)state;
    for (given.loops = 0; given.loops < 3; given.loops++) {
        struct bound bound = bound_of(&given);
        assert_near(bound.path_s, 6.75);
        assert_near(bound.seconds, 6.75);
        assert_near(bound.longest_wait_s, 4);
    }
}

/* With loops at least the least computing follows the last wait, whichever that is. */
static void unequal_computing_has_the_bounds_computed_by_hand(void **state)
{
    static const struct bound_task tasks[] = {{1, 0.5, SIZE_MAX}, {1, 0.25, SIZE_MAX}, {1, 2, SIZE_MAX}};
    struct bound_case given = {.tasks = tasks, .count = 3, .in_flight = 1, .cores = 2};

    (void)state;
    assert_near(bound_of(&given).workers_s, 5.75);
    assert_near(bound_of(&given).computing_s, 3.75);
    given.loops = 2;
    assert_near(bound_of(&given).workers_s, 3.25);
    assert_near(bound_of(&given).computing_s, 1 + 2.75 / 2);
}

/* Three jobs of 0.6 on two machines: one does two of them, although mean load and longest job say 0.95. */
static void the_bound_knows_that_a_task_is_not_shared(void **state)
{
    static const struct bound_task tasks[] = {
        {0.6, 0, SIZE_MAX}, {0.1, 0, SIZE_MAX}, {0.6, 0, SIZE_MAX}, {0.6, 0, SIZE_MAX}};
    struct bound_case given = {.tasks = tasks, .count = 4, .in_flight = 2, .cores = 2};

    (void)state;
    assert_near(bound_of(&given).seconds, 1.2);
}

/* A page adds files of 14 s in all: after it two workers have 7 s each, though no file takes as long. */
static void the_bound_knows_that_the_work_comes_after_its_page(void **state)
{
    static const struct bound_task tasks[] = {{1, 0, SIZE_MAX}, {6, 0, 0}, {3, 0, 0},
                                              {2, 0, 0},        {2, 0, 0}, {1, 0, 0}};
    struct bound_case given = {.tasks = tasks, .count = 6, .in_flight = 2, .cores = 2};

    (void)state;
    assert_near(bound_of(&given).seconds, 8);
}

static void assert_refused(struct bound_task second)
{
    const struct bound_task tasks[] = {{0.6, 0, SIZE_MAX}, second};
    const struct bound_case given = {.tasks = tasks, .count = 2, .in_flight = 1, .cores = 1};
    struct bound bound;
    assert_int_equal(bound_compute(&given, &bound), -EINVAL);
}

static void senseless_cases_are_refused(void **state)
{
    static const struct bound_task tasks[] = {{0.6, 0, SIZE_MAX}, {0.6, 0, 0}};
    static const struct bound_case cases[] = {
        {.tasks = tasks, .count = 0, .in_flight = 1, .cores = 1},
        {.tasks = tasks, .count = 2, .in_flight = 0, .cores = 1},
        {.tasks = tasks, .count = 2, .in_flight = 1, .cores = 0},
    };
    struct bound bound;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(bound_compute(&cases[i], &bound), -EINVAL);
    assert_refused((struct bound_task){-1, 0, SIZE_MAX});
    assert_refused((struct bound_task){NAN, 0, SIZE_MAX});
    assert_refused((struct bound_task){0.6, -0.1, SIZE_MAX});
    assert_refused((struct bound_task){0.6, INFINITY, SIZE_MAX});
    assert_refused((struct bound_task){0.6, 0, 1});
    assert_refused((struct bound_task){0.6, 0, 2});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_tasks_give_the_formulas),
        cmocka_unit_test(the_tutorials_job_has_the_bounds_computed_by_hand),
        cmocka_unit_test(what_a_task_adds_is_done_in_turns_after_it),
        cmocka_unit_test(a_chain_takes_its_sum_whoever_works),
        cmocka_unit_test(unequal_computing_has_the_bounds_computed_by_hand),
        cmocka_unit_test(the_bound_knows_that_a_task_is_not_shared),
        cmocka_unit_test(the_bound_knows_that_the_work_comes_after_its_page),
        cmocka_unit_test(senseless_cases_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
