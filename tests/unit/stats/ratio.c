/* SPDX-License-Identifier: MIT */
/* Ratios of two builds against the truth of simulated times. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "stats/random.h"
#include "stats/ratio.h"
#include "tests/normal.h"

enum { MOST = 30 };
static const double truth = 1.05;

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

static int compare_paired(const double *base, const double *other, size_t count, struct estimate *out)
{
    struct ratio ratio;
    int err = ratio_paired(base, other, count, &ratio);
    *out = ratio.estimate;
    return err;
}

static int compare_separate(const double *base, const double *other, size_t count, struct estimate *out)
{
    struct ratio ratio;
    int err = ratio_separate(base, count, other, count, &ratio);
    *out = ratio.estimate;
    return err;
}

typedef int method(const double *base, const double *other, size_t count, struct estimate *out);

/* In which part of `samples` simulated comparisons of `count` rounds the interval holds the truth. */
static double coverage(method *compare, double (*noise)(struct random *random), size_t count, int samples)
{
    struct random random;
    struct estimate found;
    double base[MOST];
    double other[MOST];
    int held = 0;
    random_seed(&random, count);
    for (int sample = 0; sample < samples; sample++) {
        for (size_t i = 0; i < count; i++) {
            base[i] = noise(&random);
            other[i] = truth * noise(&random);
        }
        assert_int_equal(compare(base, other, count, &found), 0);
        held += found.interval.low <= truth && truth <= found.interval.high;
    }
    return held / (double)samples;
}

/* Fails unless that is from `least` to `most` with every noise. */
static void check_coverage(method *compare, size_t count, int samples, double least, double most)
{
    for (size_t noise = 0; noise < 3; noise++) {
        double held = coverage(compare, noises[noise], count, samples);
        if (held < least || held > most)
            fail_msg("%zu rounds, noise %zu: %.4f", count, noise, held);
    }
}

/* 95 ± 1 %; of 10,000 samples the standard error is 0.2 %. */
static void the_paired_interval_holds_the_truth_in_94_to_96_of_100_samples(void **state)
{
    static const size_t counts[] = {6, 7, 8, 10, 14, 20, MOST};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        check_coverage(compare_paired, counts[i], 10000, 0.94, 0.96);
}

/* Three standard errors of 1,000 samples below 95 %. */
static void the_interval_of_separate_runs_holds_the_truth_at_least_as_often(void **state)
{
    static const size_t counts[] = {3, 6, 10, MOST};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        check_coverage(compare_separate, counts[i], 1000, 0.95 - 0.021, 1);
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

/* Also where the medians of the two go the other way than most rounds do. */
static void the_typical_values_have_the_estimates_ratio(void **state)
{
    static const double base[] = {.0349, .0349, .0390, .0420, .0310, .0349, .0400};
    static const double other[] = {.0300, .0351, .0351, .0370, .0270, .0351, .0352};
    struct ratio ratio;
    (void)state;
    for (size_t count = 1; count <= 7; count++) {
        assert_int_equal(ratio_paired(base, other, count, &ratio), 0);
        assert_true(fabs(ratio.other / ratio.base - ratio.estimate.value) < 1e-12);
        assert_true(ratio.base > 0.03 && ratio.base < 0.045);
        assert_int_equal(ratio_separate(base, count, other, 3, &ratio), 0);
        assert_true(fabs(ratio.other / ratio.base - ratio.estimate.value) < 1e-12);
        assert_true(fabs(ratio.other - cbrt(.0300 * .0351 * .0351)) < 1e-12);
    }
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
        cmocka_unit_test(the_paired_interval_holds_the_truth_in_94_to_96_of_100_samples),
        cmocka_unit_test(the_interval_of_separate_runs_holds_the_truth_at_least_as_often),
        cmocka_unit_test(pairs_cancel_what_slows_both),
        cmocka_unit_test(the_typical_values_have_the_estimates_ratio),
        cmocka_unit_test(welchs_interval_and_p_are_those_by_hand),
        cmocka_unit_test(single_values_have_a_ratio_and_no_interval),
        cmocka_unit_test(values_that_never_differ_are_the_same_for_sure),
        cmocka_unit_test(what_is_not_positive_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
