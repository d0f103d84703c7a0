/* SPDX-License-Identifier: MIT */
/* Who is first, and who shares a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "bench/measure/analysis.h"
#include "bench/measure/places.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

enum { MOST = 10 };

/* What was compared last. */
static struct options options;
static struct comparison comparison;

static int release(void **state)
{
    (void)state;
    comparison_release(&comparison);
    return 0;
}

/* Makes a comparison of these times: a row a model, 0 for a run that was not made. */
static void compare(size_t count, double times[][MOST])
{
    comparison_release(&comparison);
    options = (struct options){.workload = workloads[0], .tasks = 10, .entrant_count = count};
    for (size_t i = 0; i < count; i++) {
        char label[32];
        (void)snprintf(label, sizeof label, "pthread-pool:%zu", i + 1);
        assert_int_equal(entrant_parse(&options.entrants[i], label), 0);
    }
    assert_int_equal(comparison_init(&comparison, &options), 0);
    for (size_t i = 0; i < count; i++) {
        struct contender *contender = &comparison.contenders[i];
        for (size_t j = 0; j < MOST && times[i][j] > 0; j++)
            contender->trials[contender->trial_count++].wall_s = times[i][j];
    }
    assert_int_equal(analysis_times(&comparison), 0);
}

/* How the first of two stands to the second, and the second, accordingly, to the first. */
static void assert_standing(double times[2][MOST], enum standing expected)
{
    enum standing turned = expected == STANDING_FASTER   ? STANDING_SLOWER
                           : expected == STANDING_SLOWER ? STANDING_FASTER
                                                         : expected;
    compare(2, times);
    assert_int_equal(places_standing(&comparison.contenders[0], &comparison.contenders[1]), expected);
    assert_int_equal(places_standing(&comparison.contenders[1], &comparison.contenders[0]), turned);
}

static void assert_places(size_t count, double times[][MOST], const size_t *places)
{
    compare(count, times);
    for (size_t i = 0; i < count; i++) {
        if (comparison.contenders[i].place != places[i])
            fail_msg("model %zu: %zu", i, comparison.contenders[i].place);
    }
}

static void one_round_does_not_tell(void **state)
{
    (void)state;
    assert_standing((double[2][MOST]){{1}, {10}}, STANDING_UNKNOWN);
    assert_standing((double[2][MOST]){{1}, {10, 10}}, STANDING_UNKNOWN);
}

static void a_difference_in_every_round_is_told(void **state)
{
    (void)state;
    assert_standing((double[2][MOST]){{0.60, 0.61}, {6.01, 6.09}}, STANDING_FASTER);
    assert_standing((double[2][MOST]){{1.00, 1.01, 1.02}, {1.10, 1.12, 1.11}}, STANDING_FASTER);
    assert_standing((double[2][MOST]){{6, 6.1, 6.2, 6.1, 6, 6.1}, {5, 5.1, 5.2, 5.1, 5.3, 5}},
                    STANDING_SLOWER);
}

/* The machine is slower in some rounds, but for both: their medians' intervals overlap, their ratios do not.
 */
static void rounds_are_compared_in_pairs(void **state)
{
    double times[2][MOST] = {{1.0, 1.5, 1.2, 2.0, 1.1, 1.7, 1.3}, {1.1, 1.66, 1.32, 2.2, 1.2, 1.9, 1.42}};
    (void)state;
    assert_standing(times, STANDING_FASTER);
    const struct contender *both = comparison.contenders;
    assert_true(both[0].wall.interval.high > both[1].wall.interval.low);
}

static void what_differs_by_less_than_3_percent_is_the_same(void **state)
{
    (void)state;
    assert_standing((double[2][MOST]){{1.000, 1.002, 1.001}, {1.001, 1.000, 1.002}}, STANDING_SAME);
    assert_standing((double[2][MOST]){{1.000, 1.000, 1.000}, {1.020, 1.021, 1.020}}, STANDING_SAME);
    assert_standing((double[2][MOST]){{1.000, 1.000, 1.000}, {1.040, 1.041, 1.040}}, STANDING_FASTER);
}

static void what_the_rounds_do_not_tell_is_open(void **state)
{
    (void)state;
    assert_standing((double[2][MOST]){{1.0, 1.2, 1.1}, {1.1, 1.1, 1.3}}, STANDING_OPEN);
    assert_standing((double[2][MOST]){{0.5, 1.0}, {0.6, 2.0}}, STANDING_OPEN);
    assert_standing((double[2][MOST]){{1.0, 1.1, 0.9, 1.2, 1.0, 1.0}, {1.1, 1.0, 1.0, 1.1, 1.2, 0.9}},
                    STANDING_OPEN);
}

static void places_are_shared_where_nothing_tells(void **state)
{
    (void)state;
    assert_places(
        4, (double[][MOST]){{6.0, 6.1, 6.2}, {1.8, 1.81, 1.82}, {0.61, 0.612, 0.611}, {0.612, 0.611, 0.61}},
        (const size_t[]){4, 3, 1, 1});
    assert_places(3, (double[][MOST]){{1, 1.3, 1.1}, {1.2, 1.1, 1.2}, {5, 5.1, 5.2}},
                  (const size_t[]){1, 1, 3});
    assert_places(1, (double[][MOST]){{1, 2, 3}}, (const size_t[]){1});
}

/* The third spreads so much that it may be as fast as the first; the second is known to be slower than that,
   but not to be faster than the third. */
static void what_lies_between_two_of_a_place_shares_it(void **state)
{
    (void)state;
    assert_places(3, (double[][MOST]){{1.00, 1.01, 1.02}, {1.10, 1.11, 1.12}, {1.05, 1.60, 1.15}},
                  (const size_t[]){1, 1, 1});
    assert_places(
        4, (double[][MOST]){{1.00, 1.01, 1.02}, {1.30, 1.31, 1.32}, {1.31, 1.30, 1.32}, {2, 2.01, 2.02}},
        (const size_t[]){1, 2, 2, 4});
}

static void without_two_rounds_of_all_there_are_no_places(void **state)
{
    (void)state;
    assert_places(2, (double[][MOST]){{1}, {2}}, (const size_t[]){0, 0});
    assert_places(3, (double[][MOST]){{1, 1}, {2, 2}, {3}}, (const size_t[]){0, 0, 0});
}

static void who_was_taken_out_or_not_reached_has_no_place_and_takes_none(void **state)
{
    (void)state;
    compare(3, (double[][MOST]){{1, 1.01}, {0.1, 0.1}, {0}});
    (void)snprintf(comparison.contenders[1].problem, sizeof comparison.contenders[1].problem, "lost");
    places_find(&comparison);
    assert_int_equal(comparison.contenders[0].place, 1);
    assert_int_equal(comparison.contenders[1].place, 0);
    assert_int_equal(comparison.contenders[2].place, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_round_does_not_tell),
        cmocka_unit_test(a_difference_in_every_round_is_told),
        cmocka_unit_test(rounds_are_compared_in_pairs),
        cmocka_unit_test(what_differs_by_less_than_3_percent_is_the_same),
        cmocka_unit_test(what_the_rounds_do_not_tell_is_open),
        cmocka_unit_test(places_are_shared_where_nothing_tells),
        cmocka_unit_test(what_lies_between_two_of_a_place_shares_it),
        cmocka_unit_test(without_two_rounds_of_all_there_are_no_places),
        cmocka_unit_test(who_was_taken_out_or_not_reached_has_no_place_and_takes_none),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
