/* SPDX-License-Identifier: MIT */
/* What is written in every language leaves the language as it was, also where a file cannot be written. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/measure/comparison.h"
#include "bench/show/languages.h"
#include "bench/show/summary.h"
#include "tests/temporary.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

static const char *const names[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = "summary.md", [LANGUAGE_ZH] = "summary.zh-CN.md"};

struct fixture {
    struct workspace workspace;
    struct failure why;
};

static int set_up(void **state)
{
    struct fixture *it = calloc(1, sizeof *it);
    *state = it;
    message_language(LANGUAGE_ZH);
    return temporary_enter(state) || workspace_init(&it->workspace, "out", MAKING_RUN, NULL, &it->why);
}

static int tear_down(void **state)
{
    struct fixture *it = *state;
    workspace_release(&it->workspace);
    free(it);
    message_language(LANGUAGE_EN);
    return temporary_leave(state);
}

static void put_tag(FILE *file, const void *about)
{
    fprintf(file, "%s %s", (const char *)about, language_tag(message_language_set()));
}

static void assert_holds(const char *path, const char *expected)
{
    char text[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    assert_int_equal(size, strlen(expected));
    assert_string_equal(text, expected);
}

static void every_file_is_in_its_language(void **state)
{
    struct fixture *it = *state;
    assert_int_equal(languages_write(names, put_tag, "in", &it->workspace, &it->why), 0);
    assert_holds("out/summary.md", "in en");
    assert_holds("out/summary.zh-CN.md", "in zh");
    assert_int_equal(message_language_set(), LANGUAGE_ZH);
}

/* A folder stands where language `failing` would be written. */
static void block(const struct fixture *it, enum language failing)
{
    char path[WORKSPACE_PATH_SIZE];
    workspace_path(path, &it->workspace, names[failing]);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void a_file_that_cannot_be_opened_leaves_the_language_as_it_was(void **state)
{
    struct fixture *it = *state;
    block(it, LANGUAGE_ZH);
    assert_true(languages_write(names, put_tag, "in", &it->workspace, &it->why) < 0);
    assert_int_equal(message_language_set(), LANGUAGE_ZH);
    assert_string_not_equal(it->why.line, "");
}

static void a_summary_that_cannot_be_written_leaves_the_language_as_it_was(void **state)
{
    struct fixture *it = *state;
    struct options options = {.workload = workloads[0], .tasks = 1};
    struct comparison comparison;
    assert_int_equal(comparison_init(&comparison, &options), 0);
    block(it, LANGUAGE_ZH);
    assert_true(summary_write(&comparison, &it->workspace, 0, NULL, &it->why) < 0);
    assert_int_equal(message_language_set(), LANGUAGE_ZH);
    comparison_release(&comparison);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_file_is_in_its_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_opened_leaves_the_language_as_it_was, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_summary_that_cannot_be_written_leaves_the_language_as_it_was,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
