/* SPDX-License-Identifier: MIT */
/* When a comparison has had enough rounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/measure/analysis.h"
#include "bench/measure/run.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

/* Whether three rounds are enough in which the second model takes these times and the first one second;
   `known`: whether their ratios are known well enough. */
static bool enough(const double times[3], bool known)
{
    struct options options = {.workload = workloads[0], .tasks = 10, .entrant_count = 2};
    struct comparison comparison;
    assert_int_equal(entrant_parse(&options.entrants[0], "sequential"), 0);
    assert_int_equal(entrant_parse(&options.entrants[1], "coroutine"), 0);
    assert_int_equal(comparison_init(&comparison, &options), 0);
    for (size_t i = 0; i < 3; i++) {
        comparison.contenders[0].trials[comparison.contenders[0].trial_count++].wall_s = 1;
        comparison.contenders[1].trials[comparison.contenders[1].trial_count++].wall_s = times[i];
    }
    assert_int_equal(analysis_times(&comparison), 0);
    assert_int_equal(analysis_settled(&comparison), known);
    bool settled = run_settled(&comparison);
    comparison_release(&comparison);
    return settled;
}

static void it_ends_when_the_ratios_and_the_first_are_known(void **state)
{
    static const double wins[] = {1.5, 1.501, 1.5};
    static const double ties[] = {1.01, 1.011, 1.01};
    (void)state;
    assert_true(enough(wins, true));
    assert_true(enough(ties, true));
}

static void it_goes_on_while_a_ratio_is_vague(void **state)
{
    static const double vague[] = {1.5, 1.6, 1.7};
    (void)state;
    assert_false(enough(vague, false));
}

static void it_goes_on_while_it_is_open_who_is_first(void **state)
{
    static const double open[] = {1.01, 1.02, 1.025}; /* 1.018 ± 1.9 %: neither within 3 % nor beyond 1 */
    (void)state;
    assert_false(enough(open, true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_ends_when_the_ratios_and_the_first_are_known),
        cmocka_unit_test(it_goes_on_while_a_ratio_is_vague),
        cmocka_unit_test(it_goes_on_while_it_is_open_who_is_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
