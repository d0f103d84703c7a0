/* SPDX-License-Identifier: MIT */
/* Statistics against reference values, and against the truth of simulated samples. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "stats/random.h"
#include "stats/ratio.h"
#include "stats/statistics.h"

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-9 * fabs(expected)))
        fail_msg("%.17g is not %.17g", value, expected);
}

/* A standard normal number (Box and Muller 1958). */
static double normal(struct random *random)
{
    double radius = sqrt(-2 * log(1 - random_unit(random)));
    return radius * cos(2 * acos(-1) * random_unit(random));
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
    assert_int_equal(statistics_interval(one, 0, &interval), -EINVAL);
    assert_int_equal(statistics_interval(one, 1, &interval), 0);
    assert_true(isnan(interval.low) && isnan(interval.high));
    assert_false(statistics_settled(interval, 3, 0.02));
}

static void values_that_are_not_finite_are_refused(void **state)
{
    static const double times[] = {1, NAN, 2, 1, 2, 1};
    struct interval interval;

    (void)state;
    assert_int_equal(statistics_interval(times, 6, &interval), -EINVAL);
}

/* scipy 1.10: stats.t.interval(.95, len(x) - 1, mean(x), stats.sem(x)). */
static void few_values_get_students_interval(void **state)
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
        assert_int_equal(statistics_interval(cases[i].values, cases[i].count, &interval), 0);
        assert_near(interval.low, cases[i].low);
        assert_near(interval.high, cases[i].high);
    }
}

/* The bootstrap's exact distribution: the median of a resample of n (odd) values is at most the kth with
   probability scipy.stats.binom.sf((n - 1) / 2, n, k / n). For n = 9 that is 0.00145 for k = 1 and 0.0304 for
   k = 2; the expanded percentile, norm.cdf(-sqrt(9 / 8) * t.ppf(.975, 8)), is 0.0072: the 2nd and the 8th.
   For n = 7: 0.0102 for k = 1 and a percentile of 0.0041: the whole range. For n = 6, enumerated: likewise.
 */
static void more_values_get_expanded_percentiles_of_resampled_medians(void **state)
{
    static const double values[] = {256, 1, 64, 2, 16, 4, 8, 32, 128};
    static const double range[] = {2, 64, 1, 16, 4, 8, 32};
    struct interval interval;

    (void)state;
    assert_int_equal(statistics_interval(values, 9, &interval), 0);
    assert_near(interval.low, 2);
    assert_near(interval.high, 128);
    assert_int_equal(statistics_interval(range, 7, &interval), 0);
    assert_near(interval.low, 1);
    assert_near(interval.high, 64);
    assert_int_equal(statistics_interval(range, 6, &interval), 0);
    assert_near(interval.low, 1);
    assert_near(interval.high, 64);
}

static void the_same_values_give_the_same_interval(void **state)
{
    static const double values[] = {1.01, 1.12, 1.03, 1.4, 1.25, 1.16, 1.07, 1.28, 1.09, 1.3};
    struct interval first;
    struct interval second;

    (void)state;
    assert_int_equal(statistics_interval(values, 10, &first), 0);
    assert_int_equal(statistics_interval(values, 10, &second), 0);
    assert_true(first.low >= second.low && first.low <= second.low);
    assert_true(first.high >= second.high && first.high <= second.high);
}

static void the_median_lies_inside_every_interval(void **state)
{
    struct random random;
    struct interval interval;
    double values[12];

    (void)state;
    random_seed(&random, 4);
    for (size_t sample = 0; sample < 220; sample++) {
        size_t count = 2 + sample % 11;
        for (size_t i = 0; i < count; i++)
            values[i] = exp(3 * normal(&random));
        assert_int_equal(statistics_interval(values, count, &interval), 0);
        assert_true(interval.low <= statistics_median(values, count));
        assert_true(interval.high >= statistics_median(values, count));
    }
}

/* The share of `samples` of normal numbers around 0 whose interval holds 0. */
static double coverage(size_t count, size_t samples)
{
    struct random random;
    struct interval interval;
    size_t held = 0;
    double values[12];

    random_seed(&random, count);
    for (size_t sample = 0; sample < samples; sample++) {
        for (size_t i = 0; i < count; i++)
            values[i] = normal(&random);
        assert_int_equal(statistics_interval(values, count, &interval), 0);
        held += interval.low <= 0 && interval.high >= 0;
    }
    return (double)held / (double)samples;
}

/* 400 samples: the share is within 0.036 of a true 0.95 in all but 1 of 1,000 tries. The plain percentiles of
   7 values, with their 0.87, fall through. */
static void ninety_five_percent_of_intervals_hold_the_truth(void **state)
{
    (void)state;
    for (size_t count = 2; count <= 10; count++) {
        double share = coverage(count, 400);
        assert_true(share >= 0.914);
        assert_true(share < 1);
    }
}

/* scipy 1.10: l = log(base / other); exp(mean(l)), exp(stats.t.interval(.95, 2, mean(l), stats.sem(l))). */
static void a_speedup_is_the_mean_of_few_paired_log_ratios(void **state)
{
    static const double base[] = {6.03, 6.01, 6.08};
    static const double other[] = {1.81, 1.83, 1.80};
    struct estimate speedup;

    (void)state;
    assert_int_equal(ratio_speedup(base, other, 3, &speedup), 0);
    assert_near(speedup.value, 3.330921501020595);
    assert_near(speedup.interval.low, 3.2166274263397683);
    assert_near(speedup.interval.high, 3.4492767036393905);
}

/* Both models are slower in some rounds, and alike: pairs tell what the medians of each, 6 and 2, could not.
 */
static void rounds_that_slow_both_models_do_not_blur_the_speedup(void **state)
{
    static const double base[] = {6, 9, 6, 12, 6, 6.6};
    static const double other[] = {2, 3, 2, 4, 2, 2.2};
    struct estimate speedup;

    (void)state;
    assert_int_equal(ratio_speedup(base, other, 6, &speedup), 0);
    assert_near(speedup.value, 3);
    assert_near(speedup.interval.low, 3);
    assert_near(speedup.interval.high, 3);
    assert_true(statistics_settled(speedup.interval, speedup.value, 0.02));
}

static void a_speedup_of_many_rounds_is_their_median(void **state)
{
    static const double base[] = {2, 2, 2, 2, 2, 2, 2};
    static const double other[] = {1, 1, 1, 1, 0.5, 0.5, 0.001};
    struct estimate speedup;

    (void)state;
    assert_int_equal(ratio_speedup(base, other, 7, &speedup), 0);
    assert_near(speedup.value, 2);
}

static void a_time_that_is_not_positive_has_no_speedup(void **state)
{
    static const double base[] = {1, 0};
    static const double other[] = {1, 1};
    struct estimate speedup;

    (void)state;
    assert_int_equal(ratio_speedup(base, other, 2, &speedup), -EINVAL);
    assert_int_equal(ratio_speedup(other, base, 2, &speedup), -EINVAL);
    assert_int_equal(ratio_speedup(base, other, 0, &speedup), -EINVAL);
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
        cmocka_unit_test(few_values_get_students_interval),
        cmocka_unit_test(more_values_get_expanded_percentiles_of_resampled_medians),
        cmocka_unit_test(the_same_values_give_the_same_interval),
        cmocka_unit_test(the_median_lies_inside_every_interval),
        cmocka_unit_test(ninety_five_percent_of_intervals_hold_the_truth),
        cmocka_unit_test(a_speedup_is_the_mean_of_few_paired_log_ratios),
        cmocka_unit_test(rounds_that_slow_both_models_do_not_blur_the_speedup),
        cmocka_unit_test(a_speedup_of_many_rounds_is_their_median),
        cmocka_unit_test(a_time_that_is_not_positive_has_no_speedup),
        cmocka_unit_test(settled_is_both_ends_within_the_margin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
