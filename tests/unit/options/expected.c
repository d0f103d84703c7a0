/* SPDX-License-Identifier: MIT */
/* What a value may be is said as people would type it, and the bounds are true. */
#include "bench/options/expected.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

#include "bench/words/message.h"
#include "core/cli/number.h"

static void ranges_are_written_as_they_are_typed(void **state)
{
    char out[EXPECTED_SIZE];
    (void)state;
    assert_string_equal(expected_count(out, 1, 1000), "1 to 1000");
    assert_string_equal(expected_time(out, 0, NUMBER_MOST_NS), "0 to 60min");
    assert_string_equal(expected_time(out, 1, 10000000000), "1ns to 10s");
    assert_string_equal(expected_time(out, 1500000, 90000000000), "1500000ns to 90s");
    assert_string_equal(expected_size(out, 1, NUMBER_MOST_BYTES), "1B to 1000GB");
    assert_string_equal(expected_size(out, 1500, 1 << 30), "1500B to 1073741824B");
    assert_string_equal(expected_decimal(out, 1e-6, NUMBER_MOST_DECIMAL), "0.000001 to 1000000000");
    assert_string_equal(expected_decimal(out, 0, 0.5), "0 to 0.5");
    assert_string_equal(expected_like(out, "3%, 0.5%", "0% to 100%"),
                        "a value such as 3%, 0.5% (0% to 100%)");
}

static void ranges_are_said_in_the_language_set(void **state)
{
    char range[EXPECTED_SIZE];
    char out[EXPECTED_SIZE];
    (void)state;
    message_language(LANGUAGE_ZH);
    assert_string_equal(expected_time(range, 0, NUMBER_MOST_NS), "0 到 60min");
    assert_string_equal(expected_like(out, "600ms, 0", range), "600ms、0 这样的值（0 到 60min）");
    message_language(LANGUAGE_EN);
}

static void the_bounds_are_those_that_are_read(void **state)
{
    uint64_t amount;
    double decimal;
    (void)state;
    assert_int_equal(number_parse_duration("60min", &amount), 0);
    assert_int_not_equal(number_parse_duration("60.1min", &amount), 0);
    assert_int_equal(number_parse_bandwidth("1000GB", &amount), 0);
    assert_int_not_equal(number_parse_bandwidth("1001GB", &amount), 0);
    assert_int_equal(number_parse_decimal("1000000000", &decimal), 0);
    assert_int_not_equal(number_parse_decimal("1000000001", &decimal), 0);
}

static void a_model_says_which_workers_it_can_have(void **state)
{
    char out[EXPECTED_SIZE];
    char expected[EXPECTED_SIZE];
    (void)state;
    for (const struct model *const *model = models; *model; model++) {
        size_t workers = (*model)->most.workers;
        if (workers == 1) {
            (void)snprintf(expected, sizeof expected, "%s", (*model)->name);
        } else if ((*model)->each) {
            (void)snprintf(expected, sizeof expected, "%s:PxN, P from 1 to %zu, N from 1 to %zu",
                           (*model)->name, workers, (*model)->most.each);
        } else {
            (void)snprintf(expected, sizeof expected, "%s:N, N from 1 to %zu", (*model)->name, workers);
        }
        assert_string_equal(expected_workers(out, (*model)->name, *model), expected);
    }
    assert_string_equal(expected_workers(out, "py", NULL), "py:N, N from 1 to 100000");
    assert_string_equal(expected_workers(out, "py", NULL), "py:N, N from 1 to 100000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_written_as_they_are_typed),
        cmocka_unit_test(ranges_are_said_in_the_language_set),
        cmocka_unit_test(the_bounds_are_those_that_are_read),
        cmocka_unit_test(a_model_says_which_workers_it_can_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
