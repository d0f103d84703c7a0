/* SPDX-License-Identifier: MIT */
/* Intervals of rates against published ones, and against what they promise. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "stats/random.h"
#include "stats/statistics.h"

/* R. G. Newcombe: Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998),
   857-872, table I, method 3. */
static void it_is_as_published(void **state)
{
    (void)state;
    static const struct {
        size_t hits, count;
        double low, high;
    } known[] = {
        {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct interval found = wilson_interval(known[i].hits, known[i].count);
        assert_true(fabs(found.low - known[i].low) < 0.00005);
        assert_true(fabs(found.high - known[i].high) < 0.00005);
    }
}

static void hits_and_misses_mirror_each_other(void **state)
{
    (void)state;
    for (size_t hits = 0; hits <= 50; hits++) {
        struct interval found = wilson_interval(hits, 50);
        struct interval missed = wilson_interval(50 - hits, 50);
        assert_true(fabs(found.low - (1 - missed.high)) < 1e-12);
        double rate = (double)hits / 50;
        assert_true(found.low <= rate && rate <= found.high);
        assert_true(found.low >= 0 && found.high <= 1 && found.low < found.high);
    }
}

static void nothing_counted_says_nothing(void **state)
{
    (void)state;
    struct interval found = wilson_interval(0, 0);
    assert_true(found.low <= 0 && found.high >= 1);
}

/* Its coverage swings around 95 % with the probability (Brown, Cai, DasGupta: Interval estimation for a
   binomial proportion, Statistical Science 16 (2001), 101-133). */
static void it_holds_the_truth_as_often_as_it_says(void **state)
{
    (void)state;
    enum { SAMPLES = 5000, TRIALS = 200 };
    static const double truths[] = {0.02, 0.1, 0.5, 0.8, 0.95};
    struct random random;
    random_seed(&random, 1);
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
        int held = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            size_t hits = 0;
            for (int trial = 0; trial < TRIALS; trial++)
                hits += random_unit(&random) < truths[i];
            struct interval found = wilson_interval(hits, TRIALS);
            held += found.low <= truths[i] && truths[i] <= found.high;
        }
        assert_true(held > SAMPLES * 92 / 100 && held < SAMPLES * 98 / 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_as_published),
        cmocka_unit_test(hits_and_misses_mirror_each_other),
        cmocka_unit_test(nothing_counted_says_nothing),
        cmocka_unit_test(it_holds_the_truth_as_often_as_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
