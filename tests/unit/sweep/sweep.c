/* SPDX-License-Identifier: MIT */
/* What follows from the trials of a sweep: who wins, which number of workers was enough, and the formula. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/sweep/advice.h"
#include "bench/sweep/sweep.h"
#include "bench/sweep/words.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

enum { TASKS = 100 };

/* A sweep of `over` with the models of `list`; each task waits `latency_s` and computes 1 ms on 2 cores. The
   caller releases it. */
static void make(struct sweep *sweep, const char *over, const char *const *list, double latency_s)
{
    struct failure why;
    struct span_cost costs[TASKS];
    struct options options = {.workload = workloads[0],
                              .tasks = TASKS,
                              .latency_ns = 20000000,
                              .work_ns = OPTIONS_NOT_GIVEN,
                              .file_bytes = OPTIONS_NOT_GIVEN,
                              .over = {over},
                              .over_count = 1};
    for (; *list; list++)
        assert_int_equal(entrant_parse(&options.entrants[options.entrant_count++], *list), 0);
    assert_int_equal(sweep_init(sweep, &options, &why), 0);
    for (size_t i = 0; i < TASKS; i++)
        costs[i] = (struct span_cost){.parent = SIZE_MAX, .latency_s = latency_s, .compute_s = 0.001};
    for (size_t i = 0; i < sweep->count; i++) {
        assert_int_equal(comparison_set_costs(&sweep->points[i].comparison, costs, TASKS), 0);
        sweep->points[i].comparison.cores = 2;
    }
}

/* Gives a model at a point three trials of about `wall_s`, which spread by `spread` of it: at every second
   point the other way round. */
static void add_trials(struct sweep *sweep, size_t point, size_t contender, double wall_s, double spread)
{
    struct contender *it = &sweep->points[point].comparison.contenders[contender];
    for (int i = -1; i <= 1; i++)
        it->trials[it->trial_count++].wall_s = wall_s * (1 + spread * (point % 2 ? -i : i));
}

static const char *const pools[] = {"sequential", "fork-pool", "pthread-pool:3", NULL};

static void what_does_not_vary_is_measured_once(void **state)
{
    struct sweep sweep;
    (void)state;
    make(&sweep, "workers=1..4", pools, 0.02);
    assert_int_equal(sweep.count, 3);
    assert_int_equal(sweep.points[0].comparison.count, 3);
    for (size_t i = 1; i < 3; i++) {
        const struct comparison *comparison = &sweep.points[i].comparison;
        assert_int_equal(comparison->count, 1);
        assert_int_equal(comparison->contenders[0].in_flight, 1 << i);
    }
    assert_string_equal(sweep.series[0], "sequential");
    assert_string_equal(sweep.series[1], "fork-pool");
    assert_string_equal(sweep.series[2], "pthread-pool:3");
    sweep_release(&sweep);
}

static void along_other_things_every_model_is_everywhere(void **state)
{
    struct sweep sweep;
    (void)state;
    make(&sweep, "parse-cost=0..2ms", pools, 0.02);
    assert_int_equal(sweep.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(sweep.points[i].comparison.count, 3);
        assert_int_equal(sweep.points[i].options.work_ns, sweep.axes[0].values[i]);
    }
    assert_string_equal(sweep.series[1], "fork-pool:4");
    sweep_release(&sweep);
}

static void the_fastest_wins_unless_the_rounds_do_not_tell(void **state)
{
    static const struct {
        double other_s, spread;
        bool tie;
    } cases[] = {{1.5, 0.001, false}, {1.02, 0.001, true}, {1.5, 0, false}, {1.04, 0.0001, false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sweep sweep;
        make(&sweep, "parse-cost=0..1us", pools, 0.02);
        add_trials(&sweep, 0, 0, cases[i].other_s, cases[i].spread);
        add_trials(&sweep, 0, 1, 1, 0);
        add_trials(&sweep, 0, 2, 2, 0);
        assert_int_equal(sweep_analyse(&sweep), 0);
        const struct winner *winner = &sweep.points[0].winner;
        assert_string_equal(sweep_series(&sweep, &sweep.points[0], winner->first), "fork-pool:4");
        assert_string_equal(sweep_series(&sweep, &sweep.points[0], winner->second), "sequential");
        assert_true(fabs(winner->factor - cases[i].other_s) < 1e-9);
        assert_int_equal(winner->tie, cases[i].tie);
        assert_null(sweep.points[1].winner.first);
        sweep_release(&sweep);
    }
}

static void what_was_run_once_ties(void **state)
{
    struct sweep sweep;
    (void)state;
    make(&sweep, "parse-cost=0..1us", pools, 0.02);
    for (size_t i = 0; i < 2; i++) {
        struct contender *contender = &sweep.points[0].comparison.contenders[i];
        contender->trials[contender->trial_count++].wall_s = (double)(i + 1);
    }
    assert_int_equal(sweep_analyse(&sweep), 0);
    assert_true(sweep.points[0].winner.tie);
    sweep_release(&sweep);
}

static void rates_come_with_an_interval_above_0(void **state)
{
    struct sweep sweep;
    (void)state;
    make(&sweep, "workers=1..4", pools, 0.02);
    struct contender *contender = &sweep.points[1].comparison.contenders[0];
    contender->trials = realloc(contender->trials, 6 * sizeof *contender->trials);
    assert_non_null(contender->trials);
    add_trials(&sweep, 1, 0, 2, 0.9);
    assert_int_equal(sweep_analyse(&sweep), 0);
    const struct point *point = &sweep.points[1];
    const struct estimate *rate = point_rate(point, point_find(point, 1));
    assert_true(isnan(rate->interval.low)); /* too few rounds */
    add_trials(&sweep, 1, 0, 2, 0.5);
    assert_int_equal(sweep_analyse(&sweep), 0);
    assert_true(rate->value == (double)TASKS / 2);
    assert_true(rate->interval.low > 0 && rate->interval.low < rate->value);
    assert_true(rate->interval.high > rate->value);
    assert_null(point_find(point, 0));
    assert_null(point_find(&sweep.points[0], 1));
    sweep_release(&sweep);
}

/* A sweep of 1, 2, 4 ... workers that take these seconds; the formula says 2 · (1 + latency_s / 1 ms). */
static void check(double latency_s, const double *walls, double spread, size_t best, enum advice expected)
{
    static const char *const alone[] = {"pthread-pool", NULL};
    struct sweep sweep;
    struct formula_check found;
    make(&sweep, "workers=1..16", alone, latency_s);
    for (size_t i = 0; i < sweep.count; i++)
        add_trials(&sweep, i, 0, walls[i], spread);
    assert_int_equal(sweep_analyse(&sweep), 0);
    assert_true(advice_find(&found, &sweep, 0));
    assert_int_equal(found.best, best);
    assert_int_equal(found.verdict, expected);
    sweep_release(&sweep);
}

static void the_formula_is_held_against_what_was_enough(void **state)
{
    static const double at_8[] = {8, 4, 2, 1, 0.98};
    static const double at_16[] = {8, 4, 2, 1, 0.5};
    (void)state;
    check(0.003, at_8, 0.001, 8, ADVICE_HOLDS);     /* 8 */
    check(0.007, at_8, 0.001, 8, ADVICE_HOLDS);     /* 16 */
    check(0.008, at_8, 0.001, 8, ADVICE_TOO_MANY);  /* 18 */
    check(0.0015, at_8, 0.001, 8, ADVICE_HOLDS);    /* 5 */
    check(0.001, at_8, 0.001, 8, ADVICE_TOO_FEW);   /* 4 */
    check(0.001, at_8, 0.3, 8, ADVICE_UNSURE);      /* 4 */
    check(0.003, at_16, 0.001, 16, ADVICE_TOO_FEW); /* 8 */
    check(0.020, at_16, 0.001, 16, ADVICE_OPEN);    /* 42 */
    check(0.007, at_16, 0.001, 16, ADVICE_HOLDS);   /* 16 */
}

static void an_event_loop_and_other_sweeps_have_no_verdict(void **state)
{
    static const char *const loop[] = {"coroutine", NULL};
    struct sweep sweep;
    struct formula_check found;
    (void)state;
    make(&sweep, "workers=1,2", loop, 0.02);
    add_trials(&sweep, 0, 0, 2, 0);
    add_trials(&sweep, 1, 0, 1, 0);
    assert_int_equal(sweep_analyse(&sweep), 0);
    assert_false(advice_find(&found, &sweep, 0));
    sweep_release(&sweep);
    make(&sweep, "workers=1..4", pools, 0.02);
    assert_false(advice_find(&found, &sweep, 1)); /* it has no times */
    sweep_release(&sweep);
}

static void a_warning_is_said_once_with_its_points(void **state)
{
    struct sweep sweep;
    struct lines lines = {.count = 0};
    (void)state;
    make(&sweep, "parse-cost=0..2ms", pools, 0.02);
    for (size_t i = 0; i < sweep.count; i++) {
        struct contender *contenders = sweep.points[i].comparison.contenders;
        add_trials(&sweep, i, 0, 1, 0);
        add_trials(&sweep, i, 1, 1, 0);
        contenders[0].limited_by = i == 1 ? LIMITED_LATENCY : LIMITED_ORIGIN;
        contenders[1].limited_by = LIMITED_ORIGIN;
        (void)snprintf(contenders[2].problem, sizeof contenders[2].problem, "%s",
                       i < 2 ? "the dog ate it" : "the cat did");
    }
    sweep_report_warnings(&lines, &sweep);
    assert_int_equal(lines.count, 4);
    assert_non_null(
        strstr(lines.text[0], "at computing 0, 2.00 ms the web server was the limit of sequential,"));
    assert_non_null(strstr(lines.text[1],
                           "at computing 0, 1.00 ms, 2.00 ms the web server was the limit of fork-pool:4,"));
    assert_string_equal(lines.text[2],
                        "pthread-pool:3: no time at computing 0, 1.00 ms, because the dog ate it");
    assert_string_equal(lines.text[3], "pthread-pool:3: no time at computing 2.00 ms, because the cat did");
    sweep_release(&sweep);
}

static void a_warning_about_many_points_is_a_line(void **state)
{
    static const char *const alone[] = {"pthread-pool", NULL};
    struct sweep sweep;
    struct lines lines = {.count = 0};
    (void)state;
    make(&sweep, "parse-cost=0..100ms", alone, 0.02);
    for (size_t i = 0; i < sweep.count; i++)
        sweep.points[i].comparison.contenders[0].problem[0] = '!';
    sweep_report_warnings(&lines, &sweep);
    assert_int_equal(lines.count, 1);
    assert_non_null(strstr(lines.text[0], "at computing 0, 1.00 ms, 2.00 ms, "));
    assert_non_null(strstr(lines.text[0], "64.0 ms, 100 ms, because !"));
    sweep_release(&sweep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_vary_is_measured_once),
        cmocka_unit_test(along_other_things_every_model_is_everywhere),
        cmocka_unit_test(the_fastest_wins_unless_the_rounds_do_not_tell),
        cmocka_unit_test(what_was_run_once_ties),
        cmocka_unit_test(rates_come_with_an_interval_above_0),
        cmocka_unit_test(the_formula_is_held_against_what_was_enough),
        cmocka_unit_test(an_event_loop_and_other_sweeps_have_no_verdict),
        cmocka_unit_test(a_warning_is_said_once_with_its_points),
        cmocka_unit_test(a_warning_about_many_points_is_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
