/* SPDX-License-Identifier: MIT */
/* When a task is tried again, and after how long. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/retry.h"
#include "core/retry_after.h"

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

static void what_the_server_asks_for_is_kept(void **state)
{
    (void)state;
    assert_int_equal(retry_delay_ns(&policy, 0, 1, 5000), 5000);
    assert_in_range(retry_delay_ns(&policy, 0, 1, 1), 500, 1000);
    assert_int_equal(retry_delay_ns(&policy, 0, 1, 100000), 100000);
}

static void a_longer_wait_that_is_asked_for_is_never_a_shorter_one(void **state)
{
    (void)state;
    uint64_t before = 0;
    for (uint64_t asked = 0; asked <= policy.longest_ns; asked += 100) {
        uint64_t delay = retry_delay_ns(&policy, 0, 1, asked);
        assert_true(retry_is_permitted(&policy, asked));
        assert_true(delay >= before && delay >= asked);
        before = delay;
    }
    assert_false(retry_is_permitted(&policy, policy.longest_ns + 1));
    assert_false(retry_is_permitted(&policy, UINT64_MAX));
}

static void why_there_is_no_further_attempt_is_told(void **state)
{
    (void)state;
    char reason[160] = "HTTP status 429";
    retry_explain(reason, sizeof reason, &retry_default, 11000000001);
    assert_string_equal(
        reason, "HTTP status 429; asks for a wait of 12 s, longer than the 10 s that are waited at most");
    char room[20] = "HTTP status 429";
    retry_explain(room, sizeof room, &retry_default, UINT64_MAX);
    assert_string_equal(room, "HTTP status 429; as");
}

static void retry_after_is_seconds_or_one_of_three_dates(void **state)
{
    (void)state;
    static const uint64_t s = 1000000000;
    static const uint64_t now = 784111700 * s; /* 77 s before the dates */
    static const struct {
        const char *value;
        uint64_t seconds;
    } known[] = {{"0", 0},
                 {"1", 1},
                 {" 12 ", 12},
                 {"0007", 7},
                 {"86400", 86400},
                 {"604800", 604800},
                 {"Sun, 06 Nov 1994 08:49:37 GMT", 77},
                 {"Sunday, 06-Nov-94 08:49:37 GMT", 77},
                 {"Sun Nov  6 08:49:37 1994", 77},
                 {"Sun, 06 Nov 1994 08:48:20 GMT", 0},
                 {"Sat, 05 Nov 1994 08:49:37 GMT", 0},
                 {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
                 {"Mon, 07 Nov 1994 08:49:37 GMT", 86477},
                 {"", 0},
                 {" ", 0},
                 {"-5", 0},
                 {"+5", 0},
                 {"1.5", 0},
                 {"5 s", 0},
                 {"1e3", 0},
                 {"12, 30", 0},
                 {"0x10", 0},
                 {"soon", 0},
                 {"Sun, 99 Nov 1994 08:49:37 GMT", 0}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(retry_after_parse(known[i].value, now), known[i].seconds * s);
}

static void a_number_too_large_asks_for_the_longest_wait(void **state)
{
    (void)state;
    static const char *const large[] = {"18446744074", "99999999999", "18446744073709551616",
                                        "99999999999999999999999999999999"};
    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        assert_true(retry_after_parse(large[i], 0) == UINT64_MAX);
    assert_true(retry_after_parse("18446744072", 0) == UINT64_C(18446744072000000000));
    assert_true(retry_after_parse("Fri, 31 Dec 9999 23:59:59 GMT", 0) > UINT64_C(3600000000000));
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
        cmocka_unit_test(what_the_server_asks_for_is_kept),
        cmocka_unit_test(a_longer_wait_that_is_asked_for_is_never_a_shorter_one),
        cmocka_unit_test(why_there_is_no_further_attempt_is_told),
        cmocka_unit_test(retry_after_is_seconds_or_one_of_three_dates),
        cmocka_unit_test(a_number_too_large_asks_for_the_longest_wait),
        cmocka_unit_test(no_backoff_is_no_delay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
