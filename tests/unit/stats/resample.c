/* SPDX-License-Identifier: MIT */
/* Intervals of medians and of their ratios: against the bootstrap's exact distribution, and against the truth
   of simulated samples. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/random.h"
#include "stats/resample.h"
#include "tests/normal.h"

enum { MOST = 12 };

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-9 * fabs(expected)))
        fail_msg("%.17g is not %.17g", value, expected);
}

static void too_few_values_have_no_interval(void **state)
{
    static const double values[] = {5, 3, 4, 1, 2};
    struct interval interval;
    (void)state;
    for (size_t count = 1; count <= 5; count++) {
        assert_int_equal(resample_median(values, count, &interval), 0);
        assert_true(isnan(interval.low) && isnan(interval.high));
        assert_int_equal(resample_median_ratio(values, values, count, &interval), 0);
        assert_true(isnan(interval.low) && isnan(interval.high));
    }
}

static void what_has_no_median_or_no_ratio_is_refused(void **state)
{
    static const double right[] = {1, 1, 2, 1, 2, 1};
    static const double wrong[][6] = {{1, NAN, 2, 1, 2, 1}, {1, INFINITY, 2, 1, 2, 1}};
    static const double none[][6] = {{1, 0, 2, 1, 2, 1}, {1, -1, 2, 1, 2, 1}};
    struct interval interval;
    (void)state;
    assert_int_equal(resample_median(right, 0, &interval), -EINVAL);
    assert_int_equal(resample_median_ratio(right, right, 0, &interval), -EINVAL);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(resample_median(wrong[i], 6, &interval), -EINVAL);
        assert_int_equal(resample_median_ratio(wrong[i], right, 6, &interval), -EINVAL);
        assert_int_equal(resample_median_ratio(right, none[i], 6, &interval), -EINVAL);
        assert_int_equal(resample_median_ratio(none[i], right, 6, &interval), -EINVAL);
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
    assert_int_equal(resample_median(values, 9, &interval), 0);
    assert_near(interval.low, 2);
    assert_near(interval.high, 128);
    assert_int_equal(resample_median(range, 7, &interval), 0);
    assert_near(interval.low, 1);
    assert_near(interval.high, 64);
    assert_int_equal(resample_median(range, 6, &interval), 0);
    assert_near(interval.low, 1);
    assert_near(interval.high, 64);
}

static void the_same_values_give_the_same_interval(void **state)
{
    static const double values[] = {1.01, 1.12, 1.03, 1.4, 1.25, 1.16, 1.07, 1.28, 1.09, 1.3};
    struct interval first;
    struct interval second;

    (void)state;
    assert_int_equal(resample_median(values, 10, &first), 0);
    assert_int_equal(resample_median(values, 10, &second), 0);
    assert_true(first.low >= second.low && first.low <= second.low);
    assert_true(first.high >= second.high && first.high <= second.high);
}

static void the_median_lies_inside_every_interval_and_that_in_the_range(void **state)
{
    struct random random;
    struct interval interval;
    double values[MOST];

    (void)state;
    random_seed(&random, 4);
    for (size_t sample = 0; sample < 140; sample++) {
        size_t count = RESAMPLE_LEAST + sample % 7;
        for (size_t i = 0; i < count; i++)
            values[i] = exp(3 * normal(&random));
        assert_int_equal(resample_median(values, count, &interval), 0);
        assert_true(interval.low <= statistics_median(values, count));
        assert_true(interval.high >= statistics_median(values, count));
        qsort(values, count, sizeof *values, statistics_ascending);
        assert_true(interval.low >= values[0] && interval.high <= values[count - 1]);
    }
}

/* Both are slower in some rounds, and alike: the ratio is known as if nothing had been. */
static void rounds_that_slow_both_do_not_blur_their_ratio(void **state)
{
    static const double over[] = {6, 9, 6, 12, 6, 6.6};
    static const double under[] = {2, 3, 2, 4, 2, 2.2};
    struct interval interval;
    (void)state;
    assert_int_equal(resample_median_ratio(over, under, 6, &interval), 0);
    assert_near(interval.low, 3);
    assert_near(interval.high, 3);
}

static void the_ratio_of_the_medians_lies_inside_its_interval(void **state)
{
    struct random random;
    struct interval interval;
    double over[MOST];
    double under[MOST];
    (void)state;
    random_seed(&random, 5);
    for (size_t sample = 0; sample < 70; sample++) {
        size_t count = RESAMPLE_LEAST + sample % 7;
        for (size_t i = 0; i < count; i++) {
            over[i] = exp(normal(&random));
            under[i] = exp(normal(&random));
        }
        assert_int_equal(resample_median_ratio(over, under, count, &interval), 0);
        double ratio = statistics_median(over, count) / statistics_median(under, count);
        assert_true(interval.low <= ratio && ratio <= interval.high);
    }
}

/* The share of `samples` whose interval holds the truth: of normal times around 1, or of the ratio of two. */
static double coverage(size_t count, size_t samples, bool of_ratio)
{
    struct random random;
    struct interval interval;
    size_t held = 0;
    double over[MOST];
    double under[MOST];
    random_seed(&random, count);
    for (size_t sample = 0; sample < samples; sample++) {
        for (size_t i = 0; i < count; i++) {
            over[i] = 1 + 0.03 * normal(&random);
            under[i] = 1 + 0.03 * normal(&random);
        }
        assert_int_equal(of_ratio ? resample_median_ratio(over, under, count, &interval)
                                  : resample_median(over, count, &interval),
                         0);
        held += interval.low <= 1 && interval.high >= 1;
    }
    return (double)held / (double)samples;
}

/* 400 samples: the share is within 0.036 of a true 0.95 in all but 1 of 1,000 tries. The plain percentiles of
   7 values, with their 0.87, fall through. */
static void ninety_five_percent_of_intervals_hold_the_truth(void **state)
{
    static const size_t counts[] = {7, 10};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (int of_ratio = 0; of_ratio < 2; of_ratio++) {
            double share = coverage(counts[i], 400, of_ratio);
            assert_true(share >= 0.914);
            assert_true(share < 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_few_values_have_no_interval),
        cmocka_unit_test(what_has_no_median_or_no_ratio_is_refused),
        cmocka_unit_test(more_values_get_expanded_percentiles_of_resampled_medians),
        cmocka_unit_test(the_same_values_give_the_same_interval),
        cmocka_unit_test(the_median_lies_inside_every_interval_and_that_in_the_range),
        cmocka_unit_test(rounds_that_slow_both_do_not_blur_their_ratio),
        cmocka_unit_test(the_ratio_of_the_medians_lies_inside_its_interval),
        cmocka_unit_test(ninety_five_percent_of_intervals_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
