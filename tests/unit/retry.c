/* SPDX-License-Identifier: MIT */
/* When a task is tried again, and after how long. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/retry.h"

static const struct retry_policy policy = {
    .attempts = 20, .backoff_ns = 1000, .longest_ns = 100000, .seed = 7};

static void what_may_pass_is_tried_again_and_nothing_else(void **state)
{
    (void)state;
    static const int passing[] = {-ETIMEDOUT, -ECONNREFUSED, -EREMOTEIO, -EBADMSG,
                                  -EILSEQ,    -EFBIG,        -ELOOP,     -EIO};
    static const int lasting[] = {0, -EPROTO, -EACCES, -ENOMEM, -ECANCELED, -ECHILD, ETIMEDOUT};
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        assert_true(retry_is_worthwhile(passing[i]));
    for (size_t i = 0; i < sizeof lasting / sizeof *lasting; i++)
        assert_false(retry_is_worthwhile(lasting[i]));
}

static void a_delay_is_in_the_upper_half_of_a_backoff_that_doubles_to_a_bound(void **state)
{
    (void)state;
    uint64_t backoff = policy.backoff_ns;
    for (unsigned attempt = 1; attempt <= policy.attempts; attempt++) {
        for (size_t task = 0; task < 1000; task++)
            assert_in_range(retry_delay_ns(&policy, task, attempt, 0), backoff / 2, backoff);
        backoff = 2 * backoff < policy.longest_ns ? 2 * backoff : policy.longest_ns;
    }
}

static void the_jitter_differs_by_task_attempt_and_seed_and_repeats(void **state)
{
    (void)state;
    static const struct retry_policy slow = {
        .attempts = 4, .backoff_ns = 1000000000, .longest_ns = 1000000000, .seed = 1};
    struct retry_policy other = slow;
    other.seed = 2;
    uint64_t delay = retry_delay_ns(&slow, 0, 1, 0);
    assert_true(delay == retry_delay_ns(&slow, 0, 1, 0));
    assert_true(delay != retry_delay_ns(&slow, 1, 1, 0));
    assert_true(delay != retry_delay_ns(&slow, 0, 2, 0));
    assert_true(delay != retry_delay_ns(&other, 0, 1, 0));
}

static void what_the_server_asks_for_is_kept_up_to_the_bound(void **state)
{
    (void)state;
    assert_int_equal(retry_delay_ns(&policy, 0, 1, 5000), 5000);
    assert_in_range(retry_delay_ns(&policy, 0, 1, 1), 500, 1000);
    assert_int_equal(retry_delay_ns(&policy, 0, 1, 100001), 100000);
    assert_int_equal(retry_delay_ns(&policy, 0, 1, UINT64_MAX), 100000);
}

static void no_backoff_is_no_delay(void **state)
{
    (void)state;
    struct retry_policy none = policy;
    none.backoff_ns = 0;
    for (unsigned attempt = 1; attempt < 20; attempt++)
        assert_int_equal(retry_delay_ns(&none, 3, attempt, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_pass_is_tried_again_and_nothing_else),
        cmocka_unit_test(a_delay_is_in_the_upper_half_of_a_backoff_that_doubles_to_a_bound),
        cmocka_unit_test(the_jitter_differs_by_task_attempt_and_seed_and_repeats),
        cmocka_unit_test(what_the_server_asks_for_is_kept_up_to_the_bound),
        cmocka_unit_test(no_backoff_is_no_delay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
