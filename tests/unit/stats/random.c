/* SPDX-License-Identifier: MIT */
/* The random numbers against published ones, and what is drawn from them against chance. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "stats/random.h"

/* splitmix64 of 1234567 begins with these (https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64);
   xoshiro256** from 1, 2, 3, 4 with those (the tests of Rust's rand_xoshiro). */
static void random_numbers_are_those_of_the_published_generators(void **state)
{
    static const uint64_t seeded[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                      UINT64_C(9817491932198370423), UINT64_C(4593380528125082431)};
    static const uint64_t drawn[] = {11520, 0, 1509978240, UINT64_C(1215971899390074240)};
    struct random random;

    (void)state;
    random_seed(&random, 1234567);
    assert_memory_equal(random.state, seeded, sizeof seeded);
    random = (struct random){{1, 2, 3, 4}};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(random_next(&random), drawn[i]);
}

/* 24 orders, 24,000 shuffles: chi-squared with 23 degrees of freedom is over 49.7 in 1 of 1,000 tries
   (scipy.stats.chi2.ppf(.999, 23)). */
static void every_order_of_a_shuffle_is_equally_likely(void **state)
{
    size_t seen[256] = {0};
    size_t orders = 0;
    double surplus = 0;
    struct random random;

    (void)state;
    random_seed(&random, 1);
    for (int i = 0; i < 24000; i++) {
        size_t order[] = {0, 1, 2, 3};
        random_shuffle(&random, order, 4);
        seen[order[0] * 64 + order[1] * 16 + order[2] * 4 + order[3]]++;
    }
    for (size_t i = 0; i < 256; i++) {
        orders += seen[i] > 0;
        surplus += seen[i] > 0 ? pow((double)seen[i] - 1000, 2) / 1000 : 0;
    }
    assert_int_equal(orders, 24);
    assert_true(surplus < 49.7);
}

static void numbers_stay_below_their_limit_and_reach_it(void **state)
{
    struct random random;
    size_t seen[3] = {0};

    (void)state;
    random_seed(&random, 7);
    for (int i = 0; i < 300; i++)
        seen[random_below(&random, 3)]++;
    assert_true(seen[0] > 50 && seen[1] > 50 && seen[2] > 50);
    assert_int_equal(random_below(&random, 1), 0);
    for (int i = 0; i < 300; i++) {
        double unit = random_unit(&random);
        assert_true(unit >= 0 && unit < 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_numbers_are_those_of_the_published_generators),
        cmocka_unit_test(every_order_of_a_shuffle_is_equally_likely),
        cmocka_unit_test(numbers_stay_below_their_limit_and_reach_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
