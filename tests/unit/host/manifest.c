/* SPDX-License-Identifier: MIT */
/* What may be replaced in a folder of results, and which names can be published there at all. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "bench/host/made.h"
#include "bench/host/manifest.h"
#include "tests/temporary.h"

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* A folder with a file and a folder of ours. */
static void make_ours(struct manifest *manifest)
{
    put("runs.csv", "ours\n");
    assert_int_equal(mkdir("images", 0755), 0);
    put("images/a.png", "a picture");
    manifest->count = 0;
    assert_int_equal(manifest_put(manifest, "runs.csv", "runs.csv"), 0);
    assert_int_equal(manifest_put(manifest, "images", "images"), 0);
    assert_int_equal(manifest_write(manifest, manifest_name), 0);
    assert_int_equal(manifest_read(manifest, "."), 0);
}

static void what_is_as_it_was_made_may_be_replaced(void **state)
{
    (void)state;
    struct manifest manifest;
    make_ours(&manifest);
    assert_int_equal(manifest.count, 2);
    assert_true(manifest_permits(&manifest, ".", "runs.csv"));
    assert_true(manifest_permits(&manifest, ".", "images"));
    assert_true(manifest_permits(&manifest, ".", "not there"));
    assert_int_equal(unlink("runs.csv"), 0);
    assert_true(manifest_permits(&manifest, ".", "runs.csv"));
}

static void what_was_changed_may_not(void **state)
{
    (void)state;
    struct manifest manifest;
    make_ours(&manifest);
    put("runs.csv", "ours, and mine\n");
    assert_false(manifest_permits(&manifest, ".", "runs.csv"));
    put("images/logo.svg", "mine");
    assert_false(manifest_permits(&manifest, ".", "images"));
    assert_int_equal(unlink("images/logo.svg"), 0);
    assert_true(manifest_permits(&manifest, ".", "images"));
    assert_int_equal(symlink("a.png", "images/b.png"), 0);
    assert_false(manifest_permits(&manifest, ".", "images"));
    assert_int_equal(unlink("images/b.png"), 0);
    assert_int_equal(unlink("images/a.png"), 0);
    assert_false(manifest_permits(&manifest, ".", "images"));
}

static void neither_a_link_nor_a_pipe_may_even_to_what_is_the_same(void **state)
{
    (void)state;
    struct manifest manifest;
    make_ours(&manifest);
    assert_int_equal(rename("runs.csv", "elsewhere"), 0);
    assert_int_equal(symlink("elsewhere", "runs.csv"), 0);
    assert_false(manifest_permits(&manifest, ".", "runs.csv"));
    assert_int_equal(unlink("runs.csv"), 0);
    assert_int_equal(symlink("nowhere", "runs.csv"), 0);
    assert_false(manifest_permits(&manifest, ".", "runs.csv"));
    assert_int_equal(unlink("runs.csv"), 0);
    assert_int_equal(mkfifo("runs.csv", 0600), 0);
    assert_false(manifest_permits(&manifest, ".", "runs.csv"));
}

static void what_is_not_on_the_list_may_not(void **state)
{
    (void)state;
    struct manifest manifest;
    put("runs.csv", "mine\n");
    assert_int_equal(manifest_read(&manifest, "."), 0);
    assert_int_equal(manifest.count, 0);
    assert_false(manifest_permits(&manifest, ".", "runs.csv"));
    make_ours(&manifest);
    manifest_drop(&manifest, "runs.csv");
    manifest_drop(&manifest, "never there");
    assert_int_equal(manifest.count, 1);
    assert_false(manifest_permits(&manifest, ".", "runs.csv"));
    assert_true(manifest_permits(&manifest, ".", "images"));
}

static void a_file_put_again_is_on_the_list_once(void **state)
{
    (void)state;
    struct manifest manifest;
    make_ours(&manifest);
    put("runs.csv", "ours again\n");
    assert_int_equal(manifest_put(&manifest, "runs.csv", "runs.csv"), 0);
    assert_int_equal(manifest.count, 2);
    assert_true(manifest_permits(&manifest, ".", "runs.csv"));
}

static void a_list_of_somebody_else_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a list of mine\n", "# made by manyhands\n", "\n"};
    struct manifest manifest;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put(manifest_name, texts[i]);
        assert_int_equal(manifest_read(&manifest, "."), -EEXIST);
    }
    assert_int_equal(unlink(manifest_name), 0);
    assert_int_equal(mkdir(manifest_name, 0755), 0);
    assert_int_equal(manifest_read(&manifest, "."), -EEXIST);
}

static void lines_that_are_none_are_passed_over_however_many(void **state)
{
    (void)state;
    struct manifest manifest;
    char line[80];
    make_ours(&manifest);
    FILE *file = fopen(manifest_name, "a");
    assert_non_null(file);
    snprintf(line, sizeof line, "%064d", 0);
    fprintf(file, "0123  short\n%s\n%s  \n%s one space\n", line, line, line);
    for (int i = 0; i < 2 * MANIFEST_MOST; i++)
        fprintf(file, "%s  %d\n", line, i);
    fprintf(file, "%s  %0300d\n", line, 1);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(manifest_read(&manifest, "."), 0);
    assert_int_equal(manifest.count, MANIFEST_MOST);
    assert_true(manifest_permits(&manifest, ".", "runs.csv"));
    assert_int_not_equal(manifest_put(&manifest, "one more", "runs.csv"), 0);
}

static void each_maker_has_names_of_its_own(void **state)
{
    (void)state;
    static const struct workload pictures = {
        .name = "pictures", .output = "pictures.csv", .makes_files = true};
    static const struct workload copies = {
        .name = "copies", .output = "copies.csv", .makes_files = true, .copies = true};
    assert_true(made_by("results.json", MAKING_RUN, NULL));
    assert_false(made_by("results.json", MAKING_COUNT | MAKING_SWEEP | MAKING_DRAWN_RUN, NULL));
    assert_true(made_by("counts.json", MAKING_COUNT, NULL));
    assert_true(made_by("headline.zh.txt", MAKING_RUN, NULL));
    assert_false(made_by("headline.zh.txt", MAKING_DRAWN_RUN, NULL));
    assert_true(made_by("headline.zh.png", MAKING_DRAWN_RUN, NULL));
    assert_false(made_by("headline.de.png", MAKING_RUN, NULL));
    assert_false(made_by("headline", MAKING_RUN, NULL));
    assert_true(made_by("pictures", MAKING_RUN, &pictures));
    assert_true(made_by("pictures.csv", MAKING_RUN, &pictures));
    assert_false(made_by("pictures", MAKING_RUN, NULL));
    assert_false(made_by("pictures", MAKING_COUNT, &pictures));
    assert_false(made_by("copies", MAKING_RUN, &copies));
    assert_false(made_by("notes.md", ~0U, &pictures));
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, temporary_enter, temporary_leave)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(what_is_as_it_was_made_may_be_replaced),
        IN_FOLDER(what_was_changed_may_not),
        IN_FOLDER(neither_a_link_nor_a_pipe_may_even_to_what_is_the_same),
        IN_FOLDER(what_is_not_on_the_list_may_not),
        IN_FOLDER(a_file_put_again_is_on_the_list_once),
        IN_FOLDER(a_list_of_somebody_else_is_none),
        IN_FOLDER(lines_that_are_none_are_passed_over_however_many),
        cmocka_unit_test(each_maker_has_names_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
