/* SPDX-License-Identifier: MIT */
/* Bytes through real pipes that never wait: in whatever pieces they go and come, none is lost. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/processes/mailbox.h"

enum { SMALL_PIPE = 4096, LARGE = 300000 };

static struct mailbox from;
static struct mailbox to;
static int ends[2];

static int begin(void **state)
{
    (void)state;
    mailbox_init(&from);
    mailbox_init(&to);
    return pipe2(ends, O_NONBLOCK | O_CLOEXEC) || fcntl(ends[1], F_SETPIPE_SZ, SMALL_PIPE) < 0;
}

static void shut(int end)
{
    if (ends[end] >= 0)
        close(ends[end]);
    ends[end] = -1;
}

static int end(void **state)
{
    (void)state;
    shut(0);
    shut(1);
    mailbox_release(&from);
    mailbox_release(&to);
    return 0;
}

/* Appends bytes that tell their place. */
static void put(size_t at, size_t count)
{
    for (size_t i = at; i < at + count; i++) {
        const char byte = (char)(i * i % 251);
        assert_int_equal(buffer_append(&from.bytes, &byte, 1), 0);
    }
}

/* Takes what has come, which begins at that place. Returns how many bytes. */
static size_t take(size_t at)
{
    size_t size;
    const char *data = mailbox_data(&to, &size);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(data[i], (char)((at + i) * (at + i) % 251));
    mailbox_take(&to, size);
    return size;
}

static void an_empty_one_has_nothing_and_sends_nothing(void **state)
{
    (void)state;
    size_t size = 1;
    assert_non_null(mailbox_data(&to, &size));
    assert_int_equal(size, 0);
    assert_int_equal(mailbox_write(&from, -1), 0);
    assert_int_equal(mailbox_pending(&from), 0);
}

static void nothing_to_read_is_neither_an_end_nor_a_wait(void **state)
{
    (void)state;
    assert_int_equal(mailbox_read(&to, ends[0]), -EAGAIN);
    put(0, 3);
    assert_int_equal(mailbox_write(&from, ends[1]), 0);
    assert_int_equal(mailbox_read(&to, ends[0]), 1);
    assert_int_equal(mailbox_read(&to, ends[0]), -EAGAIN);
    shut(1);
    assert_int_equal(mailbox_read(&to, ends[0]), 0);
    assert_int_equal(take(0), 3); /* what came before the end is there */
}

static void what_a_pipe_has_no_room_for_waits_and_comes_later(void **state)
{
    (void)state;
    size_t got = 0;
    put(0, LARGE);
    assert_int_equal(mailbox_write(&from, ends[1]), 0);
    assert_int_equal(mailbox_pending(&from), LARGE - SMALL_PIPE);
    assert_int_equal(mailbox_write(&from, ends[1]), 0); /* it is full: no error */
    assert_int_equal(mailbox_pending(&from), LARGE - SMALL_PIPE);
    while (got < LARGE) {
        assert_int_equal(mailbox_write(&from, ends[1]), 0);
        assert_int_equal(mailbox_read(&to, ends[0]), 1);
        got += take(got);
    }
    assert_int_equal(mailbox_pending(&from), 0);
}

static void what_has_come_is_kept_until_it_is_taken_out(void **state)
{
    (void)state;
    size_t size;
    put(0, SMALL_PIPE);
    assert_int_equal(mailbox_write(&from, ends[1]), 0);
    assert_int_equal(mailbox_read(&to, ends[0]), 1);
    mailbox_take(&to, 1000); /* a frame, of which the next has come in part */
    put(SMALL_PIPE, SMALL_PIPE);
    assert_int_equal(mailbox_write(&from, ends[1]), 0);
    assert_int_equal(mailbox_read(&to, ends[0]), 1);
    (void)mailbox_data(&to, &size);
    assert_int_equal(size, 2 * SMALL_PIPE - 1000);
    assert_int_equal(take(1000), size);
}

static void one_that_never_runs_empty_keeps_nothing_that_was_sent(void **state)
{
    (void)state;
    size_t put_in = 0;
    size_t got = 0;
    for (int i = 0; i < 2000; i++) {
        put(put_in, SMALL_PIPE);
        put_in += SMALL_PIPE;
        if (i == 0)
            put(put_in++, 1);
        assert_int_equal(mailbox_write(&from, ends[1]), 0);
        assert_true(mailbox_pending(&from) > 0);
        assert_int_equal(mailbox_read(&to, ends[0]), 1);
        got += take(got);
    }
    assert_int_equal(put_in - got, mailbox_pending(&from));
    assert_in_range(from.bytes.capacity, 1, 8 * SMALL_PIPE);
    assert_in_range(to.bytes.capacity, 1, 512 * 1024);
}

static void a_reader_that_is_gone_is_an_error(void **state)
{
    (void)state;
    shut(0);
    put(0, 10);
    assert_int_equal(mailbox_write(&from, ends[1]), -EPIPE);
    assert_int_equal(mailbox_pending(&from), 10);
    mailbox_release(&from);
    assert_int_equal(mailbox_pending(&from), 0);
    assert_int_equal(mailbox_read(&to, -1), -EBADF);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(an_empty_one_has_nothing_and_sends_nothing),
        CASE(nothing_to_read_is_neither_an_end_nor_a_wait),
        CASE(what_a_pipe_has_no_room_for_waits_and_comes_later),
        CASE(what_has_come_is_kept_until_it_is_taken_out),
        CASE(one_that_never_runs_empty_keeps_nothing_that_was_sent),
        CASE(a_reader_that_is_gone_is_an_error),
    };
    (void)signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
