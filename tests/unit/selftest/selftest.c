/* SPDX-License-Identifier: MIT */
/* What a self-test makes of its comparisons: which kind is next, how the rates are judged. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/selftest/selftest.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

enum { AA, THREE, FIVE, TWENTY };

static struct options asked(size_t comparisons, size_t detections)
{
    struct options options = {.comparisons = comparisons,
                              .detections = detections,
                              .slow_downs = {0.03, 0.05, 0.2},
                              .slow_down_count = 3};
    options.margin = 0.03;
    options.entrant_count = 1;
    return options;
}

/* `slower` of `count` comparisons of a row, each taking as many seconds as there were before it. */
static void add(struct selftest *selftest, size_t row, size_t count, size_t slower)
{
    for (size_t i = 0; i < count; i++) {
        struct outcome *outcome = &selftest->outcomes[selftest->count++];
        *outcome = (struct outcome){.row = row, .blocks = 12, .seconds = (double)i};
        outcome->slower = outcome->suspected = i < slower;
        outcome->wall.ratio.value = 1.01;
        outcome->cpu.ratio.value = 1.02;
    }
}

static void start(struct selftest *selftest, const struct options *options)
{
    assert_int_equal(selftest_init(selftest, options, "work"), 0);
    assert_int_equal(selftest->row_count, 4);
}

static void rates_are_judged_by_the_published_goals(void **state)
{
    (void)state;
    const struct options options = asked(200, 50);
    struct selftest selftest;
    start(&selftest, &options);
    add(&selftest, AA, 200, 2);
    add(&selftest, THREE, 50, 39);
    add(&selftest, FIVE, 50, 48);
    add(&selftest, TWENTY, 50, 50);
    selftest_summarise(&selftest);
    assert_int_equal(selftest.rows[AA].slower, 2);
    assert_int_equal(selftest.rows[THREE].reached, GOAL_MISSED);
    assert_int_equal(selftest.rows[FIVE].reached, GOAL_REACHED);
    assert_int_equal(selftest.rows[TWENTY].reached, GOAL_NONE);
    /* 1 %, but the interval goes up to 3.6 %: that is not known well enough */
    assert_int_equal(selftest.rows[AA].reached, GOAL_OPEN);
    assert_true(fabs(selftest.rows[AA].rate.high - 0.0357) < 0.0001);
    assert_true(fabs(selftest.rows[AA].seconds - 99.5) < 1e-9);
    assert_true(fabs(selftest.rows[FIVE].cpu - 1.02) < 1e-9 && fabs(selftest.rows[FIVE].wall - 1.01) < 1e-9);
    selftest_release(&selftest);
}

static void false_alarms_are_judged_by_their_rate_and_its_interval(void **state)
{
    (void)state;
    static const enum goal expected[] = {GOAL_REACHED, GOAL_REACHED, GOAL_OPEN, GOAL_MISSED};
    const struct options options = asked(200, 0);
    for (size_t alarms = 0; alarms < sizeof expected / sizeof *expected; alarms++) {
        struct selftest selftest;
        start(&selftest, &options);
        add(&selftest, AA, 200, alarms);
        selftest_summarise(&selftest);
        assert_int_equal(selftest.rows[AA].reached, expected[alarms]);
        assert_int_equal(selftest.rows[FIVE].reached, GOAL_NONE); /* nothing was done */
        assert_true(isnan(selftest.rows[FIVE].seconds));
        selftest_release(&selftest);
    }
}

static void few_comparisons_and_other_margins_judge_nothing(void **state)
{
    (void)state;
    struct options options = asked(4, 50);
    struct selftest selftest;
    start(&selftest, &options);
    add(&selftest, AA, 4, 1);
    add(&selftest, FIVE, 1, 1);
    add(&selftest, THREE, 50, 50);
    selftest_summarise(&selftest);
    assert_int_equal(selftest.rows[AA].reached, GOAL_OPEN);
    assert_int_equal(selftest.rows[FIVE].reached, GOAL_OPEN);
    assert_int_equal(selftest.rows[THREE].reached, GOAL_REACHED);
    options.margin = 0.02;
    selftest_summarise(&selftest);
    assert_int_equal(selftest.rows[THREE].reached, GOAL_NONE);
    selftest_release(&selftest);
}

static void all_kinds_advance_together(void **state)
{
    (void)state;
    const struct options options = asked(40, 10);
    struct selftest selftest;
    struct selftest_row *row;
    size_t done = 0;
    start(&selftest, &options);
    for (; (row = selftest_next(&selftest)); done++) {
        row->count++;
        double least = 1;
        double most = 0;
        for (size_t i = 0; i < selftest.row_count; i++) {
            double part = (double)selftest.rows[i].count / (double)selftest.rows[i].wanted;
            least = fmin(least, part);
            most = fmax(most, part);
        }
        assert_true(most - least < 0.12);
    }
    assert_int_equal(done, 70);
    assert_int_equal(selftest.rows[AA].count, 40);
    assert_int_equal(selftest.rows[TWENTY].count, 10);
    selftest_release(&selftest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_are_judged_by_the_published_goals),
        cmocka_unit_test(false_alarms_are_judged_by_their_rate_and_its_interval),
        cmocka_unit_test(few_comparisons_and_other_margins_judge_nothing),
        cmocka_unit_test(all_kinds_advance_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
