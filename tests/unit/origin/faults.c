/* SPDX-License-Identifier: MIT */
/* Which pages meet which fault. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "origin/faults.h"

enum { PAGES = 20000 };

static struct faults faults_of(const char *const *texts)
{
    struct faults faults = {0};
    for (; *texts; texts++)
        assert_int_equal(faults_add(&faults, *texts), 0);
    return faults;
}

#define FAULTS(...) faults_of((const char *const[]){__VA_ARGS__, NULL})

/* How many of the pages meet `fault` at their first attempt. */
static size_t count(const struct faults *faults, uint64_t seed, const struct fault *fault)
{
    size_t met = 0;
    for (uint64_t page = 1; page <= PAGES; page++)
        met += faults_met(faults, seed, page, 1) == fault;
    return met;
}

static void without_rules_nothing_goes_wrong(void **state)
{
    (void)state;
    const struct faults none = {0};
    assert_int_equal(count(&none, 1, NULL), PAGES);
}

static void without_a_rate_every_page_goes_wrong_once(void **state)
{
    (void)state;
    const struct faults faults = FAULTS("stall");
    for (uint64_t page = 1; page <= PAGES; page++) {
        assert_ptr_equal(faults_met(&faults, 1, page, 1), &fault_stall);
        assert_null(faults_met(&faults, 1, page, 2));
    }
}

static void a_rate_is_the_share_of_the_pages(void **state)
{
    (void)state;
    const struct faults tenth = FAULTS("reset:10%");
    assert_in_range(count(&tenth, 1, &fault_reset), PAGES * 9 / 100, PAGES * 11 / 100);
    const struct faults half = FAULTS("reset:0.5");
    assert_in_range(count(&half, 1, &fault_reset), PAGES * 49 / 100, PAGES * 51 / 100);
    const struct faults never = FAULTS("reset:0");
    assert_int_equal(count(&never, 1, NULL), PAGES);
}

static void several_faults_have_their_shares_and_no_page_has_two(void **state)
{
    (void)state;
    const struct faults faults = FAULTS("reset:20%", "stall:30%", "gzip:0.1");
    size_t resets = count(&faults, 1, &fault_reset);
    size_t stalls = count(&faults, 1, &fault_stall);
    size_t gzips = count(&faults, 1, &fault_gzip);
    assert_in_range(resets, PAGES * 19 / 100, PAGES * 21 / 100);
    assert_in_range(stalls, PAGES * 29 / 100, PAGES * 31 / 100);
    assert_in_range(gzips, PAGES * 9 / 100, PAGES * 11 / 100);
    assert_int_equal(count(&faults, 1, NULL), PAGES - resets - stalls - gzips);
}

static void rates_that_come_to_exactly_1_leave_no_page_out(void **state)
{
    (void)state;
    /* In binary fractions these are 0.9999999999999999. */
    const struct faults faults =
        FAULTS("reset:0.1", "stall:0.1", "slow:0.1", "gzip:0.1", "empty:0.1", "huge:0.1", "refuse:0.1",
               "garbage:0.1", "truncate:10%", "status-500:10%");
    assert_int_equal(count(&faults, 1, NULL), 0);
}

static void the_same_seed_draws_the_same_and_another_something_else(void **state)
{
    (void)state;
    const struct faults faults = FAULTS("reset:50%");
    size_t unlike = 0;
    for (uint64_t page = 1; page <= PAGES; page++) {
        const struct fault *met = faults_met(&faults, 1, page, 1);
        assert_ptr_equal(met, faults_met(&faults, 1, page, 1));
        unlike += met != faults_met(&faults, 2, page, 1);
    }
    assert_in_range(unlike, PAGES * 49 / 100, PAGES * 51 / 100);
}

static void the_first_attempts_fail_and_the_others_do_not(void **state)
{
    (void)state;
    const struct faults faults = FAULTS("empty:1:3");
    assert_ptr_equal(faults_met(&faults, 1, 7, 1), &fault_empty);
    assert_ptr_equal(faults_met(&faults, 1, 7, 3), &fault_empty);
    assert_null(faults_met(&faults, 1, 7, 4));
}

static void zero_attempts_are_all_of_them(void **state)
{
    (void)state;
    const struct faults faults = FAULTS("empty:100%:0");
    assert_ptr_equal(faults_met(&faults, 1, 7, 1), &fault_empty);
    assert_ptr_equal(faults_met(&faults, 1, 7, UINT64_MAX), &fault_empty);
}

static void a_kind_can_come_twice_with_other_attempts(void **state)
{
    (void)state;
    const struct faults faults = FAULTS("empty:50%:1", "empty:50%:2");
    size_t again = 0;
    for (uint64_t page = 1; page <= PAGES; page++) {
        assert_ptr_equal(faults_met(&faults, 1, page, 1), &fault_empty);
        again += faults_met(&faults, 1, page, 2) != NULL;
    }
    assert_in_range(again, PAGES * 49 / 100, PAGES * 51 / 100);
}

static void every_kind_is_known_by_its_own_name(void **state)
{
    (void)state;
    size_t kinds = 0;
    for (const struct fault *const *kind = fault_list; *kind; kind++, kinds++) {
        const struct faults faults = FAULTS((*kind)->name);
        assert_ptr_equal(faults_met(&faults, 1, 1, 1), *kind);
    }
    assert_int_equal(kinds, 18);
}

static void misuse_is_an_error_of_its_own_and_changes_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int err;
    } misuses[] = {{"", -ENOENT},
                   {"Stall", -ENOENT},
                   {"stal", -ENOENT},
                   {":1", -ENOENT},
                   {"stall:", -EINVAL},
                   {"stall:x", -EINVAL},
                   {"stall:%", -EINVAL},
                   {"stall:-1", -EINVAL},
                   {"stall:1.5", -ERANGE},
                   {"stall:101%", -ERANGE},
                   {"stall:1:", -EINVAL},
                   {"stall:1:-1", -EINVAL},
                   {"stall:1:2:3", -EINVAL},
                   {"stall:1:x", -EINVAL},
                   {"stall:60%", -EDOM},
                   {"stall:1:99999999999999999999", -ERANGE}};
    struct faults faults = FAULTS("reset:50%");
    for (size_t i = 0; i < sizeof misuses / sizeof *misuses; i++) {
        if (faults_add(&faults, misuses[i].text) != misuses[i].err)
            fail_msg("'%s' is taken or is another error", misuses[i].text);
    }
    assert_int_equal(faults.count, 1);
    char endless[1000];
    memset(endless, 'x', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    assert_int_equal(faults_add(&faults, endless), -ENOENT);
}

static void too_many_rules_are_an_error(void **state)
{
    (void)state;
    struct faults faults = {0};
    for (int i = 0; i < FAULTS_MOST; i++)
        assert_int_equal(faults_add(&faults, "stall:1%"), 0);
    assert_int_equal(faults_add(&faults, "stall:1%"), -E2BIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_rules_nothing_goes_wrong),
        cmocka_unit_test(without_a_rate_every_page_goes_wrong_once),
        cmocka_unit_test(a_rate_is_the_share_of_the_pages),
        cmocka_unit_test(several_faults_have_their_shares_and_no_page_has_two),
        cmocka_unit_test(rates_that_come_to_exactly_1_leave_no_page_out),
        cmocka_unit_test(the_same_seed_draws_the_same_and_another_something_else),
        cmocka_unit_test(the_first_attempts_fail_and_the_others_do_not),
        cmocka_unit_test(zero_attempts_are_all_of_them),
        cmocka_unit_test(a_kind_can_come_twice_with_other_attempts),
        cmocka_unit_test(every_kind_is_known_by_its_own_name),
        cmocka_unit_test(misuse_is_an_error_of_its_own_and_changes_nothing),
        cmocka_unit_test(too_many_rules_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
