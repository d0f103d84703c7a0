/* SPDX-License-Identifier: MIT */
/* The log of spans: what is written of what threads and processes recorded, and how it is read. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "bench/measure/span_file.h"
#include "core/span.h"
#include "core/task.h"

enum { CHILDREN = 4, EACH = 5000, ALL = CHILDREN * EACH, TIMED = 100000 };

static int start(void **state)
{
    static struct span_log log;
    *state = &log;
    return span_log_init(&log);
}

static int end(void **state)
{
    span_log_release(*state);
    return 0;
}

/* An attempt from `start` on that took 60 ns, 10 of them to parse. */
static void add(const struct span_log *log, size_t task, size_t parent, uint64_t start, int outcome)
{
    struct span *span = span_log_add(log);
    assert_non_null(span);
    *span = (struct span){.task = task,
                          .parent = parent,
                          .queued_ns = 5,
                          .started_ns = start,
                          .connected_ns = start + 10,
                          .first_byte_ns = start + 30,
                          .received_ns = start + 40,
                          .parse_start_ns = start + 50,
                          .parse_end_ns = start + 60,
                          .cpu_ns = 10,
                          .outcome = outcome,
                          .pid = 1,
                          .tid = 2,
                          .slot = 3};
}

/* Reads the log back: the header is dropped. Returns how many rows there were, of which the first `most` are
   in `rows`. */
static size_t read_back(const struct span_log *log, struct span_row *rows, size_t most)
{
    char line[SPAN_FILE_LINE_SIZE];
    size_t count = 0;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(span_log_write(log, file), 0);
    rewind(file);
    assert_non_null(fgets(line, sizeof line, file));
    for (; fgets(line, sizeof line, file); count++) {
        struct span_row row;
        assert_int_equal(span_row_read(&row, line), 0);
        if (count < most)
            rows[count] = row;
    }
    (void)fclose(file);
    return count;
}

static void rows_are_sorted_by_task_and_attempt(void **state)
{
    struct span_row rows[4] = {{0}};
    add(*state, 1, TASK_NO_PARENT, 100, EIO);
    add(*state, 0, TASK_NO_PARENT, 110, 0);
    add(*state, 1, TASK_NO_PARENT, 200, ETIMEDOUT);
    add(*state, 1, TASK_NO_PARENT, 300, 0);
    assert_int_equal(read_back(*state, rows, 4), 4);
    static const struct {
        size_t task;
        unsigned attempt;
        int outcome;
        uint64_t started_ns;
    } wanted[] = {{0, 1, 0, 110}, {1, 1, EIO, 100}, {1, 2, ETIMEDOUT, 200}, {1, 3, 0, 300}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(rows[i].task, wanted[i].task);
        assert_int_equal(rows[i].attempt, wanted[i].attempt);
        assert_int_equal(rows[i].outcome, wanted[i].outcome);
        assert_int_equal(rows[i].started_ns, wanted[i].started_ns);
        assert_int_equal(rows[i].parse_end_ns, wanted[i].started_ns + 60);
    }
}

static void an_attempt_whose_worker_died_is_counted_but_has_no_line(void **state)
{
    struct span_row row = {0};
    *span_log_add(*state) = (struct span){.task = 7, .parent = TASK_NO_PARENT, .started_ns = 50};
    add(*state, 7, TASK_NO_PARENT, 100, 0);
    assert_int_equal(read_back(*state, &row, 1), 1);
    assert_int_equal(row.attempt, 2);
}

static void a_task_that_another_added_was_queued_when_that_was_done(void **state)
{
    struct span_row rows[3] = {{0}};
    add(*state, 0, TASK_NO_PARENT, 100, EIO);
    add(*state, 0, TASK_NO_PARENT, 200, 0);
    add(*state, 1, 0, 400, 0);
    assert_int_equal(read_back(*state, rows, 3), 3);
    assert_int_equal(rows[0].queued_ns, 5);
    assert_int_equal(rows[2].parent, 0);
    assert_int_equal(rows[2].queued_ns, 260);
}

static void an_answer_is_known_or_taken_for_the_first_byte(void **state)
{
    struct span_row rows[2] = {{0}};
    add(*state, 0, TASK_NO_PARENT, 100, 0);
    struct span_row row;
    struct span *known = span_log_add(*state);
    *known = (struct span){.task = 1, .parent = TASK_NO_PARENT};
    span_begin(known);
    span_end(known, 0);
    known->answered_ns = known->first_byte_ns;
    assert_int_equal(read_back(*state, rows, 2), 2);
    assert_int_equal(rows[0].answered_ns, 130); /* it was not said */
    assert_int_equal(rows[1].answered_ns, known->answered_ns);
    assert_int_equal(span_row_read(&row, "0,,1,0,1,1,0,1,20,30,40,50,60,1,0,25\n"), 0);
    assert_int_equal(row.answered_ns, 25);
    assert_int_equal(span_row_read(&row, "0,,1,0,1,1,0,1,20,30,40,50,60,1,0,\n"), 0);
    assert_int_equal(row.answered_ns, 30);
    assert_int_equal(span_row_read(&row, "0,,1,0,1,1,0,1,20,30,40,50,60,1,0\n"), 0); /* of an older run */
    assert_int_equal(row.answered_ns, 30);
}

static void processes_record_at_once_and_none_is_lost(void **state)
{
    static struct span_row rows[ALL];
    for (size_t child = 0; child < CHILDREN; child++) {
        if (fork() == 0) {
            for (size_t i = 0; i < EACH; i++)
                add(*state, i * CHILDREN + child, TASK_NO_PARENT, 100, 0);
            _exit(0);
        }
    }
    for (size_t child = 0; child < CHILDREN; child++)
        assert_true(wait(NULL) > 0);
    assert_int_equal(read_back(*state, rows, ALL), ALL);
    for (size_t i = 0; i < ALL; i++)
        assert_int_equal(rows[i].task, i);
}

static void what_finds_no_place_is_counted(void **state)
{
    for (size_t i = 0; i < SPAN_LOG_MOST; i++)
        assert_non_null(span_log_add(*state));
    assert_int_equal(span_log_lost(*state), 0);
    for (size_t i = 0; i < 3; i++)
        assert_null(span_log_add(*state));
    assert_int_equal(span_log_lost(*state), 3);
    assert_int_equal(read_back(*state, NULL, 0), 0); /* none of them is over */
}

/* Reads a file of these lines behind a header. Returns what span_file_read does. */
static int read_file(const char *lines, struct span_cost **costs, size_t *count)
{
    char path[] = "/tmp/manyhands-test-XXXXXX";
    int descriptor = mkstemp(path);
    FILE *file = fdopen(descriptor, "w");
    assert_non_null(file);
    fprintf(file, "a header\n%s", lines);
    (void)fclose(file);
    int err = span_file_read(path, costs, count);
    unlink(path);
    return err;
}

static void costs_are_of_the_last_attempt(void **state)
{
    struct span_cost *costs;
    size_t count;
    (void)state;
    assert_int_equal(read_file("0,,1,0,1,1,0,1,2,3,9000,9000,9001,1,5\n"
                               "0,,2,0,1,1,0,1000,1000,1000,3000,3000,3500,500,0\n"
                               "1,0,1,0,1,1,0,1000,1000,1000,2000,2000,2000,0,0\n",
                               &costs, &count),
                     0);
    assert_int_equal(count, 2);
    assert_true(costs[0].latency_s > 1.999e-6 && costs[0].latency_s < 2.001e-6);
    assert_true(costs[0].compute_s > 0.499e-6 && costs[0].compute_s < 0.501e-6);
    assert_int_equal(costs[1].parent, 0);
    free(costs);
}

static void what_is_no_list_of_attempts_is_refused(void **state)
{
    static const char *const lines[] = {
        "0,,0,0,1,1,0,1,2,3,4,5,6,1,0\n",                               /* attempts count from 1 */
        "1,,1,0,1,1,0,1,2,3,4,5,6,1,0\n",                               /* task 0 is missing */
        "0,,2,0,1,1,0,1,2,3,4,5,6,1,0\n0,,2,0,1,1,0,1,2,3,4,5,6,1,0\n", /* twice */
        "0,,1,0,1,1,0,1,2,3,4,5,6,1,0\n2,,1,0,1,1,0,1,2,3,4,5,6,1,0\n", /* task 1 is missing */
        "0,,1,0,1,1,0,1,3,2,4,5,6,1,0\n",                               /* times out of order */
        "0,0,1,0,1,1,0,1,2,3,4,5,6,1,0\n",                              /* its own parent */
        "0,,1,0,1,1,0,1,2,3,4,5,6,1\n",                                 /* no outcome */
        "0,,1,0,1,1,0,1,2,3,4,5,6,18446744073709551615,0\n",            /* no time */
        "0,,1,0,1,1,0,1,2,5,6,7,8,1,0,1\n",                             /* answered before it was asked */
        "0,,1,0,1,1,0,1,2,5,6,7,8,1,0,6\n",                             /* and after it was read */
        "0,,1,0,1,1,0,1,2,5,6,7,8,1,0,noon\n",                          /* no number */
        "0,,1,0,1,1,0,1,2,5,6,7,8,1,0,-4\n",                            /* likewise */
        "0,,1,0,1,1,0,1,2,5,6,7,8,1,0,4,1\n",                           /* too many */
        "0,,1,0,1,1,0,1,2,5,6,7,8,1,0x\n",                              /* no end */
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct span_cost *costs;
        size_t count;
        assert_int_equal(read_file(lines[i], &costs, &count), -EBADMSG);
        assert_null(costs);
    }
}

/* Said, not judged: another program may be using the machine. */
static void what_a_record_costs_is_said(void **state)
{
    uint64_t start_ns = span_now_ns();
    for (size_t i = 0; i < TIMED; i++) {
        struct span *span = span_log_add(*state);
        *span = (struct span){.task = i, .pid = getpid(), .tid = gettid()};
        span_begin(span);
        span_end(span, 0);
    }
    print_message("%.0f ns a record\n", (double)(span_now_ns() - start_ns) / (double)TIMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_sorted_by_task_and_attempt, start, end),
        cmocka_unit_test_setup_teardown(an_attempt_whose_worker_died_is_counted_but_has_no_line, start, end),
        cmocka_unit_test_setup_teardown(a_task_that_another_added_was_queued_when_that_was_done, start, end),
        cmocka_unit_test_setup_teardown(an_answer_is_known_or_taken_for_the_first_byte, start, end),
        cmocka_unit_test_setup_teardown(processes_record_at_once_and_none_is_lost, start, end),
        cmocka_unit_test_setup_teardown(what_finds_no_place_is_counted, start, end),
        cmocka_unit_test(costs_are_of_the_last_attempt),
        cmocka_unit_test(what_is_no_list_of_attempts_is_refused),
        cmocka_unit_test_setup_teardown(what_a_record_costs_is_said, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
