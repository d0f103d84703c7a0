/* SPDX-License-Identifier: MIT */
/* What is said of an interval. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "bench/compare/conclusion.h"

#include <cmocka.h>

static struct judgement judgement;

static bool regressed(void)
{
    return conclusion_of(&judgement, NULL) == CONCLUSION_WORSE;
}

/* The verdict on a wall time with this interval, in percent of a change, and p, at a margin of 3 %. */
static struct finding *judge(double low, double high, double p)
{
    judgement = (struct judgement){.margin = 0.03};
    struct finding *finding = verdict_add(&judgement, "sequential", METRIC_WALL);
    finding->base_count = finding->new_count = 20;
    finding->ratio = (struct estimate){1 + (low + high) / 200, {1 + low / 100, 1 + high / 100}};
    finding->p = p;
    verdict_judge(&judgement);
    return finding;
}

static void the_four_words(void **state)
{
    (void)state;
    assert_int_equal(judge(-1, 2, 0.4)->verdict, VERDICT_SAME);
    assert_int_equal(judge(1, 2.9, 0.001)->verdict, VERDICT_SAME); /* there, but let pass */
    assert_int_equal(judge(2, 4, 0.001)->verdict, VERDICT_MORE);
    assert_int_equal(judge(-6, -4, 0.001)->verdict, VERDICT_LESS);
    assert_int_equal(judge(-5, 5, 0.9)->verdict, VERDICT_INCONCLUSIVE);
    assert_int_equal(judge(0.5, 5, 0.03)->verdict, VERDICT_INCONCLUSIVE); /* as well inside as beyond */
    assert_int_equal(judge(2, 4, 0.06)->verdict, VERDICT_INCONCLUSIVE);
    assert_string_equal(verdict_name(METRIC_CPU, VERDICT_MORE), "slower");
    assert_string_equal(verdict_name(METRIC_MEMORY, VERDICT_MORE), "more");
}

/* The half width must come from 5 to 3 points, roughly: (5/3)² of 20 rounds. */
static void it_says_how_many_rounds_are_missing(void **state)
{
    size_t more = judge(-5, 5, 0.9)->more;
    assert_true(more >= 30 && more <= 42);
    (void)state;
    assert_int_equal(judge(-1, 1, 0.9)->more, 0);
}

static void a_control_that_differs_from_itself_widens_the_margin(void **state)
{
    struct finding *finding = judge(2, 4, 0.001);
    (void)state;
    finding->control = (struct estimate){1.03, {1.02, 1.04}};
    verdict_judge(&judgement);
    assert_true(fabs(finding->margin - 0.05) < 1e-9);
    assert_int_equal(finding->verdict, VERDICT_SAME);
    finding->control = (struct estimate){1.01, {0.99, 1.03}};
    verdict_judge(&judgement);
    assert_true(fabs(finding->margin - 0.03) < 1e-9);
    assert_int_equal(finding->verdict, VERDICT_MORE);
}

static void several_findings_must_be_surer(void **state)
{
    (void)state;
    judge(2, 4, 0.03);
    assert_true(regressed());
    struct finding *other = verdict_add(&judgement, "sequential", METRIC_CPU);
    other->p = 0.04;
    verdict_judge(&judgement);
    assert_true(fabs(judgement.findings[0].p_holm - 0.06) < 1e-12);
    assert_false(regressed());
}

static void a_suspicion_is_confirmed_by_half_the_margin(void **state)
{
    struct finding *finding = judge(1.6, 2.9, 0.001);
    (void)state;
    assert_int_equal(finding->verdict, VERDICT_SAME);
    finding->suspected = true;
    finding->first.value = 1.05;
    verdict_judge(&judgement);
    assert_int_equal(finding->verdict, VERDICT_MORE);
    finding = judge(-2.8, -1.6, 0.001);
    assert_int_equal(finding->verdict, VERDICT_SAME);
    finding->suspected = true;
    finding->first.value = 0.95;
    verdict_judge(&judgement);
    assert_int_equal(finding->verdict, VERDICT_LESS);
}

/* What is found in the second run alone would need a third. */
static void a_suspicion_that_turns_round_is_no_finding(void **state)
{
    struct finding *finding = judge(2, 5, 0.001);
    (void)state;
    assert_int_equal(finding->verdict, VERDICT_MORE);
    finding->suspected = true;
    finding->first.value = 0.95;
    verdict_judge(&judgement);
    assert_int_equal(finding->verdict, VERDICT_INCONCLUSIVE);
    assert_false(regressed());
}

/* By the least p of so many pairs: 1/32, 1/64 and 1/256 of 6, 7 and 9. */
static void several_findings_need_more_blocks(void **state)
{
    (void)state;
    assert_int_equal(verdict_least_rounds(0), 6);
    assert_int_equal(verdict_least_rounds(1), 6);
    assert_int_equal(verdict_least_rounds(2), 7);
    assert_int_equal(verdict_least_rounds(10), 9);
    struct finding *finding = judge(10, 30, 0.03125);
    judgement.live = true;
    finding->base_count = finding->new_count = 6;
    *verdict_add(&judgement, "sequential", METRIC_CPU) = *finding;
    verdict_judge(&judgement);
    assert_int_equal(judgement.findings[0].verdict, VERDICT_INCONCLUSIVE);
    assert_int_equal(judgement.findings[0].more, 1);
}

static void only_the_same_again_confirms(void **state)
{
    struct finding *finding = judge(2, 4, 0.001);
    (void)state;
    assert_false(verdict_is_confirmed(finding));
    finding->suspected = true;
    finding->first.value = 1.05;
    assert_true(verdict_is_confirmed(finding));
    finding->first.value = 0.95;
    assert_false(verdict_is_confirmed(finding));
    finding->verdict = VERDICT_LESS;
    assert_true(verdict_is_confirmed(finding));
    finding->verdict = VERDICT_SAME;
    assert_false(verdict_is_confirmed(finding));
}

static void single_values_are_shown_and_only_requests_judged(void **state)
{
    (void)state;
    judgement = (struct judgement){.margin = 0.03};
    verdict_add_count(&judgement, "coroutine", METRIC_MEMORY, 100, 300, 1);
    verdict_add_count(&judgement, "coroutine", METRIC_REQUESTS, 10, 10, 1);
    verdict_judge(&judgement);
    assert_int_equal(judgement.findings[0].verdict, VERDICT_SHOWN);
    assert_int_equal(judgement.findings[1].verdict, VERDICT_SAME);
    assert_true(verdict_settled(&judgement) && !regressed());
    verdict_add_count(&judgement, "coroutine", METRIC_REQUESTS, 10, 11, 1);
    assert_true(regressed());
}

/* ± is what it says on both sides: of 1000 with 4 %, 960 to 1040. */
static void counts_may_differ_by_their_tolerance(void **state)
{
    static const struct {
        double other;
        enum verdict verdict;
    } cases[] = {{1041, VERDICT_MORE}, {1040, VERDICT_SAME}, {960, VERDICT_SAME}, {959, VERDICT_LESS}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        judgement = (struct judgement){.margin = 0.03};
        verdict_add_count(&judgement, "coroutine", METRIC_SYSCALLS, 1000, cases[i].other, 3);
        verdict_judge(&judgement);
        assert_int_equal(judgement.findings[0].verdict, cases[i].verdict);
    }
}

static void what_has_a_gap_is_not_judged_and_what_failed_is_worse(void **state)
{
    (void)state;
    judgement = (struct judgement){.margin = 0.03};
    for (enum gap gap = GAP_NONE + 1; gap < GAP_COUNT; gap++)
        verdict_add_gap(&judgement, "coroutine", METRIC_WALL, gap,
                        gap >= GAP_BASE_FAILED ? "it differs" : NULL);
    verdict_judge(&judgement);
    for (size_t i = 0; i < judgement.count; i++) {
        bool failed = judgement.findings[i].gap == GAP_NEW_FAILED;
        assert_int_equal(judgement.findings[i].verdict, failed ? VERDICT_FAILED : VERDICT_UNJUDGED);
        assert_true(isnan(judgement.findings[i].base) && judgement.findings[i].more == 0);
    }
    assert_ptr_equal(verdict_failure(&judgement), verdict_find(&judgement, "coroutine", METRIC_WALL) + 5);
    assert_null(verdict_find(&judgement, "coroutine", METRIC_CPU));
}

static void a_single_round_and_a_time_of_0_are_gaps(void **state)
{
    static const struct trial trials[] = {{.wall_s = 1, .user_s = 3}, {.wall_s = 2, .user_s = 5}};
    static const struct trial idle[] = {{.wall_s = 1}, {.wall_s = 2}};
    static const struct runs one[ROLE_COUNT] = {{trials, 2}, {trials, 1}};
    static const struct runs none[ROLE_COUNT] = {{idle, 2}, {idle, 2}};
    (void)state;
    judgement = (struct judgement){.margin = 0.03};
    assert_int_equal(verdict_add_times(&judgement, "one", one), 0);
    assert_int_equal(verdict_add_times(&judgement, "none", none), 0);
    verdict_judge(&judgement);
    assert_int_equal(judgement.count, 4);
    assert_int_equal(verdict_find(&judgement, "one", METRIC_WALL)->gap, GAP_ROUNDS);
    assert_int_equal(verdict_find(&judgement, "none", METRIC_WALL)->gap, GAP_NONE);
    assert_int_equal(verdict_find(&judgement, "none", METRIC_CPU)->gap, GAP_ZERO);
    assert_int_equal(conclusion_of(&judgement, NULL), CONCLUSION_UNJUDGED);
}

/* As a table and the picture need them; the margin that is said of a count is what it was judged by. */
static void the_findings_of_a_model_stand_together(void **state)
{
    static const char *const names[] = {"a", "a", "a", "b", "b", "b"};
    static const enum metric order[] = {METRIC_WALL, METRIC_CPU, METRIC_REQUESTS};
    (void)state;
    judgement = (struct judgement){.margin = 0.3};
    for (size_t i = 0; i < 4; i++)
        (void)verdict_add(&judgement, i < 2 ? "a" : "b", order[i % 2]);
    verdict_add_count(&judgement, "a", METRIC_REQUESTS, 10, 10, 1);
    verdict_add_count(&judgement, "b", METRIC_REQUESTS, 10, 10, 1);
    verdict_group(&judgement);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(judgement.findings[i].model, names[i]);
        assert_int_equal(judgement.findings[i].metric, order[i % 3]);
    }
    assert_true(judgement.findings[2].margin < 1e-12);
}

static void one_finding_too_many_is_no_finding(void **state)
{
    (void)state;
    judgement = (struct judgement){.margin = 0.03};
    for (size_t i = 0; i < VERDICT_MOST_FINDINGS; i++)
        assert_non_null(verdict_add(&judgement, "x", METRIC_WALL));
    assert_null(verdict_add(&judgement, "x", METRIC_WALL));
}

static void so_are_times_too_many(void **state)
{
    (void)state;
    judgement = (struct judgement){.margin = 0.03};
    static const struct trial trials[] = {{.wall_s = 1, .user_s = 3}, {.wall_s = 2, .user_s = 5}};
    static const struct runs runs[ROLE_COUNT] = {{trials, 2}, {trials, 1}};
    for (size_t i = 0; i < VERDICT_MOST_TIMES; i += 2)
        assert_int_equal(verdict_keep_times(&judgement, "x", runs), 0);
    assert_int_equal(verdict_keep_times(&judgement, "x", runs), -ENOMEM);
    assert_true(judgement.times[0].role == ROLE_BASE && judgement.times[0].count == 2);
    assert_true(judgement.times[0].wall_s[1] == 2 && judgement.times[0].user_s == 4);
    assert_true(judgement.times[1].role == ROLE_NEW && judgement.times[1].count == 1);
    verdict_release(&judgement);
    assert_int_equal(judgement.times_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_four_words),
        cmocka_unit_test(it_says_how_many_rounds_are_missing),
        cmocka_unit_test(a_control_that_differs_from_itself_widens_the_margin),
        cmocka_unit_test(several_findings_must_be_surer),
        cmocka_unit_test(a_suspicion_is_confirmed_by_half_the_margin),
        cmocka_unit_test(a_suspicion_that_turns_round_is_no_finding),
        cmocka_unit_test(several_findings_need_more_blocks),
        cmocka_unit_test(only_the_same_again_confirms),
        cmocka_unit_test(single_values_are_shown_and_only_requests_judged),
        cmocka_unit_test(counts_may_differ_by_their_tolerance),
        cmocka_unit_test(what_has_a_gap_is_not_judged_and_what_failed_is_worse),
        cmocka_unit_test(a_single_round_and_a_time_of_0_are_gaps),
        cmocka_unit_test(the_findings_of_a_model_stand_together),
        cmocka_unit_test(one_finding_too_many_is_no_finding),
        cmocka_unit_test(so_are_times_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
