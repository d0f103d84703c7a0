/* SPDX-License-Identifier: MIT */
/* What somebody means who names a result. */
#include "bench/host/result.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

static const char *const files[] = {"results.json", "sweep.json",  "compare.json", "spans.csv",
                                    "report.html",  "cost.en.svg", "old.json"};

enum { FILES = sizeof files / sizeof *files };

static int start(void **state)
{
    static char folder[] = "/tmp/manyhands-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    for (size_t i = 0; i < FILES; i++)
        assert_int_equal(fclose(fopen(files[i], "w")), 0);
    *state = folder;
    return 0;
}

static int end(void **state)
{
    for (size_t i = 0; i < FILES; i++)
        unlink(files[i]);
    return chdir("/") || rmdir(*state);
}

static void assert_means(const char *given, const char *folder)
{
    char found[WORKSPACE_PATH_SIZE];
    struct failure why;
    assert_int_equal(result_folder(found, given, &why), 0);
    assert_string_equal(found, folder);
}

static void a_folder_and_what_is_not_there_mean_themselves(void **state)
{
    assert_means(*state, *state);
    assert_means(".", ".");
    assert_means("none/results.json", "none/results.json");
}

static void a_file_that_manyhands_leaves_means_its_folder(void **state)
{
    char path[WORKSPACE_PATH_SIZE];
    for (size_t i = 0; i < FILES - 1; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", (const char *)*state, files[i]);
        assert_means(path, *state);
        assert_means(files[i], ".");
    }
}

static void any_other_file_is_refused(void **state)
{
    char found[WORKSPACE_PATH_SIZE];
    char path[2 * WORKSPACE_PATH_SIZE];
    struct failure why;
    (void)state;
    assert_int_equal(result_folder(found, "old.json", &why), -EINVAL);
    assert_non_null(strstr(why.line, "'old.json'"));
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_int_equal(result_folder(found, path, &why), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_and_what_is_not_there_mean_themselves),
        cmocka_unit_test(a_file_that_manyhands_leaves_means_its_folder),
        cmocka_unit_test(any_other_file_is_refused),
    };
    return cmocka_run_group_tests(tests, start, end);
}
