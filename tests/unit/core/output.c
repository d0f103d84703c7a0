/* SPDX-License-Identifier: MIT */
/* The output file: order, names, and what is left when something fails. Each test has a folder of its own. */
#include <dirent.h>
#include <errno.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/output.h"
#include "tests/temporary.h"

static const char *const columns[] = {"n"};

/* How many files there are here. */
static size_t files_here(void)
{
    size_t count = 0;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            count++;
    }
    closedir(folder);
    return count;
}

static struct output *start(const char *path)
{
    struct output *output = NULL;
    assert_int_equal(output_new(&output, path, columns, 1, 1000), 0);
    return output;
}

/* Hands in the result of task `index`: one row with its number. Returns what output_put returns. */
static int put(struct output *output, size_t index)
{
    char number[24];
    struct result result;
    (void)snprintf(number, sizeof number, "%zu", index);
    result_init(&result, index);
    assert_int_equal(result_add_row(&result, (const char *const[]){number}, 1), 0);
    int err = output_put(output, &result, NULL, 0);
    result_release(&result);
    return err;
}

static void assert_file(const char *name, const char *expected)
{
    static char text[16384];
    FILE *file = fopen(name, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_string_equal(text, expected);
}

static void rows_are_in_task_order_whatever_order_they_come_in(void **state)
{
    (void)state;
    enum { TASKS = 1000 };
    static size_t order[TASKS];
    static char expected[16384];
    size_t length = (size_t)sprintf(expected, "n\r\n");
    for (size_t i = 0; i < TASKS; i++) {
        order[i] = i;
        length += (size_t)sprintf(expected + length, "%zu\r\n", i);
    }
    srand(7);
    for (int round = 0; round < 5; round++) {
        for (size_t i = TASKS - 1; round && i > 0; i--) {
            size_t other = (size_t)rand() % (i + 1);
            size_t kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        struct output *output = start("out.csv");
        for (size_t i = 0; i < TASKS; i++)
            assert_int_equal(put(output, round == 4 ? TASKS - 1 - i : order[i]), 0);
        assert_int_equal(output_finish(output, false, true), 0);
        assert_file("out.csv", expected);
        assert_int_equal(files_here(), 1);
        assert_int_equal(remove("out.csv"), 0);
    }
}

static void nothing_has_the_final_name_before_the_end(void **state)
{
    (void)state;
    struct output *output = start("out.csv");
    assert_int_equal(put(output, 0), 0);
    assert_int_equal(access("out.csv", F_OK), -1);
    assert_int_equal(access(output_temporary(output), F_OK), 0);
    assert_int_equal(output_finish(output, false, true), 0);
    assert_file("out.csv", "n\r\n0\r\n");
    assert_int_equal(files_here(), 1);
}

static void an_older_file_stays_whole_until_the_new_one_is(void **state)
{
    (void)state;
    assert_int_equal(output_finish(start("out.csv"), false, true), 0);
    struct output *output = start("out.csv");
    assert_int_equal(put(output, 0), 0);
    assert_file("out.csv", "n\r\n");
    output_discard(output);
    assert_file("out.csv", "n\r\n");
    assert_int_equal(files_here(), 1);
}

static void a_partial_output_says_so_in_its_name_and_keeps_what_waited(void **state)
{
    (void)state;
    struct output *output = start("out.csv");
    assert_int_equal(put(output, 5), 0);
    assert_int_equal(put(output, 0), 0);
    assert_int_equal(put(output, 3), 0);
    assert_int_equal(output_finish(output, true, true), 0);
    assert_file("out.csv.partial", "n\r\n0\r\n3\r\n5\r\n");
    assert_int_equal(files_here(), 1);
}

static void a_failed_task_leaves_no_gap(void **state)
{
    (void)state;
    struct output *output = start("out.csv");
    struct result failed;
    result_init(&failed, 1);
    assert_int_equal(result_add_row(&failed, (const char *const[]){"half"}, 1), 0);
    result_fail(&failed, -EIO, "broken");
    assert_int_equal(put(output, 2), 0);
    assert_int_equal(output_put(output, &failed, NULL, 0), 0);
    assert_int_equal(put(output, 0), 0);
    assert_int_equal(output_finish(output, true, true), 0);
    assert_file("out.csv.partial", "n\r\n0\r\n2\r\n");
}

static void the_permissions_are_those_of_any_new_file(void **state)
{
    (void)state;
    struct stat status;
    mode_t before = umask(026);
    assert_int_equal(output_finish(start("out.csv"), false, true), 0);
    umask(before);
    assert_int_equal(stat("out.csv", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
}

static void what_cannot_be_written_is_refused_at_the_start(void **state)
{
    (void)state;
    struct output *output = NULL;
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(output_new(&output, "missing/out.csv", columns, 1, 1000), -ENOENT);
    assert_int_equal(output_new(&output, "", columns, 1, 1000), -ENOENT);
    assert_int_equal(output_new(&output, "folder", columns, 1, 1000), -EISDIR);
    assert_int_equal(output_new(&output, "/proc/self/out.csv", columns, 1, 1000), -ENOENT);
    assert_null(output);
    assert_int_equal(files_here(), 1);
}

static void a_device_or_a_pipe_is_never_replaced_by_a_file(void **state)
{
    (void)state;
    struct output *output = NULL;
    struct stat status;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(output_new(&output, "pipe", columns, 1, 1000), -EEXIST);
    assert_int_equal(symlink("/dev/null", "link"), 0);
    assert_int_equal(output_new(&output, "link", columns, 1, 1000), -EEXIST);
    assert_int_equal(stat("pipe", &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    assert_int_equal(files_here(), 2);
}

static void a_failed_rename_leaves_nothing(void **state)
{
    (void)state;
    struct output *output = start("out.csv");
    assert_int_equal(put(output, 0), 0);
    assert_int_equal(mkdir("out.csv", 0700), 0);
    assert_int_equal(output_finish(output, false, true), -EISDIR);
    assert_int_equal(files_here(), 1); /* the folder in the way */
}

static void the_same_task_twice_is_an_error(void **state)
{
    (void)state;
    struct output *output = start("out.csv");
    assert_int_equal(put(output, 0), 0);
    assert_int_equal(put(output, 2), 0);
    assert_int_equal(put(output, 0), -EEXIST);
    assert_int_equal(put(output, 2), -EEXIST);
    assert_int_equal(put(output, 1), 0);
    assert_int_equal(put(output, 2), -EEXIST);
    assert_int_equal(output_finish(output, false, true), 0);
    assert_file("out.csv", "n\r\n0\r\n1\r\n2\r\n");
}

/* Hands in the results of 1,000 tasks, a kilobyte and more each, in pairs: the later one first. */
static void memory_is_held_only_for_what_waits(void **state)
{
    (void)state;
    static char kilobyte[4096];
    memset(kilobyte, 'x', sizeof kilobyte - 1);
    struct output *output = start("out.csv");
    size_t before = mallinfo2().uordblks;
    for (size_t i = 0; i < 1000; i++) {
        struct result result;
        result_init(&result, i ^ 1);
        assert_int_equal(result_add_row(&result, (const char *const[]){kilobyte}, 1), 0);
        assert_int_equal(output_put(output, &result, NULL, 0), 0);
        assert_null(result.rows.data); /* taken over */
        assert_in_range(mallinfo2().uordblks, 0, before + 65536);
    }
    assert_int_equal(output_finish(output, false, true), 0);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, temporary_enter, temporary_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(rows_are_in_task_order_whatever_order_they_come_in),
        IN_FOLDER(nothing_has_the_final_name_before_the_end),
        IN_FOLDER(an_older_file_stays_whole_until_the_new_one_is),
        IN_FOLDER(a_partial_output_says_so_in_its_name_and_keeps_what_waited),
        IN_FOLDER(a_failed_task_leaves_no_gap),
        IN_FOLDER(the_permissions_are_those_of_any_new_file),
        IN_FOLDER(what_cannot_be_written_is_refused_at_the_start),
        IN_FOLDER(a_device_or_a_pipe_is_never_replaced_by_a_file),
        IN_FOLDER(a_failed_rename_leaves_nothing),
        IN_FOLDER(the_same_task_twice_is_an_error),
        IN_FOLDER(memory_is_held_only_for_what_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
