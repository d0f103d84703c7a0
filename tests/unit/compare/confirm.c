/* SPDX-License-Identifier: MIT */
/* A difference counts when a second run finds it, too. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/compare/conclusion.h"
#include "bench/compare/confirm.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

/* Of wall and CPU time of one model, in this order. */
static struct judgement run_of(enum verdict wall, enum verdict cpu)
{
    static const double ratios[VERDICT_COUNT] = {1.01, 1, 0.9, 1.1};
    const enum verdict verdicts[] = {wall, cpu};
    struct judgement judgement = {.margin = 0.03};
    for (int metric = METRIC_WALL; metric <= METRIC_CPU; metric++) {
        struct finding *finding = verdict_add(&judgement, "coroutine", (enum metric)metric);
        finding->verdict = verdicts[metric];
        finding->ratio.value = ratios[verdicts[metric]];
        finding->ratio.interval = (struct interval){finding->ratio.value - 0.01, finding->ratio.value + 0.01};
    }
    return judgement;
}

static void what_got_worse_ends_the_first_run_at_once(void **state)
{
    (void)state;
    struct judgement judgement = run_of(VERDICT_MORE, VERDICT_INCONCLUSIVE);
    assert_true(confirm_enough(&judgement, false));
    assert_true(confirm_is_due(&judgement));
}

/* Something else may have got worse, and there is time to see that. */
static void what_got_better_does_not(void **state)
{
    (void)state;
    struct judgement judgement = run_of(VERDICT_INCONCLUSIVE, VERDICT_LESS);
    assert_false(confirm_enough(&judgement, false));
    judgement = run_of(VERDICT_SAME, VERDICT_LESS);
    assert_true(confirm_enough(&judgement, false));
    judgement = run_of(VERDICT_SAME, VERDICT_SAME);
    assert_true(confirm_enough(&judgement, false));
    assert_false(confirm_is_due(&judgement));
}

static void the_second_run_is_for_what_the_first_left_open(void **state)
{
    (void)state;
    struct judgement before = run_of(VERDICT_MORE, VERDICT_SAME);
    struct judgement now = run_of(VERDICT_INCONCLUSIVE, VERDICT_INCONCLUSIVE);
    assert_int_equal(confirm_count_open(&before), 1);
    confirm_keep_open(&now, &before);
    assert_int_equal(now.count, 1);
    assert_int_equal(now.findings[0].metric, METRIC_WALL);
    assert_true(now.findings[0].suspected);
    assert_true(fabs(now.findings[0].first.value - 1.1) < 1e-9);

    before = run_of(VERDICT_INCONCLUSIVE, VERDICT_MORE);
    now = run_of(VERDICT_SAME, VERDICT_SAME);
    assert_int_equal(confirm_count_open(&before), 2);
    confirm_keep_open(&now, &before);
    assert_int_equal(now.count, 2);
    assert_false(now.findings[0].suspected);
    assert_true(now.findings[1].suspected);
}

static void a_confirmed_regression_ends_the_second(void **state)
{
    (void)state;
    struct judgement before = run_of(VERDICT_INCONCLUSIVE, VERDICT_MORE);
    struct judgement now = run_of(VERDICT_INCONCLUSIVE, VERDICT_MORE);
    confirm_keep_open(&now, &before);
    assert_true(confirm_enough(&now, true));
    now.findings[1].verdict = VERDICT_INCONCLUSIVE; /* not yet */
    assert_false(confirm_enough(&now, true));
    now.findings[1].verdict = VERDICT_SAME; /* refuted, and the other is still open */
    assert_false(confirm_enough(&now, true));
    now.findings[0].verdict = VERDICT_MORE; /* which the second run alone suspects */
    now.findings[1].verdict = VERDICT_INCONCLUSIVE;
    assert_false(confirm_enough(&now, true));
}

static void the_second_stands_for_what_was_open_and_nothing_else(void **state)
{
    (void)state;
    struct judgement before = run_of(VERDICT_SAME, VERDICT_MORE);
    struct judgement now = run_of(VERDICT_MORE, VERDICT_INCONCLUSIVE);
    confirm_keep_open(&now, &before);
    confirm_merge(&now, &before);
    assert_int_equal(now.count, 2);
    assert_int_equal(now.findings[0].verdict, VERDICT_SAME);
    assert_int_equal(now.findings[1].verdict, VERDICT_INCONCLUSIVE);
    assert_true(now.findings[1].suspected);
    assert_false(confirm_is_due(&now)); /* it was refuted, and has no third chance */
}

/* A third run could confirm it; without one it is not found. */
static void what_the_second_suspects_is_a_suspicion(void **state)
{
    (void)state;
    struct judgement before = run_of(VERDICT_INCONCLUSIVE, VERDICT_MORE);
    struct judgement now = run_of(VERDICT_MORE, VERDICT_SAME);
    confirm_keep_open(&now, &before);
    confirm_merge(&now, &before);
    assert_int_equal(now.findings[0].verdict, VERDICT_MORE);
    assert_true(confirm_is_due(&now));
    confirm_drop(&now);
    assert_false(confirm_is_due(&now));
    assert_int_equal(conclusion_of(&now, NULL), CONCLUSION_OPEN);
    assert_true(now.findings[0].suspected && now.findings[0].untried && now.findings[0].first.value > 1);
}

static void what_neither_can_tell_stays_as_it_was(void **state)
{
    (void)state;
    struct judgement before = run_of(VERDICT_INCONCLUSIVE, VERDICT_MORE);
    struct judgement now = run_of(VERDICT_INCONCLUSIVE, VERDICT_MORE);
    before.findings[0].base_count = 100;
    now.findings[0].base_count = 20;
    confirm_keep_open(&now, &before);
    confirm_merge(&now, &before);
    assert_int_equal(now.findings[0].base_count, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_got_worse_ends_the_first_run_at_once),
        cmocka_unit_test(what_got_better_does_not),
        cmocka_unit_test(the_second_run_is_for_what_the_first_left_open),
        cmocka_unit_test(a_confirmed_regression_ends_the_second),
        cmocka_unit_test(the_second_stands_for_what_was_open_and_nothing_else),
        cmocka_unit_test(what_the_second_suspects_is_a_suspicion),
        cmocka_unit_test(what_neither_can_tell_stays_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
