/* SPDX-License-Identifier: MIT */
/* Messages through real pipes: whole ones, huge ones, and those that are cut off or none. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/processes/wire.h"

enum { READ, WRITE };

static int open_pipe(void **state)
{
    static int ends[2];
    *state = ends;
    return pipe(ends);
}

static int close_pipe(void **state)
{
    int *ends = *state;
    close(ends[READ]);
    if (ends[WRITE] >= 0)
        close(ends[WRITE]);
    return 0;
}

static void end_writing(int *ends)
{
    close(ends[WRITE]);
    ends[WRITE] = -1;
}

/* Sends the message that would be appended for `task`. Returns 0 or a negative errno. */
static int send_task(int fd, const struct task *task)
{
    struct buffer letter;
    buffer_init(&letter);
    int err = wire_append_task(&letter, task);
    if (!err && write(fd, letter.data, letter.size) != (ssize_t)letter.size)
        err = -errno;
    buffer_release(&letter);
    return err;
}

static void a_task_arrives_as_it_was_sent(void **state)
{
    int *ends = *state;
    struct task sent = {.index = SIZE_MAX - 1, .address = "http://127.0.0.1/p/1?q=协程"};
    struct task longest = {.index = 0};
    struct task got;
    memset(longest.address, 'x', sizeof longest.address - 1);
    assert_int_equal(send_task(ends[WRITE], &sent), 0);
    assert_int_equal(send_task(ends[WRITE], &longest), 0);
    assert_int_equal(wire_read_task(ends[READ], &got), 1);
    assert_true(got.index == sent.index);
    assert_string_equal(got.address, sent.address);
    assert_int_equal(wire_read_task(ends[READ], &got), 1);
    assert_string_equal(got.address, longest.address);
}

static void a_result_arrives_with_its_rows_and_counts(void **state)
{
    int *ends = *state;
    struct result sent;
    struct result got;
    result_init(&sent, 3);
    sent.bytes = 12345;
    assert_int_equal(result_add_row(&sent, (const char *const[]){"a,b", ""}, 2), 0);
    assert_int_equal(result_add_row(&sent, (const char *const[]){"c", "d"}, 2), 0);
    assert_int_equal(wire_write_result(ends[WRITE], &sent), 0);
    assert_int_equal(wire_read_result(ends[READ], &got), 1);
    assert_int_equal(got.index, 3);
    assert_int_equal(got.error, 0);
    assert_int_equal(got.row_count, 2);
    assert_int_equal(got.bytes, 12345);
    assert_int_equal(got.rows.size, sent.rows.size);
    assert_memory_equal(got.rows.data, sent.rows.data, sent.rows.size);
    assert_string_equal(got.reason, "");
    result_release(&sent);
    result_release(&got);
}

static void a_task_that_another_added_keeps_its_descent(void **state)
{
    int *ends = *state;
    static const struct task sent[] = {
        {.index = 0, .parent = TASK_NO_PARENT, .level = 0, .address = "a"},
        {.index = 9, .parent = 0, .level = 1, .address = ""},
        {.index = 10, .parent = SIZE_MAX - 1, .level = UINT_MAX, .address = "b"},
    };
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
        assert_int_equal(send_task(ends[WRITE], &sent[i]), 0);
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        struct task got;
        memset(&got, 'x', sizeof got);
        assert_int_equal(wire_read_task(ends[READ], &got), 1);
        assert_true(got.index == sent[i].index);
        assert_true(got.parent == sent[i].parent);
        assert_int_equal(got.level, sent[i].level);
        assert_string_equal(got.address, sent[i].address);
    }
}

static void a_result_arrives_with_the_tasks_it_adds(void **state)
{
    int *ends = *state;
    char longest[TASK_ADDRESS_SIZE];
    struct result sent;
    struct result got;
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    result_init(&sent, 3);
    assert_int_equal(result_add_task(&sent, "one"), 0);
    assert_int_equal(result_add_task(&sent, ""), 0);
    assert_int_equal(result_add_task(&sent, longest), 0);
    assert_int_equal(result_add_row(&sent, (const char *const[]){"a"}, 1), 0);
    assert_int_equal(wire_write_result(ends[WRITE], &sent), 0);
    assert_int_equal(wire_read_result(ends[READ], &got), 1);
    assert_int_equal(got.rows.size, 3);
    assert_memory_equal(got.rows.data, "a\r\n", 3);
    assert_int_equal(got.tasks.size, 4 + 1 + sizeof longest);
    assert_memory_equal(got.tasks.data, sent.tasks.data, got.tasks.size);
    result_release(&sent);
    result_release(&got);
}

/* Sends a result with those bytes in the place of tasks. Returns what its reader says. */
static int read_tasks(const int *ends, const char *bytes, size_t size)
{
    struct result sent;
    struct result got;
    result_init(&sent, 3);
    assert_int_equal(buffer_append(&sent.tasks, bytes, size), 0);
    assert_int_equal(wire_write_result(ends[WRITE], &sent), 0);
    result_release(&sent);
    int answer = wire_read_result(ends[READ], &got);
    if (answer == 1)
        result_release(&got);
    return answer;
}

static void bytes_that_are_no_tasks_are_an_error(void **state)
{
    int *ends = *state;
    static char many[3 * TASK_ADDRESS_SIZE]; /* NULs: empty addresses */
    assert_int_equal(read_tasks(ends, many, sizeof many), 1);
    assert_int_equal(read_tasks(ends, "a", 1), -EBADMSG);
    assert_int_equal(read_tasks(ends, "a\0b", 3), -EBADMSG);
    assert_int_equal(read_tasks(ends, "a\0b\0", 4), 1);
    memset(many, 'x', TASK_ADDRESS_SIZE - 1);
    assert_int_equal(read_tasks(ends, many, sizeof many), 1);
    many[TASK_ADDRESS_SIZE - 1] = 'x'; /* one too long, though a NUL follows */
    assert_int_equal(read_tasks(ends, many, sizeof many), -EBADMSG);
    memset(many, 'x', sizeof many);
    assert_int_equal(read_tasks(ends, many, sizeof many), -EBADMSG);
    many[0] = '\0';
    assert_int_equal(read_tasks(ends, many, sizeof many), -EBADMSG);
}

static void a_failure_arrives_with_its_reason(void **state)
{
    int *ends = *state;
    char reason[RESULT_REASON_SIZE + 10];
    struct result sent;
    struct result got;
    memset(reason, 'r', sizeof reason - 1);
    reason[sizeof reason - 1] = '\0';
    result_init(&sent, 4);
    result_fail(&sent, -EPROTO, reason);
    assert_int_equal(wire_write_result(ends[WRITE], &sent), 0);
    assert_int_equal(wire_read_result(ends[READ], &got), 1);
    assert_int_equal(got.error, -EPROTO);
    assert_string_equal(got.reason, sent.reason);
    assert_int_equal(strlen(got.reason), RESULT_REASON_SIZE - 1);
    assert_int_equal(got.rows.size, 0);
    result_release(&got);
}

enum { HUGE_SIZE = 5 * 1000 * 1000 }; /* bytes: a pipe holds 65,536 */

static void *write_huge(void *arg)
{
    const int *ends = arg;
    static int err;
    struct result result;
    result_init(&result, 9);
    char *field = malloc(HUGE_SIZE + 1);
    err = field ? 0 : -ENOMEM;
    if (!err) {
        memset(field, 'x', HUGE_SIZE);
        field[HUGE_SIZE] = '\0';
        err = result_add_row(&result, (const char *const[]){field}, 1);
    }
    if (!err)
        err = wire_write_result(ends[WRITE], &result);
    result_release(&result);
    free(field);
    return &err;
}

static void a_message_larger_than_the_pipe_arrives_whole(void **state)
{
    int *ends = *state;
    pthread_t writer;
    struct result got;
    void *err;
    assert_int_equal(pthread_create(&writer, NULL, write_huge, ends), 0);
    assert_int_equal(wire_read_result(ends[READ], &got), 1);
    assert_int_equal(pthread_join(writer, &err), 0);
    assert_int_equal(*(int *)err, 0);
    assert_int_equal(got.rows.size, HUGE_SIZE + 2);
    for (size_t i = 0; i < HUGE_SIZE; i++)
        assert_true(got.rows.data[i] == 'x');
    assert_memory_equal(got.rows.data + HUGE_SIZE, "\r\n", 2);
    result_release(&got);
}

static void the_end_between_two_messages_is_no_error(void **state)
{
    int *ends = *state;
    struct task task = {.index = 1, .address = "http://127.0.0.1/"};
    struct result result;
    assert_int_equal(send_task(ends[WRITE], &task), 0);
    end_writing(ends);
    assert_int_equal(wire_read_task(ends[READ], &task), 1);
    assert_int_equal(wire_read_task(ends[READ], &task), 0);
    assert_int_equal(wire_read_result(ends[READ], &result), 0);
}

enum { CONTENTS = 3 + 5 + 2 }; /* bytes that follow the frame of the message below */

/* The bytes of one message, by way of a pipe. Returns how many. */
static size_t message(char *bytes, size_t size)
{
    int ends[2];
    struct result result;
    assert_int_equal(pipe(ends), 0);
    result_init(&result, 1);
    assert_int_equal(result_add_row(&result, (const char *const[]){"a", "b"}, 2), 0);
    assert_int_equal(result_add_task(&result, "t"), 0);
    memcpy(result.reason, "why", sizeof "why");
    assert_int_equal(wire_write_result(ends[WRITE], &result), 0);
    ssize_t got = read(ends[READ], bytes, size);
    assert_true(got > 0 && (size_t)got < size);
    result_release(&result);
    close(ends[READ]);
    close(ends[WRITE]);
    return (size_t)got;
}

static void a_message_cut_off_anywhere_is_an_error(void **state)
{
    (void)state;
    char bytes[256];
    size_t size = message(bytes, sizeof bytes);
    for (size_t cut = 1; cut < size; cut++) {
        int ends[2];
        struct result result;
        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[WRITE], bytes, cut), cut);
        close(ends[WRITE]);
        assert_int_equal(wire_read_result(ends[READ], &result), -EBADMSG);
        close(ends[READ]);
    }
}

static void bytes_that_are_no_message_are_an_error(void **state)
{
    int *ends = *state;
    char bytes[1024];
    struct task task = {.index = 1, .address = "http://127.0.0.1/"};
    struct result result;
    memset(bytes, 0xff, sizeof bytes); /* every size in it is far too large */
    assert_int_equal(write(ends[WRITE], bytes, sizeof bytes / 2), sizeof bytes / 2);
    assert_int_equal(wire_read_task(ends[READ], &task), -EBADMSG);
    size_t size = message(bytes, sizeof bytes);
    assert_int_equal(write(ends[WRITE], bytes, size), size);
    end_writing(ends);
    assert_int_equal(wire_read_task(ends[READ], &task), -EBADMSG); /* not the kind that is asked for */
    assert_int_equal(wire_read_result(-1, &result), -EBADF);
}

static void announced_sizes_beyond_reason_are_an_error(void **state)
{
    (void)state;
    char bytes[256];
    size_t size = message(bytes, sizeof bytes);
    size_t refused = 0;
    for (size_t at = 0; at < size - CONTENTS; at++) { /* each byte of the frame in turn */
        int ends[2];
        struct result result;
        char kept = bytes[at];
        bytes[at] = 0x7f;
        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[WRITE], bytes, size), size);
        close(ends[WRITE]);
        int got = wire_read_result(ends[READ], &result);
        assert_true(got == 1 || got == -EBADMSG);
        if (got == 1)
            result_release(&result);
        refused += got != 1;
        close(ends[READ]);
        bytes[at] = kept;
    }
    assert_in_range(refused, 4 + 8 + 8 + 8, size); /* at least kind, text size, rows size, tasks size */
}

static void a_reader_that_is_gone_is_an_error_to_the_writer(void **state)
{
    int *ends = *state;
    struct task task = {.index = 1, .address = "http://127.0.0.1/"};
    (void)signal(SIGPIPE, SIG_IGN);
    close(ends[READ]);
    ends[READ] = dup(ends[WRITE]);
    assert_int_equal(send_task(ends[WRITE], &task), -EPIPE);
}

int main(void)
{
#define WITH_PIPE(test) cmocka_unit_test_setup_teardown(test, open_pipe, close_pipe)
    const struct CMUnitTest tests[] = {
        WITH_PIPE(a_task_arrives_as_it_was_sent),
        WITH_PIPE(a_result_arrives_with_its_rows_and_counts),
        WITH_PIPE(a_task_that_another_added_keeps_its_descent),
        WITH_PIPE(a_result_arrives_with_the_tasks_it_adds),
        WITH_PIPE(bytes_that_are_no_tasks_are_an_error),
        WITH_PIPE(a_failure_arrives_with_its_reason),
        WITH_PIPE(a_message_larger_than_the_pipe_arrives_whole),
        WITH_PIPE(the_end_between_two_messages_is_no_error),
        cmocka_unit_test(a_message_cut_off_anywhere_is_an_error),
        WITH_PIPE(bytes_that_are_no_message_are_an_error),
        cmocka_unit_test(announced_sizes_beyond_reason_are_an_error),
        WITH_PIPE(a_reader_that_is_gone_is_an_error_to_the_writer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
