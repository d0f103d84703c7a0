/* SPDX-License-Identifier: MIT */
/* Who has which task: by its answer it leaves, and a death is charged to those that may be to blame. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/processes/in_hand.h"

static struct in_hand in_hand;

/* Whether nothing is given, orphaned or lost. */
static bool is_empty(void)
{
    return in_hand.count == 0 && TAILQ_EMPTY(&in_hand.orphans) && TAILQ_EMPTY(&in_hand.lost);
}

static int begin(void **state)
{
    (void)state;
    return in_hand_init(&in_hand, 3);
}

static int end(void **state)
{
    (void)state;
    in_hand_release(&in_hand);
    return 0;
}

static struct hand *new_hand(size_t index)
{
    struct task task = {.index = index, .address = strdup("somewhere")};
    struct hand *hand = hand_new(&task);
    assert_non_null(hand);
    return hand;
}

static void give(size_t worker, size_t from, size_t count)
{
    for (size_t i = from; i < from + count; i++)
        in_hand_give(&in_hand, worker, new_hand(i));
}

static void drop(struct hand *hand)
{
    assert_non_null(hand);
    task_release(&hand->task);
    free(hand);
}

/* Takes orphans for a worker that has nothing, and asserts which they are and how many deaths each is charged
   with. */
static struct hand *assert_orphan(size_t index, unsigned deaths)
{
    struct hand *hand = in_hand_orphan(&in_hand, 0);
    assert_non_null(hand);
    assert_int_equal(hand->task.index, index);
    assert_int_equal(hand->deaths, deaths);
    return hand;
}

static void a_task_is_answered_once_and_by_nobody_but_its_worker(void **state)
{
    (void)state;
    give(1, 7, 1);
    assert_false(is_empty());
    assert_null(in_hand_answer(&in_hand, 0, 7));
    assert_null(in_hand_answer(&in_hand, 2, 7));
    assert_null(in_hand_answer(&in_hand, 1, 8));
    drop(in_hand_answer(&in_hand, 1, 7));
    assert_null(in_hand_answer(&in_hand, 1, 7));
    assert_true(is_empty());
}

static void thousands_are_found_by_their_index_in_any_order(void **state)
{
    (void)state;
    enum { MANY = 5000, STEP = 1237 }; /* which has no divisor in common */
    for (size_t i = 0; i < MANY; i++)
        give(i % 3, i, 1);
    for (size_t n = 0, i = 0; n < MANY; n++, i = (i + STEP) % MANY) {
        assert_int_equal(in_hand.count, MANY - n);
        assert_null(in_hand_answer(&in_hand, (i + 1) % 3, i));
        struct hand *hand = in_hand_answer(&in_hand, i % 3, i);
        assert_int_equal(hand->task.index, i);
        drop(hand);
    }
    assert_true(is_empty());
}

static void a_death_is_charged_to_the_oldest_as_many_as_are_done_at_once(void **state)
{
    (void)state;
    give(0, 0, 5);
    give(1, 5, 1);
    drop(in_hand_answer(&in_hand, 0, 1));
    in_hand_bury(&in_hand, 0, SIGKILL, 2);
    assert_int_equal(in_hand.holders[0].count, 0);
    drop(assert_orphan(0, 1));
    drop(assert_orphan(2, 1));
    drop(assert_orphan(3, 0));
    drop(assert_orphan(4, 0));
    assert_null(in_hand_orphan(&in_hand, 0));
    drop(in_hand_answer(&in_hand, 1, 5)); /* another's is untouched */
}

static void an_end_that_is_nobodys_fault_charges_nobody(void **state)
{
    (void)state;
    give(0, 0, 2);
    in_hand_bury(&in_hand, 0, 0, 0);
    drop(assert_orphan(0, 0));
    drop(assert_orphan(1, 0));
}

static void one_that_is_charged_is_given_alone_until_it_is_answered(void **state)
{
    (void)state;
    give(0, 0, 1);
    in_hand_bury(&in_hand, 0, SIGSEGV, 1);
    assert_null(in_hand_orphan(&in_hand, 1)); /* not to one that has another */
    in_hand_give(&in_hand, 2, assert_orphan(0, 1));
    assert_true(in_hand.holders[2].alone);
    drop(in_hand_answer(&in_hand, 2, 0));
    assert_false(in_hand.holders[2].alone);
}

static void one_that_is_not_charged_is_given_to_whoever_has_room(void **state)
{
    (void)state;
    give(0, 0, 2);
    in_hand_bury(&in_hand, 0, SIGSEGV, 1);
    in_hand_give(&in_hand, 1, assert_orphan(0, 1));
    struct hand *hand = in_hand_orphan(&in_hand, 5);
    assert_int_equal(hand->task.index, 1);
    in_hand_give(&in_hand, 2, hand);
    assert_false(in_hand.holders[2].alone);
}

static void a_task_is_lost_with_the_third_worker_that_dies_of_it(void **state)
{
    (void)state;
    give(0, 9, 1);
    in_hand_bury(&in_hand, 0, SIGSEGV, 1);
    for (unsigned deaths = 1; deaths < IN_HAND_MOST_DEATHS; deaths++) {
        assert_null(in_hand_lost(&in_hand));
        in_hand_give(&in_hand, 1, assert_orphan(9, deaths));
        in_hand_bury(&in_hand, 1, SIGKILL, SIZE_MAX);
    }
    assert_null(in_hand_orphan(&in_hand, 0));
    assert_false(is_empty());
    struct hand *hand = in_hand_lost(&in_hand);
    assert_int_equal(hand->task.index, 9);
    assert_int_equal(hand->signal, SIGKILL);
    drop(hand);
    assert_true(is_empty());
}

static void what_is_left_in_any_state_is_released(void **state)
{
    (void)state;
    give(0, 0, 1);
    for (size_t i = 0; i < IN_HAND_MOST_DEATHS; i++) {
        in_hand_bury(&in_hand, 0, SIGKILL, 1);
        if (i + 1 < IN_HAND_MOST_DEATHS)
            in_hand_give(&in_hand, 0, assert_orphan(0, (unsigned)i + 1));
    }
    give(1, 1, 2);
    in_hand_bury(&in_hand, 1, SIGKILL, 1);
    give(2, 3, 2); /* a leak shows under AddressSanitizer */
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_task_is_answered_once_and_by_nobody_but_its_worker),
        CASE(thousands_are_found_by_their_index_in_any_order),
        CASE(a_death_is_charged_to_the_oldest_as_many_as_are_done_at_once),
        CASE(an_end_that_is_nobodys_fault_charges_nobody),
        CASE(one_that_is_charged_is_given_alone_until_it_is_answered),
        CASE(one_that_is_not_charged_is_given_to_whoever_has_room),
        CASE(a_task_is_lost_with_the_third_worker_that_dies_of_it),
        CASE(what_is_left_in_any_state_is_released),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
