/* SPDX-License-Identifier: MIT */
/* Where a run writes, as its options mean it. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "work/place.h"

static const struct workload rows_only = {.name = "rows"};
static const struct workload maker = {.name = "maker", .makes_files = true};

static void assert_place(const struct workload *workload, const char *from, const char *out, const char *rows,
                         const char *into)
{
    struct place place;
    memset(&place, 'x', sizeof place);
    const struct options options = {.workload = workload, .from = from, .out = out};
    assert_int_equal(place_find(&place, &options), 0);
    assert_string_equal(place.rows, rows);
    assert_string_equal(place.into, into);
}

static void rows_alone_are_the_file(void **state)
{
    (void)state;
    assert_place(&rows_only, NULL, "a.csv", "a.csv", "");
    assert_place(&rows_only, NULL, "a/", "a/", ""); /* a mistake that is told when it is written */
    assert_place(&rows_only, NULL, "", "", "");
}

static void files_go_into_a_folder_and_the_rows_beside_it(void **state)
{
    (void)state;
    assert_place(&maker, NULL, "out", "out.csv", "out");
    assert_place(&maker, NULL, "a/out//", "a/out.csv", "a/out");
    assert_place(&maker, "in", "out", "out.csv", "out");
    assert_place(&maker, NULL, "/", "/.csv", "/");
}

static void a_copy_stands_beside_what_it_is_of(void **state)
{
    (void)state;
    assert_place(&maker, "in", NULL, "in[复件].csv", "in[复件]");
    assert_place(&maker, "/a/in/", NULL, "/a/in[复件].csv", "/a/in[复件]");
    assert_place(&maker, "../in", NULL, "../in[复件].csv", "../in[复件]");
}

static int find(const struct workload *workload, const char *from, const char *out)
{
    struct place place;
    const struct options options = {.workload = workload, .from = from, .out = out};
    return place_find(&place, &options);
}

static void no_name_is_no_folder(void **state)
{
    (void)state;
    assert_int_equal(find(&maker, "in", ""), -ENOENT);
    assert_int_equal(find(&maker, "", NULL), -ENOENT);
}

static void names_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    static const size_t endings[] = {0, sizeof ".csv" - 1, sizeof "[复件].csv" - 1};
    char *name = malloc(PATH_MAX + 1);
    assert_non_null(name);
    memset(name, 'n', PATH_MAX);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const struct workload *workload = i == 0 ? &rows_only : &maker;
        size_t longest = PATH_MAX - 1 - endings[i];
        for (size_t length = longest; length <= longest + 1; length++) {
            name[length] = '\0';
            assert_int_equal(find(workload, i == 2 ? name : NULL, i == 2 ? NULL : name),
                             length == longest ? 0 : -ENAMETOOLONG);
            name[length] = 'n';
        }
    }
    free(name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_alone_are_the_file),
        cmocka_unit_test(files_go_into_a_folder_and_the_rows_beside_it),
        cmocka_unit_test(a_copy_stands_beside_what_it_is_of),
        cmocka_unit_test(no_name_is_no_folder),
        cmocka_unit_test(names_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
