/* SPDX-License-Identifier: MIT */
/* Statistics against reference values, and against the truth of simulated samples. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "stats/random.h"
#include "stats/statistics.h"
#include "tests/normal.h"

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-9 * fabs(expected)))
        fail_msg("%.17g is not %.17g", value, expected);
}

/* numpy 1.24.2: median, mean, std(ddof=1) of [6.03, 6.01, 6.08] and of [1, 4, 2, 8]. */
static void centre_and_deviation_are_numpys(void **state)
{
    static const double odd[] = {6.03, 6.01, 6.08};
    static const double even[] = {1, 4, 2, 8};

    (void)state;
    assert_near(statistics_median(odd, 3), 6.03);
    assert_near(statistics_mean(odd, 3), 6.04);
    assert_near(statistics_deviation(odd, 3), 0.03605551275463999);
    assert_near(statistics_median(even, 4), 3);
    assert_near(statistics_mean(even, 4), 3.75);
    assert_near(statistics_deviation(even, 4), 3.095695936834452);
}

static void too_few_values_are_not_a_number(void **state)
{
    static const double one[] = {3};
    struct interval interval;

    (void)state;
    assert_true(isnan(statistics_median(one, 0)));
    assert_true(isnan(statistics_mean(one, 0)));
    assert_true(isnan(statistics_deviation(one, 1)));
    assert_int_equal(statistics_mean_interval(one, 0, &interval), -EINVAL);
    assert_int_equal(statistics_mean_interval(one, 1, &interval), 0);
    assert_true(isnan(interval.low) && isnan(interval.high));
    assert_false(statistics_settled(interval, 3, 0.02));
}

static void values_that_are_not_finite_are_refused(void **state)
{
    static const double times[] = {1, NAN, 2, 1, 2, 1};
    struct interval interval;

    (void)state;
    assert_int_equal(statistics_mean_interval(times, 6, &interval), -EINVAL);
}

/* scipy 1.10: stats.t.interval(.95, len(x) - 1, mean(x), stats.sem(x)). */
static void a_mean_gets_students_interval(void **state)
{
    static const struct {
        size_t count;
        double values[5], low, high;
    } cases[] = {
        {2, {1, 4}, -16.55930710464814, 21.55930710464814},
        {3, {6.03, 6.01, 6.08}, 5.950433141046335, 6.129566858953663},
        {4, {1, 4, 2, 8}, -1.1759430482311535, 8.675943048231154},
        {5, {6.03, 6.01, 6.08, 6.02, 6.05}, 6.003545222348486, 6.0724547776515125},
    };
    struct interval interval;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(statistics_mean_interval(cases[i].values, cases[i].count, &interval), 0);
        assert_near(interval.low, cases[i].low);
        assert_near(interval.high, cases[i].high);
    }
}

/* Of 400 samples of normal numbers around 0 each: the share whose interval holds 0 is within 0.036 of a true
   0.95 in all but 1 of 1,000 tries. */
static void ninety_five_percent_of_the_means_intervals_hold_the_truth(void **state)
{
    const int samples = 400;
    struct random random;
    struct interval interval;
    double values[5];
    (void)state;
    random_seed(&random, 1);
    for (size_t count = 2; count <= 5; count++) {
        int held = 0;
        for (int sample = 0; sample < samples; sample++) {
            for (size_t i = 0; i < count; i++)
                values[i] = normal(&random);
            assert_int_equal(statistics_mean_interval(values, count, &interval), 0);
            held += interval.low <= 0 && interval.high >= 0;
        }
        assert_true(held >= 0.914 * samples && held < samples);
    }
}

static void settled_is_both_ends_within_the_margin(void **state)
{
    (void)state;
    assert_true(statistics_settled((struct interval){3.95, 4.05}, 4, 0.02));
    assert_false(statistics_settled((struct interval){3.91, 4.01}, 4, 0.02));
    assert_false(statistics_settled((struct interval){3.99, 4.09}, 4, 0.02));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(centre_and_deviation_are_numpys),
        cmocka_unit_test(too_few_values_are_not_a_number),
        cmocka_unit_test(values_that_are_not_finite_are_refused),
        cmocka_unit_test(a_mean_gets_students_interval),
        cmocka_unit_test(ninety_five_percent_of_the_means_intervals_hold_the_truth),
        cmocka_unit_test(settled_is_both_ends_within_the_margin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
