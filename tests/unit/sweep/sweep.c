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
#include "bench/sweep/further.h"
#include "bench/sweep/sweep.h"
#include "bench/sweep/words.h"
#include "bench/words/number.h"

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
        enum standing standing;
    } cases[] = {{1.5, 0.001, STANDING_FASTER},   {1.02, 0.001, STANDING_SAME}, {1.5, 0, STANDING_FASTER},
                 {1.04, 0.0001, STANDING_FASTER}, {1.02, 0.2, STANDING_OPEN},   {1.2, 0.2, STANDING_OPEN}};
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
        assert_int_equal(winner->standing, cases[i].standing);
        assert_int_equal(further_wanted(&sweep, &sweep.points[0]), cases[i].standing == STANDING_OPEN);
        assert_null(sweep.points[1].winner.first);
        assert_false(further_wanted(&sweep, &sweep.points[1]));
        sweep_release(&sweep);
    }
}

static void what_was_run_once_is_undecided(void **state)
{
    struct sweep sweep;
    (void)state;
    make(&sweep, "parse-cost=0..1us", pools, 0.02);
    for (size_t i = 0; i < 2; i++) {
        struct contender *contender = &sweep.points[0].comparison.contenders[i];
        contender->trials[contender->trial_count++].wall_s = (double)(i + 1);
    }
    assert_int_equal(sweep_analyse(&sweep), 0);
    assert_int_equal(sweep.points[0].winner.standing, STANDING_UNKNOWN);
    assert_true(further_wanted(&sweep, &sweep.points[0]));
    sweep_release(&sweep);
}

static void a_point_says_why_it_had_no_more_rounds(void **state)
{
    struct sweep sweep;
    (void)state;
    make(&sweep, "parse-cost=0..1us", pools, 0.02);
    struct point *point = &sweep.points[0];
    add_trials(&sweep, 0, 0, 1.2, 0.2);
    add_trials(&sweep, 0, 1, 1, 0);
    add_trials(&sweep, 0, 2, 2, 0);
    assert_int_equal(sweep_analyse(&sweep), 0);
    point->comparison.rounds = 3;
    assert_int_equal(further_stop(&sweep, point), STOP_TIME);
    point->comparison.rounds = SWEEP_MOST_ROUNDS;
    assert_int_equal(further_stop(&sweep, point), STOP_MOST);
    assert_int_equal(further_stop(&sweep, &sweep.points[1]), STOP_DECIDED);
    sweep.options.rounds = 3;
    assert_int_equal(further_stop(&sweep, point), STOP_ASKED);
    sweep.partial = true;
    assert_int_equal(further_stop(&sweep, point), STOP_EARLY);
    for (int i = 0; i < STOP_COUNT; i++)
        assert_non_null(further_stops[i]);
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

static void the_formula_is_held_against_what_was_enough(void **state)
{
    static const struct {
        size_t advised, least, enough; /* the latter two: which of 1, 2, 4, 8, 16 */
        enum advice expected;
    } cases[] = {
        {8, 3, 3, ADVICE_HOLDS},     {16, 3, 3, ADVICE_HOLDS},    {5, 3, 3, ADVICE_BETWEEN},
        {4, 3, 3, ADVICE_TOO_FEW},   {17, 3, 3, ADVICE_TOO_MANY}, {1, 0, 0, ADVICE_HOLDS},
        {3, 0, 0, ADVICE_TOO_MANY},  {17, 4, 4, ADVICE_BEYOND},   {16, 4, 4, ADVICE_HOLDS},
        {8, 2, 3, ADVICE_HOLDS},     {4, 2, 3, ADVICE_UNSURE},    {2, 2, 3, ADVICE_TOO_FEW},
        {17, 2, 3, ADVICE_TOO_MANY}, {16, 2, 3, ADVICE_UNSURE},   {23, 0, 4, ADVICE_UNSURE},
        {6, 2, 3, ADVICE_UNSURE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct formula_check check = {.tried = {1, 2, 4, 8, 16},
                                            .count = 5,
                                            .least = cases[i].least,
                                            .enough = cases[i].enough,
                                            .advised = cases[i].advised};
        assert_int_equal(advice_judge(&check), cases[i].expected);
    }
}

static const char *const alone[] = {"pthread-pool", NULL};

/* A sweep of 1, 2, 4, 8, 16 workers that take these seconds; the formula says 2 · (1 + latency_s / 1 ms). */
static void make_workers(struct sweep *sweep, double latency_s, const double *walls, double spread)
{
    make(sweep, "workers=1..16", alone, latency_s);
    for (size_t i = 0; i < sweep->count; i++) {
        for (size_t j = 0; j < 3; j++)
            add_trials(sweep, i, 0, walls[i], i == 2 ? spread : 0);
        sweep->points[i].comparison.rounds = 9;
    }
    assert_int_equal(sweep_analyse(sweep), 0);
}

static void as_many_are_enough_as_are_known_to_be(void **state)
{
    static const double walls[] = {8, 4, 1.1, 1, 0.99};
    struct sweep sweep;
    struct formula_check found;
    (void)state;
    make_workers(&sweep, 0.003, walls, 0.001); /* 4 workers are known to be slower than 8 */
    assert_true(advice_find(&found, &sweep, 0));
    assert_int_equal(found.tried[found.enough], 8);
    assert_int_equal(found.least, found.enough);
    assert_int_equal(found.advised, 8);
    assert_true(fabs(found.below_share - 0.9) < 1e-9);
    for (size_t i = 0; i < sweep.count; i++)
        assert_false(further_wanted(&sweep, &sweep.points[i]));
    sweep_release(&sweep);
    make_workers(&sweep, 0.003, walls, 0.2); /* they are not */
    assert_true(advice_find(&found, &sweep, 0));
    assert_int_equal(found.tried[found.enough], 8);
    assert_int_equal(found.tried[found.least], 4);
    for (size_t i = 0; i < sweep.count; i++) /* 4, and the fastest */
        assert_int_equal(further_wanted(&sweep, &sweep.points[i]), i == 2 || i == 4);
    sweep_release(&sweep);
}

/* What the numbers mean, joined; the formula says 2 · (1 + latency_s / 1 ms). */
static void says(char out[LINES_SIZE], double latency_s, const double *walls, double spread, size_t rounds)
{
    struct sweep sweep;
    struct lines lines = {.count = 0};
    make_workers(&sweep, latency_s, walls, spread);
    sweep.options.rounds = rounds;
    sweep_report_meaning(&lines, &sweep);
    out[0] = '\0';
    for (size_t i = 0; i < lines.count; i++)
        text_add(out, LINES_SIZE, "%s\n", lines.text[i]);
    sweep_release(&sweep);
}

static void what_was_never_run_is_called_so(void **state)
{
    static const double at_8[] = {8, 4, 2, 1, 1};
    char text[LINES_SIZE];
    (void)state;
    says(text, 0.0105, at_8, 0.001, 3);
    assert_non_null(strstr(text, "more than one a task: 23 workers"));
    assert_non_null(strstr(text, "23 workers were not run: the most were 16."));
    assert_non_null(strstr(text, "it asks for 23, more than twice the 8 that were enough."));
    says(text, 0.0045, at_8, 0.001, 3);
    assert_non_null(strstr(text, "11 workers were not run themselves: 8 and 16 were, as the nearest."));
    assert_non_null(strstr(text, "it asks for 11, no fewer than the 8 that were enough"));
    says(text, 0.003, at_8, 0.001, 3);
    assert_null(strstr(text, "were not run"));
    says(text, 0.0015, at_8, 0.001, 3);
    assert_non_null(
        strstr(text, "it asks for 5, between the 4 that were too few and the 8 that were enough."));
    says(text, 0, at_8, 0.001, 3);
    assert_non_null(strstr(text, "its 2 are too few, as even 4 reach only 50.0 % of the best."));
}

static void what_is_open_is_called_open(void **state)
{
    static const double at_8[] = {8, 4, 1.1, 1, 1};
    char text[LINES_SIZE];
    (void)state;
    says(text, 0.001, at_8, 0.2, 3);
    assert_non_null(strstr(text, "8 workers were enough here"));
    assert_non_null(strstr(text, "whether as few as 4 are, these rounds cannot tell."));
    assert_non_null(strstr(text, "(--rounds 10 or a quieter machine may tell)"));
    assert_null(strstr(text, "does not hold"));
    says(text, 0.001, at_8, 0.2, 0);
    assert_non_null(strstr(text, "(a longer --time-limit or a quieter machine may tell)"));
}

static void a_rate_that_may_be_anything_says_nothing(void **state)
{
    static const double walls[] = {1, 1, 0.9, 1, 1};
    char text[LINES_SIZE];
    (void)state;
    says(text, 0.0105, walls, 0.9, 3);
    assert_non_null(
        strstr(text, "these rounds say nothing about how many workers are enough: the throughput of 4"));
    assert_null(strstr(text, "were enough"));
    assert_null(strstr(text, "twice"));
}

static void a_hint_never_asks_for_what_was_done(void **state)
{
    static const struct {
        size_t asked, rounds;
        const char *says;
    } cases[] = {{1, 1, "--rounds 10 or"},        {9, 9, "--rounds 10 or"},
                 {10, 10, "--rounds 20 or"},      {600, 600, "a quieter"},
                 {0, 3, "a longer --time-limit"}, {0, SWEEP_MOST_ROUNDS, "a quieter"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct sweep sweep = {.options.rounds = cases[i].asked};
        const struct text_number hint = sweep_hint(&sweep, cases[i].rounds);
        assert_int_equal(strncmp(hint.text, cases[i].says, strlen(cases[i].says)), 0);
    }
}

static void of_any_other_thing_is_said_who_is_fastest_where(void **state)
{
    static const char *const two[] = {"sequential", "coroutine", NULL};
    struct sweep sweep;
    struct lines lines = {.count = 0};
    (void)state;
    make(&sweep, "parse-cost=0,1ms", two, 0.02);
    add_trials(&sweep, 0, 0, 3, 0);
    add_trials(&sweep, 0, 1, 1, 0);
    add_trials(&sweep, 1, 1, 1, 0); /* alone there: nothing is won */
    assert_int_equal(sweep_analyse(&sweep), 0);
    sweep_report_meaning(&lines, &sweep);
    assert_int_equal(lines.count, 1);
    assert_string_equal(lines.text[0],
                        "coroutine wins at 1 of 2 points, at up to 3.00 times the speed of the second "
                        "(computing 0).");
    sweep_release(&sweep);
}

static void ties_and_undecided_points_are_counted_apart(void **state)
{
    static const struct {
        double other_s, spread;
    } cells[] = {{1.5, 0.001}, {1.02, 0.001}, {1.01, 0.2}, {1.2, 0.2}};
    struct sweep sweep;
    struct failure why;
    struct lines lines = {.count = 0};
    struct options options = {.workload = workloads[0],
                              .tasks = TASKS,
                              .latency_ns = OPTIONS_NOT_GIVEN,
                              .work_ns = OPTIONS_NOT_GIVEN,
                              .file_bytes = OPTIONS_NOT_GIVEN,
                              .over = {"latency=0,1ms", "parse-cost=0,1ms"},
                              .over_count = 2};
    struct span_cost costs[TASKS];
    (void)state;
    assert_int_equal(entrant_parse(&options.entrants[0], "sequential"), 0);
    assert_int_equal(entrant_parse(&options.entrants[1], "coroutine"), 0);
    options.entrant_count = 2;
    assert_int_equal(sweep_init(&sweep, &options, &why), 0);
    for (size_t i = 0; i < TASKS; i++)
        costs[i] = (struct span_cost){.parent = SIZE_MAX, .latency_s = 0.001, .compute_s = 0.001};
    for (size_t i = 0; i < sweep.count; i++) {
        assert_int_equal(comparison_set_costs(&sweep.points[i].comparison, costs, TASKS), 0);
        add_trials(&sweep, i, 0, cells[i].other_s, cells[i].spread);
        add_trials(&sweep, i, 1, 1, 0);
        sweep.points[i].comparison.rounds = 3;
    }
    assert_int_equal(sweep_analyse(&sweep), 0);
    sweep_report_meaning(&lines, &sweep);
    assert_int_equal(lines.count, 3);
    assert_string_equal(lines.text[0],
                        "coroutine wins at 1 of 4 points, at up to 1.50 times the speed of the second "
                        "(latency 0, computing 0).");
    assert_non_null(strstr(lines.text[1], "Ties: 1 of 4 points;"));
    assert_non_null(strstr(lines.text[2], "Undecided: 2 of 4 points;"));
    sweep_release(&sweep);
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
        cmocka_unit_test(what_was_run_once_is_undecided),
        cmocka_unit_test(a_point_says_why_it_had_no_more_rounds),
        cmocka_unit_test(rates_come_with_an_interval_above_0),
        cmocka_unit_test(the_formula_is_held_against_what_was_enough),
        cmocka_unit_test(as_many_are_enough_as_are_known_to_be),
        cmocka_unit_test(what_was_never_run_is_called_so),
        cmocka_unit_test(what_is_open_is_called_open),
        cmocka_unit_test(a_rate_that_may_be_anything_says_nothing),
        cmocka_unit_test(a_hint_never_asks_for_what_was_done),
        cmocka_unit_test(of_any_other_thing_is_said_who_is_fastest_where),
        cmocka_unit_test(ties_and_undecided_points_are_counted_apart),
        cmocka_unit_test(an_event_loop_and_other_sweeps_have_no_verdict),
        cmocka_unit_test(a_warning_is_said_once_with_its_points),
        cmocka_unit_test(a_warning_about_many_points_is_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
