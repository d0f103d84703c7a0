/* SPDX-License-Identifier: MIT */
/* Tasks that others added: first come, first served, and each address once where that is wanted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/backlog.h"

/* Adds a task and asserts whether it is new and which index it has then. */
static void add(struct backlog *backlog, const char *address, size_t index, int added, size_t has)
{
    assert_int_equal(backlog_add(backlog, address, index + 100, (unsigned)index + 1, &index), added);
    assert_int_equal(index, has);
}

static void assert_taken(struct backlog *backlog, const char *address, size_t index)
{
    struct task task;
    memset(&task, 'x', sizeof task);
    assert_true(backlog_take(backlog, &task));
    assert_string_equal(task.address, address);
    assert_int_equal(task.index, index);
    assert_int_equal(task.parent, index + 100);
    assert_int_equal(task.level, index + 1);
    task_release(&task);
}

static void assert_empty(struct backlog *backlog)
{
    struct task task;
    assert_int_equal(backlog->waiting, 0);
    assert_false(backlog_take(backlog, &task));
}

static void the_first_to_come_is_the_first_to_go(void **state)
{
    (void)state;
    struct backlog backlog;
    backlog_init(&backlog, false);
    assert_empty(&backlog);
    add(&backlog, "a", 7, 1, 7);
    add(&backlog, "", 8, 1, 8);
    assert_int_equal(backlog.waiting, 2);
    assert_taken(&backlog, "a", 7);
    add(&backlog, "c", 9, 1, 9);
    assert_taken(&backlog, "", 8);
    assert_taken(&backlog, "c", 9);
    assert_empty(&backlog);
    add(&backlog, "d", 10, 1, 10); /* after it was empty */
    assert_taken(&backlog, "d", 10);
    assert_empty(&backlog);
    backlog_release(&backlog);
}

static void an_address_may_come_as_often_as_it_likes(void **state)
{
    (void)state;
    struct backlog backlog;
    backlog_init(&backlog, false);
    add(&backlog, "a", 1, 1, 1);
    add(&backlog, "a", 2, 1, 2);
    assert_taken(&backlog, "a", 1);
    assert_taken(&backlog, "a", 2);
    assert_empty(&backlog);
    backlog_release(&backlog);
}

static void where_once_counts_it_is_the_task_it_was(void **state)
{
    (void)state;
    struct backlog backlog;
    backlog_init(&backlog, true);
    add(&backlog, "a", 1, 1, 1);
    add(&backlog, "b", 2, 1, 2);
    add(&backlog, "a", 3, 0, 1);
    assert_int_equal(backlog.waiting, 2);
    assert_taken(&backlog, "a", 1);
    add(&backlog, "a", 3, 0, 1); /* also when it has been taken */
    add(&backlog, "A", 3, 1, 3);
    add(&backlog, "a/", 4, 1, 4);
    assert_taken(&backlog, "b", 2);
    assert_taken(&backlog, "A", 3);
    assert_taken(&backlog, "a/", 4);
    add(&backlog, "b", 5, 0, 2);
    assert_empty(&backlog);
    backlog_release(&backlog);
}

static void the_longest_address_fits(void **state)
{
    (void)state;
    char longest[TASK_ADDRESS_SIZE];
    struct backlog backlog;
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    backlog_init(&backlog, false);
    add(&backlog, longest, 1, 1, 1);
    assert_taken(&backlog, longest, 1);
    backlog_release(&backlog);
}

/* In order, as they come in practice: a tree without balance would be a list. */
static void thousands_are_told_apart_and_freed(void **state)
{
    (void)state;
    static const size_t many = 20000;
    for (int once = 0; once < 2; once++) {
        char address[32];
        struct backlog backlog;
        backlog_init(&backlog, once);
        for (size_t i = 0; i < 2 * many; i++) {
            int is_new = !once || i < many;
            (void)snprintf(address, sizeof address, "p/%06zu", i % many);
            add(&backlog, address, i, is_new, is_new ? i : i - many);
        }
        for (size_t i = 0; i < many / 2; i++) {
            (void)snprintf(address, sizeof address, "p/%06zu", i);
            assert_taken(&backlog, address, i);
        }
        backlog_release(&backlog); /* the leak check of an asan run sees the rest */
    }
}

static void one_that_is_pushed_comes_as_it_is_and_counts_for_nothing_else(void **state)
{
    (void)state;
    struct backlog backlog;
    backlog_init(&backlog, true);
    for (size_t i = 0; i < 2; i++) { /* the same address twice: whoever sends tasks has told them apart */
        struct task task = {
            .index = 40 + i, .parent = 140 + i, .level = (unsigned)(41 + i), .address = strdup("a")};
        assert_int_equal(backlog_push(&backlog, &task), 0);
    }
    add(&backlog, "a", 7, 1, 7);
    assert_int_equal(backlog.waiting, 3);
    assert_taken(&backlog, "a", 40);
    assert_taken(&backlog, "a", 41);
    assert_taken(&backlog, "a", 7);
    assert_empty(&backlog);
    backlog_release(&backlog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_to_come_is_the_first_to_go),
        cmocka_unit_test(an_address_may_come_as_often_as_it_likes),
        cmocka_unit_test(where_once_counts_it_is_the_task_it_was),
        cmocka_unit_test(the_longest_address_fits),
        cmocka_unit_test(thousands_are_told_apart_and_freed),
        cmocka_unit_test(one_that_is_pushed_comes_as_it_is_and_counts_for_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
