/* SPDX-License-Identifier: MIT */
/* The signed-rank test and its interval against published values. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "stats/ratio.h"
#include "stats/signed_rank.h"
#include "stats/statistics.h"

static void assert_about(double value, double expected, double within)
{
    if (!(fabs(value - expected) <= within))
        fail_msg("%.17g is not %.17g", value, expected);
}

/* Hollander and Wolfe, Nonparametric Statistical Methods (1973), table 3.1: the depression scale of nine
   patients at two visits; R's documentation of wilcox.test has it as its first example. */
static void depression(double differences[9])
{
    static const double first[] = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    static const double second[] = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    for (size_t i = 0; i < 9; i++)
        differences[i] = first[i] - second[i];
}

/* R: wilcox.test(x, y, paired = TRUE, alternative = "greater"): V = 40, p-value = 0.01953; two-sided twice
   that, 20 / 512. */
static void the_depression_data_have_rs_v_and_p(void **state)
{
    double differences[9];
    struct signed_rank test;
    (void)state;
    depression(differences);
    assert_int_equal(signed_rank_test(differences, 9, &test), 0);
    assert_about(test.v, 40, 0);
    assert_about(test.p, 0.0390625, 1e-15);
}

/* The same book: the estimate is 0.46, and the interval of 96.1 % from 0.010 to 0.786; the next narrower one,
   from 0.1415 to 0.771, has 94.5 %. */
static void the_estimate_is_the_books_and_the_interval_just_inside_its_wider_one(void **state)
{
    double differences[9];
    struct estimate estimate;
    (void)state;
    depression(differences);
    assert_int_equal(signed_rank_estimate(differences, 9, &estimate), 0);
    assert_about(estimate.value, 0.46, 1e-9);
    assert_true(estimate.interval.low > 0.010 && estimate.interval.low < 0.1415);
    assert_true(estimate.interval.high < 0.786 && estimate.interval.high > 0.771);
}

/* Between the means at 0 and 1 of 21, whose levels are 1/64 and 2/64 on each side: (0.025 - 1/64) / (1/64) =
   0.6 of the way. The smallest means of 1, 2, 4, 8, 16, 32 are 1 and 1.5, the largest 32 and 24. */
static void the_interval_of_six_is_interpolated(void **state)
{
    static const double values[] = {8, 1, 32, 2, 16, 4};
    struct estimate estimate;
    (void)state;
    assert_int_equal(signed_rank_estimate(values, 6, &estimate), 0);
    assert_about(estimate.interval.low, 1.3, 1e-12);
    assert_about(estimate.interval.high, 27.2, 1e-12);
}

/* By hand, as R does where it cannot be exact: without the zero the sizes 1 1 2 2 3 4 have the ranks 1.5 1.5
   3.5 3.5 5 6, V = 1.5 + 3.5 + 3.5 + 5, the variance is 6·7·13/24 - 2·6/48 = 22.5, and z = (|13.5 - 10.5| -
   0.5) / sqrt(22.5) = 0.527046, whose two-sided p is 0.598161. */
static void ties_and_zeros_are_corrected_for(void **state)
{
    static const double differences[] = {1, -1, 2, 2, 0, 3, -4};
    struct signed_rank test;
    (void)state;
    assert_int_equal(signed_rank_test(differences, 7, &test), 0);
    assert_about(test.v, 13.5, 0);
    assert_about(test.p, 0.598161, 1e-6);
}

/* All of n positive: p = 2 / 2^n. */
static void the_least_p_is_that_of_all_on_one_side(void **state)
{
    double values[50];
    struct signed_rank test;
    (void)state;
    for (size_t i = 0; i < 50; i++)
        values[i] = (double)i + 1;
    for (size_t n = 1; n <= 50; n++) {
        assert_int_equal(signed_rank_test(values, n, &test), 0);
        assert_about(test.p * pow(2, (double)n - 1), 1, 1e-9);
    }
}

static void the_normal_p_above_fifty_joins_the_exact_one(void **state)
{
    double values[51];
    struct signed_rank fifty;
    struct signed_rank more;
    (void)state;
    for (size_t i = 0; i < 51; i++)
        values[i] = (i % 3 ? 1 : -1) * ((double)i + 1);
    assert_int_equal(signed_rank_test(values, 50, &fifty), 0);
    assert_int_equal(signed_rank_test(values + 1, 50, &more), 0);
    double exact = fifty.p;
    double z = (fabs(fifty.v - 50 * 51 / 4.0) - 0.5) / sqrt(50 * 51 * 101 / 24.0);
    assert_about(exact, erfc(z / sqrt(2)), 0.002);
    assert_int_equal(signed_rank_test(values, 51, &more), 0);
    assert_true(more.p > 0 && more.p < 0.1);
}

static void nothing_and_what_is_not_finite_are_refused(void **state)
{
    static const double values[] = {1, NAN};
    static const double zeros[] = {0, 0, 0};
    struct signed_rank test;
    struct estimate estimate;
    (void)state;
    assert_int_equal(signed_rank_test(values, 0, &test), -EINVAL);
    assert_int_equal(signed_rank_test(values, 2, &test), -EINVAL);
    assert_int_equal(signed_rank_estimate(values, 2, &estimate), -EINVAL);
    assert_int_equal(signed_rank_test(zeros, 3, &test), 0);
    assert_about(test.p, 1, 0);
}

/* R: qt(0.975, f), for tables' whole numbers, and 2 * pt(-t, f) = 0.05 there. */
static void student_is_that_of_the_tables(void **state)
{
    static const struct {
        double freedom, limit;
    } table[] = {{1, 12.706204736432}, {2, 4.302652729911},  {4, 2.776445105198},
                 {9, 2.262157162740},  {30, 2.042272456301}, {1000, 1.962339080743}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_about(student_limit(table[i].freedom), table[i].limit, 1e-6);
        assert_about(student_p(table[i].limit, table[i].freedom), 0.05, 1e-8);
    }
    assert_about(student_p(0, 3), 1, 0);
    assert_about(student_p(1, 1), 0.5, 1e-9); /* the Cauchy distribution's quartile */
}

/* R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") = 0.03 0.06 0.06 0.02. */
static void holm_adjusts_as_r_does(void **state)
{
    static const double p[] = {0.01, 0.04, NAN, 0.03, 0.005};
    static const double expected[] = {0.03, 0.06, 0, 0.06, 0.02};
    double adjusted[5];
    (void)state;
    holm_adjust(p, adjusted, 5);
    for (size_t i = 0; i < 5; i++) {
        if (i == 2)
            assert_true(isnan(adjusted[i]));
        else
            assert_about(adjusted[i], expected[i], 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_depression_data_have_rs_v_and_p),
        cmocka_unit_test(the_estimate_is_the_books_and_the_interval_just_inside_its_wider_one),
        cmocka_unit_test(the_interval_of_six_is_interpolated),
        cmocka_unit_test(ties_and_zeros_are_corrected_for),
        cmocka_unit_test(the_least_p_is_that_of_all_on_one_side),
        cmocka_unit_test(the_normal_p_above_fifty_joins_the_exact_one),
        cmocka_unit_test(nothing_and_what_is_not_finite_are_refused),
        cmocka_unit_test(student_is_that_of_the_tables),
        cmocka_unit_test(holm_adjusts_as_r_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
