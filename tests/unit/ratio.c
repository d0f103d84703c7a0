/* SPDX-License-Identifier: MIT */
/* Ratios of two builds against the truth of simulated times. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "bench/random.h"
#include "bench/ratio.h"

enum { SAMPLES = 1000, MOST = 60 };
static const double truth = 1.05;

/* A standard normal number (Box and Muller 1958). */
static double normal(struct random *random)
{
    double radius = sqrt(-2 * log(1 - random_unit(random)));
    return radius * cos(2 * acos(-1) * random_unit(random));
}

static double normal_time(struct random *random)
{
    return 1 + 0.03 * normal(random);
}

static double log_normal_time(struct random *random)
{
    return 1 + 0.02 * exp(normal(random));
}

static double bimodal_time(struct random *random)
{
    return (random_unit(random) < 0.3 ? 1.08 : 1) + 0.01 * normal(random);
}

static double (*const noises[])(struct random *random) = {normal_time, log_normal_time, bimodal_time};

/* In which part of simulated comparisons of `count` rounds the interval holds the truth. */
static double coverage(double (*noise)(struct random *random), size_t count, int paired)
{
    struct random random;
    struct ratio ratio;
    double base[MOST];
    double other[MOST];
    int held = 0;
    random_seed(&random, count);
    for (int sample = 0; sample < SAMPLES; sample++) {
        for (size_t i = 0; i < count; i++) {
            base[i] = noise(&random);
            other[i] = truth * noise(&random);
        }
        assert_int_equal(paired ? ratio_paired(base, other, count, &ratio)
                                : ratio_separate(base, count, other, count, &ratio),
                         0);
        held += ratio.estimate.interval.low <= truth && truth <= ratio.estimate.interval.high;
    }
    return held / (double)SAMPLES;
}

/* 1 % beside 95 %, and three standard errors of 1,000 samples. */
static void the_paired_interval_holds_the_truth_in_95_of_100_samples(void **state)
{
    static const size_t counts[] = {6, 10, 20, 30, 60};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (size_t noise = 0; noise < 3; noise++) {
            double held = coverage(noises[noise], counts[i], 1);
            if (fabs(held - 0.95) > 0.01 + 0.021)
                fail_msg("%zu rounds, noise %zu: %.3f", counts[i], noise, held);
        }
    }
}

static void the_interval_of_separate_runs_holds_the_truth_at_least_as_often(void **state)
{
    static const size_t counts[] = {3, 6, 10, 30};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (size_t noise = 0; noise < 3; noise++) {
            double held = coverage(noises[noise], counts[i], 0);
            if (held < 0.95 - 0.021)
                fail_msg("%zu rounds, noise %zu: %.3f", counts[i], noise, held);
        }
    }
}

static void pairs_cancel_what_slows_both(void **state)
{
    double base[10];
    double other[10];
    struct ratio paired;
    struct ratio separate;
    (void)state;
    for (size_t i = 0; i < 10; i++) {
        base[i] = 1 + 0.5 * (double)(i % 4);
        other[i] = base[i] * (1.1 + 0.001 * (double)i);
    }
    assert_int_equal(ratio_paired(base, other, 10, &paired), 0);
    assert_int_equal(ratio_separate(base, 10, other, 10, &separate), 0);
    assert_true(paired.estimate.interval.low > 1.1 && paired.estimate.interval.high < 1.11);
    assert_true(paired.p < 0.005);
    assert_true(separate.estimate.interval.low < 1 && separate.p > 0.5);
}

/* By hand: logarithms 0 and 0.2 against 0.3 and 0.5: Welch's t = 0.3 / sqrt(0.01 + 0.01) = 2.1213 with 2
   degrees of freedom, p = 1 - t / sqrt(t² + 2) = 0.16795; the limit of the interval is 4.302653. */
static void welchs_interval_and_p_are_those_by_hand(void **state)
{
    const double base[] = {1, exp(0.2)};
    const double other[] = {exp(0.3), exp(0.5)};
    const double half = 4.302652729911 * sqrt(0.02);
    struct ratio ratio;
    (void)state;
    assert_int_equal(ratio_separate(base, 2, other, 2, &ratio), 0);
    assert_true(fabs(log(ratio.estimate.value) - 0.3) < 1e-12);
    assert_true(fabs(log(ratio.estimate.interval.low) - (0.3 - half)) < 1e-9);
    assert_true(fabs(log(ratio.estimate.interval.high) - (0.3 + half)) < 1e-9);
    assert_true(fabs(ratio.p - 0.167949705662) < 1e-9);
}

static void single_values_have_a_ratio_and_no_interval(void **state)
{
    static const double base[] = {2, 2, 2};
    static const double other[] = {3};
    struct ratio ratio;
    (void)state;
    assert_int_equal(ratio_separate(base, 1, other, 1, &ratio), 0);
    assert_true(fabs(ratio.estimate.value - 1.5) < 1e-12);
    assert_true(isnan(ratio.estimate.interval.low) && isnan(ratio.p));
    assert_int_equal(ratio_separate(base, 3, other, 1, &ratio), 0);
    assert_true(isnan(ratio.estimate.interval.high) && isnan(ratio.p));
    assert_int_equal(ratio_paired(base, other, 1, &ratio), 0);
    assert_true(isnan(ratio.estimate.interval.high) && isnan(ratio.p));
}

static void values_that_never_differ_are_the_same_for_sure(void **state)
{
    static const double same[] = {2, 2, 2};
    struct ratio ratio;
    (void)state;
    assert_int_equal(ratio_separate(same, 3, same, 3, &ratio), 0);
    assert_true(fabs(ratio.estimate.interval.low - 1) < 1e-12 && fabs(ratio.p - 1) < 1e-12);
}

static void what_is_not_positive_is_refused(void **state)
{
    static const double wrong[] = {1, 0};
    static const double right[] = {1, 2};
    struct ratio ratio;
    (void)state;
    assert_int_equal(ratio_paired(wrong, right, 2, &ratio), -EINVAL);
    assert_int_equal(ratio_paired(right, wrong, 2, &ratio), -EINVAL);
    assert_int_equal(ratio_paired(right, right, 0, &ratio), -EINVAL);
    assert_int_equal(ratio_separate(right, 2, wrong, 2, &ratio), -EINVAL);
    assert_int_equal(ratio_separate(right, 0, right, 2, &ratio), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_paired_interval_holds_the_truth_in_95_of_100_samples),
        cmocka_unit_test(the_interval_of_separate_runs_holds_the_truth_at_least_as_often),
        cmocka_unit_test(pairs_cancel_what_slows_both),
        cmocka_unit_test(welchs_interval_and_p_are_those_by_hand),
        cmocka_unit_test(single_values_have_a_ratio_and_no_interval),
        cmocka_unit_test(values_that_never_differ_are_the_same_for_sure),
        cmocka_unit_test(what_is_not_positive_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
