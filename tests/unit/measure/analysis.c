/* SPDX-License-Identifier: MIT */
/* What follows from the trials of a comparison. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "bench/measure/analysis.h"
#include "bench/options/tutorial.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

enum { TASKS = 10 };

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-9 * fmax(1, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

/* What was made last. */
static struct options options;
static struct comparison comparison;

static int release(void **state)
{
    (void)state;
    comparison_release(&comparison);
    return 0;
}

/* Makes `comparison` ten pages of 0.6 s and 1 ms of computing, with the models of `list`. */
static void make(const char *const *list)
{
    comparison_release(&comparison);
    options = (struct options){.workload = workloads[0], .tasks = TASKS, .latency_ns = 600000000};
    for (; *list; list++)
        assert_int_equal(entrant_parse(&options.entrants[options.entrant_count++], *list), 0);
    assert_int_equal(comparison_init(&comparison, &options), 0);
    struct span_cost costs[TASKS];
    for (size_t i = 0; i < TASKS; i++)
        costs[i] = (struct span_cost){.parent = SIZE_MAX, .latency_s = 0.6, .compute_s = 0.001};
    assert_int_equal(comparison_set_costs(&comparison, costs, TASKS), 0);
    comparison.cores = 2;
}

static void add_trial(struct contender *contender, double wall_s, double user_s, double system_s)
{
    contender->trials[contender->trial_count++] =
        (struct trial){.wall_s = wall_s, .user_s = user_s, .system_s = system_s, .origin.cpu_s = 0.01};
}

static void add_walls(struct contender *contender, const double wall_s[3])
{
    for (size_t i = 0; i < 3; i++)
        add_trial(contender, wall_s[i], 0.01 * (double)(i + 1), 0.001);
}

static const char *const all[] = {"sequential", "fork-pool", "pthread-pool", "coroutine", NULL};

static void contenders_are_named_with_their_workers(void **state)
{
    static const char *const list[] = {"sequential", "fork-pool",   "pthread-pool:3",
                                       "coroutine",  "coroutine:7", NULL};
    static const char *const labels[] = {"sequential", "fork-pool:4", "pthread-pool:3", "coroutine",
                                         "coroutine:7"};
    static const size_t workers[] = {1, 4, 3, TASKS, 7};
    (void)state;
    make(list);
    assert_int_equal(comparison.count, 5);
    for (size_t i = 0; i < comparison.count; i++) {
        assert_string_equal(comparison.contenders[i].entrant.label, labels[i]);
        assert_int_equal(comparison.contenders[i].in_flight, workers[i]);
    }
}

static void an_empty_comparison_has_no_baseline_and_can_be_analysed(void **state)
{
    (void)state;
    make(all);
    assert_null(comparison_baseline(&comparison));
    assert_int_equal(analysis_make(&comparison), 0);
    for (size_t i = 0; i < comparison.count; i++)
        assert_false(contender_counts(&comparison.contenders[i]));
}

static void medians_and_speedups_come_from_the_rounds(void **state)
{
    (void)state;
    make(all);
    struct contender *sequential = &comparison.contenders[0];
    struct contender *threads = &comparison.contenders[2];
    add_walls(sequential, (const double[]){6.3, 6.0, 6.2});
    add_walls(threads, (const double[]){0.63, 0.60, 0.62}); /* each a tenth of its round */
    assert_int_equal(analysis_make(&comparison), 0);
    assert_ptr_equal(comparison_baseline(&comparison), sequential);
    assert_near(sequential->wall.value, 6.2);
    assert_near(sequential->speedup.value, 1);
    assert_near(threads->wall.value, 0.62);
    assert_near(threads->speedup.value, 10);
    assert_true(isnan(threads->wall.interval.low)); /* too few rounds */
    assert_true(isnan(threads->speedup.interval.low));
    assert_near(threads->cpu_s, 0.021);
    assert_near(threads->origin_cpu_s, 0.01);
    assert_true(analysis_settled(&comparison));
}

/* Of 10, 4 and 10 ms: neither that of the medians, 2 + 2, nor of the means. */
static void cpu_time_is_the_median_of_the_sums(void **state)
{
    (void)state;
    make(all);
    add_trial(&comparison.contenders[0], 6, 0.001, 0.009);
    add_trial(&comparison.contenders[0], 6, 0.002, 0.002);
    add_trial(&comparison.contenders[0], 6, 0.009, 0.001);
    assert_int_equal(analysis_make(&comparison), 0);
    assert_near(comparison.contenders[0].cpu_s, 0.010);
}

/* From six rounds on: what is shown beside each other is one statistic, and its interval is its own. */
static void a_speedup_is_the_ratio_of_the_medians_shown(void **state)
{
    static const double base[] = {6.0, 6.2, 6.1, 6.4, 6.0, 6.3};
    static const double other[] = {1.0, 3.0, 1.1, 1.2, 1.0, 1.1};
    (void)state;
    make(all);
    for (size_t i = 0; i < 6; i++) {
        add_trial(&comparison.contenders[0], base[i], 0.1, 0);
        add_trial(&comparison.contenders[3], other[i], 0.1, 0);
    }
    const struct estimate *wall = &comparison.contenders[3].wall;
    const struct estimate *speedup = &comparison.contenders[3].speedup;
    assert_int_equal(analysis_make(&comparison), 0);
    assert_near(wall->value, 1.1);
    assert_near(speedup->value, 6.15 / 1.1);
    assert_true(wall->interval.low >= 1.0 && wall->interval.high <= 3.0); /* the range of the data */
    assert_true(speedup->interval.low < speedup->value && speedup->interval.high > speedup->value);
    add_trial(&comparison.contenders[3], 1.1, 0.1, 0); /* of a round that was cut short */
    assert_int_equal(analysis_make(&comparison), 0);
    assert_true(isfinite(wall->interval.low) && isnan(speedup->interval.low));
}

static void the_baseline_falls_to_the_first_that_counts(void **state)
{
    (void)state;
    make(all);
    struct contender *sequential = &comparison.contenders[0];
    struct contender *processes = &comparison.contenders[1];
    struct contender *coroutines = &comparison.contenders[3];
    add_walls(sequential, (const double[]){6, 6, 6});
    add_walls(processes, (const double[]){2, 2, 2});
    add_walls(coroutines, (const double[]){1, 1, 1});
    snprintf(sequential->problem, sizeof sequential->problem, "its output differs");
    assert_ptr_equal(comparison_baseline(&comparison), processes);
    assert_int_equal(analysis_make(&comparison), 0);
    assert_near(coroutines->speedup.value, 2);
    snprintf(processes->problem, sizeof processes->problem, "its output differs");
    snprintf(coroutines->problem, sizeof coroutines->problem, "its output differs");
    assert_null(comparison_baseline(&comparison));
}

static void sequential_is_the_baseline_wherever_it_stands(void **state)
{
    static const char *const list[] = {"coroutine", "sequential", NULL};
    (void)state;
    make(list);
    add_walls(&comparison.contenders[0], (const double[]){1, 1, 1});
    assert_ptr_equal(comparison_baseline(&comparison),
                     &comparison.contenders[0]); /* none of sequential yet */
    add_walls(&comparison.contenders[1], (const double[]){6, 6, 6});
    assert_ptr_equal(comparison_baseline(&comparison), &comparison.contenders[1]);
}

static void what_was_taken_out_is_neither_analysed_nor_waited_for(void **state)
{
    (void)state;
    make(all);
    struct contender *threads = &comparison.contenders[2];
    add_walls(&comparison.contenders[0], (const double[]){6, 6, 6});
    add_walls(threads, (const double[]){0.1, 5, 50}); /* would never settle */
    assert_int_equal(analysis_make(&comparison), 0);
    assert_false(analysis_settled(&comparison));
    snprintf(threads->problem, sizeof threads->problem, "its output differs");
    threads->wall.value = -1;
    assert_int_equal(analysis_make(&comparison), 0);
    assert_true(analysis_settled(&comparison));
    assert_near(threads->wall.value, -1);
}

/* A round that a signal cut short: some models have a trial more than the baseline. */
static void an_unfinished_round_leaves_a_speedup_without_an_interval(void **state)
{
    (void)state;
    make(all);
    add_trial(&comparison.contenders[0], 6, 0.1, 0);
    add_trial(&comparison.contenders[3], 1, 0.1, 0);
    add_trial(&comparison.contenders[3], 3, 0.1, 0);
    assert_int_equal(analysis_make(&comparison), 0);
    assert_near(comparison.contenders[3].wall.value, 2);
    assert_near(comparison.contenders[3].speedup.value, comparison.contenders[0].wall.value / 2);
    assert_true(isnan(comparison.contenders[3].speedup.interval.low));
}

static void one_round_has_a_bound_but_no_interval(void **state)
{
    (void)state;
    make(all);
    for (size_t i = 0; i < comparison.count; i++)
        add_trial(&comparison.contenders[i], i == 3 ? 0.65 : 6.1, 0.01, 0.001);
    assert_int_equal(analysis_make(&comparison), 0);
    assert_true(isnan(comparison.contenders[0].wall.interval.low));
    assert_true(isnan(comparison.contenders[0].wall.interval.high));
    assert_near(comparison.contenders[0].bound_s, 6.01);
    assert_near(comparison.contenders[0].efficiency, 6.01 / 6.1);
    assert_int_equal(comparison.contenders[0].limited_by, LIMITED_WORKERS);
    assert_near(comparison.contenders[1].bound_s, 3 * 0.601); /* ⌈10/4⌉ turns */
    assert_near(comparison.contenders[2].bound_s, 0.6 + 10 * 0.001 / 2);
    assert_near(comparison.contenders[3].bound_s, 0.6 + 10 * 0.001);
    assert_int_equal(comparison.contenders[3].limited_by, LIMITED_LATENCY);
}

static void a_rate_bounds_what_would_be_faster_without_it(void **state)
{
    (void)state;
    make(all);
    options.rate = 2; /* the tenth task begins after 4.5 s */
    for (size_t i = 0; i < comparison.count; i++)
        add_trial(&comparison.contenders[i], 6.1, 0.05, 0.01);
    assert_int_equal(analysis_make(&comparison), 0);
    assert_near(comparison.contenders[0].bound_s, 6.01);
    assert_int_equal(comparison.contenders[0].limited_by, LIMITED_WORKERS);
    assert_near(comparison.contenders[3].bound_s, 4.5 + 0.601);
    assert_int_equal(comparison.contenders[3].limited_by, LIMITED_RATE);
}

static void the_lock_limits_where_more_threads_than_it_lets_could_compute(void **state)
{
    static const char *const list[] = {"sequential",  "pthread-pool:1",      "pthread-pool:2",
                                       "fork-pool:2", "fork-threads:1x2",    "fork-threads:2x2",
                                       "coroutine",   "fork-coroutines:2x2", NULL};
    static const enum limited_by limits[] = {LIMITED_WORKERS,    LIMITED_WORKERS,   LIMITED_LOCK,
                                             LIMITED_CLIENT_CPU, LIMITED_LOCK,      LIMITED_CLIENT_CPU,
                                             LIMITED_CLIENT_CPU, LIMITED_CLIENT_CPU};
    struct span_cost costs[TASKS];
    (void)state;
    make(list);
    options.gil = true;
    for (size_t i = 0; i < TASKS; i++)
        costs[i] = (struct span_cost){.parent = SIZE_MAX, .compute_s = 0.1};
    assert_int_equal(comparison_set_costs(&comparison, costs, TASKS), 0);
    for (size_t i = 0; i < comparison.count; i++) {
        bool halved = limits[i] == LIMITED_CLIENT_CPU && i != 6;
        add_trial(&comparison.contenders[i], halved ? 0.51 : 1.01, 1, 0.005);
    }
    assert_int_equal(analysis_make(&comparison), 0);
    for (size_t i = 0; i < comparison.count; i++) {
        const struct contender *contender = &comparison.contenders[i];
        if (contender->limited_by != limits[i])
            fail_msg("%s: %d", contender->entrant.label, (int)contender->limited_by);
    }
}

static void the_tutorials_own_programs_have_its_times_too(void **state)
{
    static const char *const list[] = {"sequential",
                                       "py=scripts/tutorial/sequential.py",
                                       "py:1=/usr/share/manyhands/tutorial/sequential.py",
                                       "py:4=tutorial/process_pool.py",
                                       "py:12=./tutorial/thread_pool.py",
                                       "py-asyncio=tutorial/asyncio.py",
                                       "py:5=tutorial/process_pool.py",      /* another number of workers */
                                       "py-all=tutorial/thread_pool.py",     /* likewise */
                                       "own:4=my-tutorial/process_pool.py",  /* another folder */
                                       "own:13=tutorial/my_process_pool.py", /* another file */
                                       "own:14=process_pool.py",
                                       "node=tutorial/node.mjs",
                                       NULL};
    (void)state;
    make(list);
    assert_near(comparison.contenders[1].tutorial_s, 6.0266562);
    assert_near(comparison.contenders[2].tutorial_s, 6.0266562);
    assert_near(comparison.contenders[3].tutorial_s, 2.8660096);
    assert_near(comparison.contenders[4].tutorial_s, 1.2979644);
    assert_near(comparison.contenders[5].tutorial_s, 0.4992242);
    for (size_t i = 6; i < comparison.count; i++)
        assert_true(isnan(comparison.contenders[i].tutorial_s));
}

static void other_set_ups_than_the_tutorials_have_no_time_of_it(void **state)
{
    static const struct options others[] = {{.latency_ns = 1},
                                            {.latency_ns = 600000000, .work_ns = 1},
                                            {.latency_ns = 600000000, .rate = 2},
                                            {.latency_ns = 600000000, .gil = true},
                                            {.latency_ns = 600000000, .jitter_ns = 1},
                                            {.latency_ns = 600000000, .to_origin.count = 2}};
    options = (struct options){.workload = workloads[0], .tasks = TASKS, .latency_ns = 600000000};
    struct entrant threads;
    (void)state;
    assert_int_equal(entrant_parse(&threads, "pthread-pool:12"), 0);
    assert_near(tutorial_seconds(&threads, &options), 1.2979644);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        options = others[i];
        options.workload = workloads[0];
        options.tasks = TASKS;
        assert_true(isnan(tutorial_seconds(&threads, &options)));
    }
}

static void the_tutorials_times_are_shown_for_its_set_up_only(void **state)
{
    static const char *const list[] = {"sequential", "pthread-pool:12", "pthread-pool:11", NULL};
    (void)state;
    make(list);
    assert_near(comparison.contenders[0].tutorial_s, 6.0266562);
    assert_near(comparison.contenders[1].tutorial_s, 1.2979644);
    assert_true(isnan(comparison.contenders[2].tutorial_s));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contenders_are_named_with_their_workers),
        cmocka_unit_test(an_empty_comparison_has_no_baseline_and_can_be_analysed),
        cmocka_unit_test(medians_and_speedups_come_from_the_rounds),
        cmocka_unit_test(cpu_time_is_the_median_of_the_sums),
        cmocka_unit_test(a_speedup_is_the_ratio_of_the_medians_shown),
        cmocka_unit_test(the_baseline_falls_to_the_first_that_counts),
        cmocka_unit_test(sequential_is_the_baseline_wherever_it_stands),
        cmocka_unit_test(what_was_taken_out_is_neither_analysed_nor_waited_for),
        cmocka_unit_test(an_unfinished_round_leaves_a_speedup_without_an_interval),
        cmocka_unit_test(one_round_has_a_bound_but_no_interval),
        cmocka_unit_test(a_rate_bounds_what_would_be_faster_without_it),
        cmocka_unit_test(the_lock_limits_where_more_threads_than_it_lets_could_compute),
        cmocka_unit_test(the_tutorials_times_are_shown_for_its_set_up_only),
        cmocka_unit_test(the_tutorials_own_programs_have_its_times_too),
        cmocka_unit_test(other_set_ups_than_the_tutorials_have_no_time_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
