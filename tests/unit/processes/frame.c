/* SPDX-License-Identifier: MIT */
/* Tasks and results as bytes: whole ones, huge ones, and those that are cut off or none. */
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/processes/frame.h"

/* What frame_get_result makes of the frame of `sent`, which it is all of. */
static struct result travel(const struct result *sent)
{
    struct buffer bytes;
    struct result got;
    buffer_init(&bytes);
    assert_int_equal(frame_put_result(&bytes, sent), 0);
    assert_int_equal(frame_get_result(bytes.data, bytes.size, &got), bytes.size);
    buffer_release(&bytes);
    return got;
}

static void a_task_arrives_as_it_was_sent(void **state)
{
    (void)state;
    char longest[TASK_ADDRESS_SIZE] = {0};
    memset(longest, 'x', sizeof longest - 1);
    const struct task sent[] = {
        {.index = 0, .parent = TASK_NO_PARENT, .level = 0, .address = "http://127.0.0.1/p/1?q=协程"},
        {.index = 9, .parent = 0, .level = 1, .address = ""},
        {.index = SIZE_MAX - 1, .parent = SIZE_MAX - 1, .level = UINT_MAX, .address = longest},
    };
    struct buffer bytes;
    buffer_init(&bytes);
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
        assert_int_equal(frame_put_task(&bytes, &sent[i]), 0);
    size_t at = 0;
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        struct task got;
        memset(&got, 'x', sizeof got);
        ssize_t size = frame_get_task(bytes.data + at, bytes.size - at, &got);
        assert_true(size > 0);
        assert_true(got.index == sent[i].index);
        assert_true(got.parent == sent[i].parent);
        assert_int_equal(got.level, sent[i].level);
        assert_string_equal(got.address, sent[i].address);
        task_release(&got);
        at += (size_t)size;
    }
    assert_int_equal(at, bytes.size);
    buffer_release(&bytes);
}

/* So that another machine, or a later build, reads the same. */
static void the_bytes_of_a_frame_are_fixed(void **state)
{
    (void)state;
    static const char expected[] = "MH\1t\x1a\0\0\0\0\0\0\0"
                                   "\2\1\0\0\0\0\0\0"
                                   "\xff\xff\xff\xff\xff\xff\xff\xff"
                                   "\3\0\0\0\0\0\0\0"
                                   "/p";
    const struct task task = {.index = 0x102, .parent = TASK_NO_PARENT, .level = 3, .address = "/p"};
    struct buffer bytes;
    buffer_init(&bytes);
    assert_int_equal(frame_put_task(&bytes, &task), 0);
    assert_int_equal(bytes.size, sizeof expected - 1);
    assert_memory_equal(bytes.data, expected, bytes.size);
    buffer_release(&bytes);
}

static void a_result_arrives_with_its_rows_and_counts(void **state)
{
    (void)state;
    struct result sent;
    result_init(&sent, 3);
    sent.bytes = 12345;
    sent.attempts = 2;
    assert_int_equal(result_add_row(&sent, (const char *const[]){"a,b", ""}, 2), 0);
    assert_int_equal(result_add_row(&sent, (const char *const[]){"c", "d"}, 2), 0);
    struct result got = travel(&sent);
    assert_int_equal(got.index, 3);
    assert_int_equal(got.error, 0);
    assert_int_equal(got.row_count, 2);
    assert_int_equal(got.bytes, 12345);
    assert_int_equal(got.attempts, 2);
    assert_int_equal(got.rows.size, sent.rows.size);
    assert_memory_equal(got.rows.data, sent.rows.data, sent.rows.size);
    assert_string_equal(got.reason, "");
    result_release(&sent);
    result_release(&got);
}

static void a_result_arrives_with_the_tasks_it_adds(void **state)
{
    (void)state;
    char longest[TASK_ADDRESS_SIZE] = {0};
    struct result sent;
    memset(longest, 'x', sizeof longest - 1);
    result_init(&sent, 3);
    assert_int_equal(result_add_task(&sent, "one"), 0);
    assert_int_equal(result_add_task(&sent, ""), 0);
    assert_int_equal(result_add_task(&sent, longest), 0);
    assert_int_equal(result_add_row(&sent, (const char *const[]){"a"}, 1), 0);
    struct result got = travel(&sent);
    assert_int_equal(got.rows.size, 3);
    assert_memory_equal(got.rows.data, "a\r\n", 3);
    assert_int_equal(got.tasks.size, 4 + 1 + sizeof longest);
    assert_memory_equal(got.tasks.data, sent.tasks.data, got.tasks.size);
    result_release(&sent);
    result_release(&got);
}

static void a_failure_arrives_with_its_reason(void **state)
{
    (void)state;
    char reason[RESULT_REASON_SIZE + 10] = {0};
    struct result sent;
    memset(reason, 'r', sizeof reason - 1);
    result_init(&sent, 4);
    result_fail(&sent, -EPROTO, reason);
    struct result got = travel(&sent);
    assert_int_equal(got.error, -EPROTO);
    assert_string_equal(got.reason, sent.reason);
    assert_int_equal(strlen(got.reason), RESULT_REASON_SIZE - 1);
    assert_int_equal(got.rows.size, 0);
}

enum { HUGE_SIZE = 5 * 1000 * 1000 }; /* bytes */

static void a_huge_result_arrives_whole(void **state)
{
    (void)state;
    struct result sent;
    result_init(&sent, 9);
    char *rows = buffer_reserve(&sent.rows, HUGE_SIZE);
    assert_non_null(rows);
    for (size_t i = 0; i < HUGE_SIZE; i++)
        rows[i] = (char)(i * 7);
    sent.rows.size = HUGE_SIZE;
    struct result got = travel(&sent);
    assert_int_equal(got.rows.size, HUGE_SIZE);
    assert_memory_equal(got.rows.data, sent.rows.data, HUGE_SIZE);
    result_release(&sent);
    result_release(&got);
}

/* What the reader says of a result with those bytes in the place of tasks. */
static ssize_t read_tasks(const char *data, size_t size)
{
    struct buffer bytes;
    struct result result;
    buffer_init(&bytes);
    result_init(&result, 3);
    assert_int_equal(buffer_append(&result.tasks, data, size), 0);
    assert_int_equal(frame_put_result(&bytes, &result), 0);
    result_release(&result);
    ssize_t got = frame_get_result(bytes.data, bytes.size, &result);
    if (got > 0)
        result_release(&result);
    buffer_release(&bytes);
    return got;
}

static void bytes_that_are_no_tasks_are_an_error(void **state)
{
    (void)state;
    static char many[3 * TASK_ADDRESS_SIZE]; /* NULs: empty addresses */
    assert_true(read_tasks(many, sizeof many) > 0);
    assert_int_equal(read_tasks("a", 1), -EBADMSG);
    assert_int_equal(read_tasks("a\0b", 3), -EBADMSG);
    assert_true(read_tasks("a\0b\0", 4) > 0);
    memset(many, 'x', TASK_ADDRESS_SIZE - 1);
    assert_true(read_tasks(many, sizeof many) > 0);
    many[TASK_ADDRESS_SIZE - 1] = 'x'; /* one too long, though a NUL follows */
    assert_int_equal(read_tasks(many, sizeof many), -EBADMSG);
    memset(many, 'x', sizeof many);
    assert_int_equal(read_tasks(many, sizeof many), -EBADMSG);
    many[0] = '\0';
    assert_int_equal(read_tasks(many, sizeof many), -EBADMSG);
}

enum { CONTENTS = 3 + 5 + 2 }; /* bytes that follow the numbers of the frame below */

static struct buffer frame(void)
{
    struct buffer bytes;
    struct result result;
    buffer_init(&bytes);
    result_init(&result, 1);
    assert_int_equal(result_add_row(&result, (const char *const[]){"a", "b"}, 2), 0);
    assert_int_equal(result_add_task(&result, "t"), 0);
    memcpy(result.reason, "why", sizeof "why");
    assert_int_equal(frame_put_result(&bytes, &result), 0);
    result_release(&result);
    return bytes;
}

static void a_frame_of_which_a_part_has_come_is_waited_for(void **state)
{
    (void)state;
    struct buffer bytes = frame();
    struct result result;
    for (size_t size = 0; size < bytes.size; size++) {
        char *part = malloc(size + 1); /* of its own: a reader that goes too far is seen by the sanitizer */
        assert_non_null(part);
        memcpy(part, bytes.data, size);
        assert_int_equal(frame_get_result(part, size, &result), 0);
        free(part);
    }
    assert_int_equal(frame_get_result(bytes.data, bytes.size, &result), bytes.size);
    result_release(&result);
    buffer_release(&bytes);
}

static void bytes_that_are_no_frame_are_an_error(void **state)
{
    (void)state;
    char junk[64];
    struct task task;
    struct result result;
    struct buffer bytes = frame();
    memset(junk, 0xff, sizeof junk);
    assert_int_equal(frame_get_task(junk, sizeof junk, &task), -EBADMSG);
    assert_int_equal(frame_get_result(junk, 1, &result), -EBADMSG);
    assert_int_equal(frame_get_task(bytes.data, bytes.size, &task), -EBADMSG); /* of another kind */
    bytes.data[2] = 2;                                                         /* of a later version */
    assert_int_equal(frame_get_result(bytes.data, bytes.size, &result), -EBADMSG);
    buffer_release(&bytes);
}

static void announced_sizes_beyond_reason_are_an_error(void **state)
{
    (void)state;
    struct buffer bytes = frame();
    size_t refused = 0;
    for (size_t at = 0; at < bytes.size - CONTENTS; at++) { /* each byte of the numbers in turn */
        struct result result;
        char kept = bytes.data[at];
        bytes.data[at] = 0x7f;
        ssize_t got = frame_get_result(bytes.data, bytes.size, &result);
        assert_true(got == (ssize_t)bytes.size || got == 0 || got == -EBADMSG);
        if (got > 0)
            result_release(&result);
        refused += got <= 0;
        bytes.data[at] = kept;
    }
    assert_in_range(refused, 4 + 8 + 8 + 8,
                    bytes.size); /* at least kind, size, size of the reason, of the rows */
    buffer_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_task_arrives_as_it_was_sent),
        cmocka_unit_test(the_bytes_of_a_frame_are_fixed),
        cmocka_unit_test(a_result_arrives_with_its_rows_and_counts),
        cmocka_unit_test(a_result_arrives_with_the_tasks_it_adds),
        cmocka_unit_test(a_failure_arrives_with_its_reason),
        cmocka_unit_test(a_huge_result_arrives_whole),
        cmocka_unit_test(bytes_that_are_no_tasks_are_an_error),
        cmocka_unit_test(a_frame_of_which_a_part_has_come_is_waited_for),
        cmocka_unit_test(bytes_that_are_no_frame_are_an_error),
        cmocka_unit_test(announced_sizes_beyond_reason_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
