/* SPDX-License-Identifier: MIT */
/* What is odd about a sample is named, and what is not is not. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "stats/random.h"
#include "stats/sample.h"

enum { COUNT = 30 };

/* Times with normal noise of 1 % (Box and Muller 1958). */
static void make_times(double times[COUNT], size_t seed)
{
    struct random random;
    random_seed(&random, seed);
    for (size_t i = 0; i < COUNT; i++) {
        double radius = sqrt(-2 * log(1 - random_unit(&random)));
        times[i] = 0.1 * (1 + 0.01 * radius * cos(2 * acos(-1) * random_unit(&random)));
    }
}

/* Each is wrong about 1 % of samples. */
static void of_a_thousand_plain_samples_few_are_called_odd(void **state)
{
    double times[COUNT];
    int found = 0;
    (void)state;
    for (size_t i = 0; i < 1000; i++) {
        make_times(times, i);
        found += sample_oddities(times, COUNT) != 0;
    }
    assert_in_range(found, 5, 50);
}

static void a_warm_up_is_named(void **state)
{
    double times[COUNT];
    (void)state;
    make_times(times, 1);
    for (size_t i = 0; i < 6; i++)
        times[i] *= 1.04 + 0.03 * (double)(6 - i);
    assert_true(sample_oddities(times, COUNT) & SAMPLE_WARM_UP);
}

static void a_drift_either_way_is_named_and_no_warm_up_when_it_rises(void **state)
{
    double times[COUNT];
    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        make_times(times, 2);
        for (size_t i = 0; i < COUNT; i++)
            times[i] *= 1 + sign * 0.002 * (double)i;
        assert_true(sample_oddities(times, COUNT) & SAMPLE_DRIFT);
    }
    assert_false(sample_oddities(times, COUNT) & SAMPLE_WARM_UP);
}

static void two_groups_are_named(void **state)
{
    double times[COUNT];
    (void)state;
    make_times(times, 3);
    for (size_t i = 0; i < COUNT; i += 3)
        times[i] *= 1.09;
    assert_int_equal(sample_oddities(times, COUNT), SAMPLE_BIMODAL);
}

static void a_few_values_or_equal_ones_show_nothing(void **state)
{
    static const double few[] = {9, 5, 3, 2, 1, 1, 1, 1, 1};
    static const double same[COUNT];
    (void)state;
    assert_int_equal(sample_oddities(few, sizeof few / sizeof *few), 0);
    assert_int_equal(sample_oddities(same, COUNT), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_thousand_plain_samples_few_are_called_odd),
        cmocka_unit_test(a_warm_up_is_named),
        cmocka_unit_test(a_drift_either_way_is_named_and_no_warm_up_when_it_rises),
        cmocka_unit_test(two_groups_are_named),
        cmocka_unit_test(a_few_values_or_equal_ones_show_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
