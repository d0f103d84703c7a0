/* SPDX-License-Identifier: MIT */
/* Pictures become files: whole, under names of our own, once each. */
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/canned.h"
#include "tests/temporary.h"
#include "workloads/images.h"

#define PNG      "\x89PNG\r\n\x1a\n\0...\0\0\0\0IEND\xae\x42\x60\x82"
#define PNG_FILE "37ef593bdf5496823526857dd59b00d9.png"
#define PNG_SHA  "37ef593bdf5496823526857dd59b00d91e99ffedc965d13f1fabf4800f861dc8"
#define OTHER    "\x89PNG\r\n\x1a\n,,,\0\0\0\0IEND\xae\x42\x60\x82"

static int set_up(void **state)
{
    return temporary_enter(state) || workload_images.setup(&(struct workload_settings){.into = "into"});
}

static int tear_down(void **state)
{
    workload_images.teardown();
    return temporary_leave(state);
}

/* How many files the folder holds, those under way included. */
static size_t count_files(void)
{
    size_t count = 0;
    DIR *stream = opendir("into");
    assert_non_null(stream);
    for (const struct dirent *entry = NULL; (entry = readdir(stream));)
        count += entry->d_type == DT_REG;
    closedir(stream);
    return count;
}

/* Runs a task of level 1 whose server answers with these bytes. Returns what it returned, with its reason. */
static int fetch(const char *address, const char *bytes, size_t size, struct result *result, char *reason)
{
    const struct task task = {.level = 1, .address = (char *)address};
    struct io *io = canned_new("image/png", bytes, size);
    assert_non_null(io);
    result_init(result, 0);
    int err = workload_images.run(&task, io, result);
    snprintf(reason, RESULT_REASON_SIZE, "%s", io->reason);
    canned_free(io);
    return err;
}

static void assert_saved(const char *address, const char *bytes, size_t size, const char *row)
{
    struct result result;
    char reason[RESULT_REASON_SIZE];
    assert_int_equal(fetch(address, bytes, size, &result, reason), 0);
    assert_int_equal(result.row_count, 1);
    assert_int_equal(buffer_append(&result.rows, "", 1), 0);
    assert_string_equal(result.rows.data, row);
    result_release(&result);
}

static void assert_refused(const char *bytes, size_t size)
{
    struct result result;
    char reason[RESULT_REASON_SIZE];
    assert_int_equal(fetch("http://127.0.0.1/a.png", bytes, size, &result, reason), -EBADMSG);
    assert_string_equal(reason, "not a picture");
    assert_int_equal(count_files(), 0);
    result_release(&result);
}

static void assert_holds(const char *name, const char *bytes, size_t size)
{
    char path[200];
    char found[200];
    snprintf(path, sizeof path, "into/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(found, 1, sizeof found, file), size);
    fclose(file);
    assert_memory_equal(found, bytes, size);
}

static void a_picture_becomes_a_file_and_a_row(void **state)
{
    (void)state;
    assert_saved("http://127.0.0.1/x/%E7%8C%AB.jpg?y", PNG, sizeof PNG - 1,
                 "/x/%E7%8C%AB.jpg?y,猫," PNG_FILE ",24," PNG_SHA "\r\n");
    assert_holds(PNG_FILE, PNG, sizeof PNG - 1);
    assert_int_equal(count_files(), 1);
}

static void no_name_from_the_network_is_a_files_name(void **state)
{
    (void)state;
    assert_saved("http://127.0.0.1/..%2f..%2fout.png", PNG, sizeof PNG - 1,
                 "/..%2f..%2fout.png,______out," PNG_FILE ",24," PNG_SHA "\r\n");
    assert_saved("http://127.0.0.1/%2ftmp%2f%00.png", PNG, sizeof PNG - 1,
                 "/%2ftmp%2f%00.png,_tmp__," PNG_FILE ",24," PNG_SHA "\r\n");
    assert_int_equal(count_files(), 1);
}

static void equal_pictures_are_one_file_and_others_are_not(void **state)
{
    (void)state;
    struct result result;
    char reason[RESULT_REASON_SIZE];
    static const char *const addresses[] = {"http://127.0.0.1/a.png", "http://127.0.0.1/b.jpg"};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(fetch(addresses[i], PNG, sizeof PNG - 1, &result, reason), 0);
        result_release(&result);
        assert_int_equal(count_files(), 1);
    }
    assert_int_equal(fetch(addresses[0], OTHER, sizeof OTHER - 1, &result, reason), 0);
    result_release(&result);
    assert_int_equal(count_files(), 2);
}

static void a_file_in_the_way_is_replaced_and_a_link_is_not_followed(void **state)
{
    (void)state;
    struct result result;
    char reason[RESULT_REASON_SIZE];
    FILE *file = fopen("outside", "w");
    assert_non_null(file);
    fclose(file);
    assert_int_equal(symlink("../outside", "into/" PNG_FILE), 0);
    assert_int_equal(fetch("http://127.0.0.1/a", PNG, sizeof PNG - 1, &result, reason), 0);
    result_release(&result);
    assert_holds(PNG_FILE, PNG, sizeof PNG - 1);
    struct stat status;
    assert_int_equal(stat("outside", &status), 0);
    assert_int_equal(status.st_size, 0);
}

static void what_is_no_picture_or_cut_off_is_not_kept(void **state)
{
    (void)state;
    assert_refused("", 0);
    assert_refused("<html>404</html>", 16);
    for (size_t size = 1; size < sizeof PNG - 1; size++)
        assert_refused(PNG, size);
}

static void a_page_adds_its_pictures_and_no_row(void **state)
{
    (void)state;
    static const char page[] = "<div id=pictures><figure><img src=/a.png></figure></div>";
    static const struct task task = {.address = "http://127.0.0.1:80/p/1"};
    struct result result;
    struct io *io = canned_new("text/html", page, strlen(page));
    assert_non_null(io);
    result_init(&result, 0);
    assert_int_equal(workload_images.run(&task, io, &result), 0);
    assert_int_equal(result.row_count, 0);
    assert_string_equal(result.tasks.data, "http://127.0.0.1:80/a.png");
    result_release(&result);
    canned_free(io);
    io = canned_new("text/html", "<p>", 3);
    assert_int_equal(workload_images.run(&task, io, &result), -EBADMSG);
    assert_string_equal(io->reason, "not a page with a place for pictures");
    canned_free(io);
}

static void a_folder_that_vanishes_is_an_error_that_says_so(void **state)
{
    (void)state;
    struct result result;
    char reason[RESULT_REASON_SIZE];
    assert_int_equal(system("rm -r into"), 0);
    assert_int_equal(fetch("http://127.0.0.1/a", PNG, sizeof PNG - 1, &result, reason), -ENOENT);
    assert_string_equal(reason, "cannot write 'into/" PNG_FILE "': No such file or directory");
    assert_int_equal(result.row_count, 0);
    result_release(&result);
}

static void a_folder_of_that_name_stays_and_nothing_is_left_under_way(void **state)
{
    (void)state;
    struct result result;
    char reason[RESULT_REASON_SIZE];
    assert_int_equal(mkdir("into/" PNG_FILE, 0700), 0);
    assert_int_equal(fetch("http://127.0.0.1/a", PNG, sizeof PNG - 1, &result, reason), -EISDIR);
    result_release(&result);
    assert_int_equal(rmdir("into/" PNG_FILE), 0);
    assert_int_equal(workload_images.finish(), 0);
    assert_int_equal(rmdir("into"), 0); /* empty: the scratch folder is gone, too */
}

static void what_a_dead_worker_left_goes_with_the_end(void **state)
{
    (void)state;
    FILE *file = fopen("into/.manyhands-0/1234-5", "w");
    assert_non_null(file);
    fclose(file);
    assert_int_equal(workload_images.finish(), 0);
    assert_int_equal(rmdir("into"), 0);
}

static void a_folder_that_cannot_be_is_refused_at_the_start(void **state)
{
    (void)state;
    workload_images.teardown();
    FILE *file = fopen("file", "w");
    assert_non_null(file);
    fclose(file);
    assert_int_equal(workload_images.setup(&(struct workload_settings){.into = "no/such"}), -ENOENT);
    assert_int_equal(workload_images.setup(&(struct workload_settings){.into = "file"}), -ENOTDIR);
    assert_int_equal(workload_images.setup(&(struct workload_settings){0}), -EINVAL);
    if (geteuid() == 0)
        return; /* to whom no folder is read-only */
    assert_int_equal(mkdir("read-only", 0500), 0);
    assert_int_equal(workload_images.setup(&(struct workload_settings){.into = "read-only"}), -EACCES);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_picture_becomes_a_file_and_a_row),
        IN_FOLDER(no_name_from_the_network_is_a_files_name),
        IN_FOLDER(equal_pictures_are_one_file_and_others_are_not),
        IN_FOLDER(a_file_in_the_way_is_replaced_and_a_link_is_not_followed),
        IN_FOLDER(what_is_no_picture_or_cut_off_is_not_kept),
        IN_FOLDER(a_page_adds_its_pictures_and_no_row),
        IN_FOLDER(a_folder_that_vanishes_is_an_error_that_says_so),
        IN_FOLDER(a_folder_of_that_name_stays_and_nothing_is_left_under_way),
        IN_FOLDER(what_a_dead_worker_left_goes_with_the_end),
        IN_FOLDER(a_folder_that_cannot_be_is_refused_at_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
