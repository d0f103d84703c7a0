/* SPDX-License-Identifier: MIT */
/* What recording cost is said by the rounds: slower, less time, no difference that shows, or not to be told.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "bench/show/sentences.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

static struct lines lines;

/* Makes `lines` what is said of two models that took these times, both alike; NaN: nothing was recorded. */
static void explain(double recorded_s, const double *rounds_s, size_t rounds)
{
    struct options options = {.workload = workloads[0], .tasks = 10, .rounds = 10, .entrant_count = 2};
    struct comparison comparison;
    assert_int_equal(entrant_parse(&options.entrants[0], "sequential"), 0);
    assert_int_equal(entrant_parse(&options.entrants[1], "coroutine"), 0);
    assert_int_equal(comparison_init(&comparison, &options), 0);
    comparison.record_s = 1e-6;
    for (size_t i = 0; i < 2; i++) {
        struct contender *contender = &comparison.contenders[i];
        contender->observed = (struct observation){.present = true, .traced_wall_s = recorded_s};
        contender->trial_count = rounds;
        for (size_t j = 0; j < rounds; j++)
            contender->trials[j].wall_s = rounds_s[j];
    }
    lines.count = 0;
    report_recording(&lines, &comparison);
    comparison_release(&comparison);
}

static void assert_said(const char *begin, const char *numbers)
{
    assert_int_equal(lines.count, 1);
    assert_ptr_equal(strstr(lines.text[0], begin), lines.text[0]);
    assert_non_null(strstr(lines.text[0], numbers));
    assert_non_null(strstr(lines.text[0], "record alone takes 1.00 µs"));
}

/* Of these t(2) · 0.01 · √(4/3) are 4.97 %. */
static const double three[] = {0.99, 1, 1.01};

static void more_than_a_round_can_differ_is_slower(void **state)
{
    (void)state;
    explain(1.05, three, 3);
    assert_said("Recording the timeline made the runs take 5.0 % longer", "±5.0 %");
    explain(1.1, three, 3);
    assert_said("Recording the timeline made the runs take 10.0 % longer", "±5.0 %");
}

static void what_any_round_can_differ_by_does_not_show(void **state)
{
    (void)state;
    explain(1.04, three, 3);
    assert_said("Recording the timeline made no difference that shows",
                "(+4.0 % over all models together, where a round can differ by ±5.0 %)");
    explain(0.96, three, 3);
    assert_said("Recording the timeline made no difference that shows", "(-4.0 % ");
    explain(1, three, 3);
    assert_said("Recording the timeline made no difference that shows", "(+0.0 % ");
}

static void that_recording_saves_time_is_not_believed(void **state)
{
    (void)state;
    explain(0.9, three, 3);
    assert_said("The runs whose timeline was recorded took 10.0 % less time", "something else had changed");
}

static void few_rounds_or_different_ones_tell_nothing(void **state)
{
    static const double different[] = {0.5, 1, 3};
    (void)state;
    explain(1.5, different, 3);
    assert_said("Whether recording the timeline makes a difference cannot be told", "(+0.0 %)");
    for (size_t rounds = 1; rounds <= 2; rounds++) {
        explain(1.5, three, rounds);
        assert_said("Whether recording the timeline makes a difference cannot be told", "(+5");
    }
}

static void without_a_recorded_run_nothing_is_said(void **state)
{
    (void)state;
    explain(NAN, three, 3);
    assert_int_equal(lines.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_than_a_round_can_differ_is_slower),
        cmocka_unit_test(what_any_round_can_differ_by_does_not_show),
        cmocka_unit_test(that_recording_saves_time_is_not_believed),
        cmocka_unit_test(few_rounds_or_different_ones_tell_nothing),
        cmocka_unit_test(without_a_recorded_run_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
