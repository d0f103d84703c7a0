/* SPDX-License-Identifier: MIT */
/* Why something failed is a line that a terminal can be given. */
#include "bench/words/failure.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int refuse(struct failure *why, const char *text)
{
    return fail(why, -EINVAL, MESSAGE_TEXT, text);
}

#include <cmocka.h> /* after the use of fail: it makes a macro of it */

static void assert_says(const char *text, const char *expected)
{
    struct failure why;
    assert_int_equal(refuse(&why, text), -EINVAL);
    assert_string_equal(why.line, expected);
}

static void what_is_printable_stays(void **state)
{
    (void)state;
    assert_says("cannot open 'é.csv' 无法打开 😀", "cannot open 'é.csv' 无法打开 😀");
}

static void control_characters_become_question_marks(void **state)
{
    (void)state;
    assert_says("a\nb\033[2J\x7f", "a?b?[2J?");
}

static void each_byte_that_is_not_UTF_8_becomes_one(void **state)
{
    (void)state;
    assert_says("\xff|\xe4\xb8|\x80", "?|??|?");
    assert_says("\xed\xa0\x80", "???");      /* half a pair of UTF-16 */
    assert_says("\xe0\x80\xaf", "???");      /* a slash, too long */
    assert_says("\xf4\x90\x80\x80", "????"); /* beyond U+10FFFF */
}

/* What announce writes to stderr. */
static void announced(enum announcement announcement, const char *line, char out[256])
{
    FILE *kept = tmpfile();
    int before = dup(STDERR_FILENO);
    assert_non_null(kept);
    (void)fflush(stderr);
    assert_true(before >= 0 && dup2(fileno(kept), STDERR_FILENO) >= 0);
    announce(announcement, line);
    (void)fflush(stderr);
    assert_true(dup2(before, STDERR_FILENO) >= 0);
    close(before);
    rewind(kept);
    out[fread(out, 1, 255, kept)] = '\0';
    fclose(kept);
}

/* A percent sign would begin an escape there. */
static void a_workflow_of_github_gets_a_command_of_its_own(void **state)
{
    char said[256];
    (void)state;
    unsetenv("GITHUB_ACTIONS");
    announced(ANNOUNCE_ERROR, "slower: +5 %", said);
    assert_string_equal(said, "manyhands: slower: +5 %\n");
    setenv("GITHUB_ACTIONS", "false", 1);
    announced(ANNOUNCE_WARNING, "open", said);
    assert_string_equal(said, "manyhands: open\n");
    setenv("GITHUB_ACTIONS", "true", 1);
    announced(ANNOUNCE_ERROR, "slower: +5 %\nand more", said);
    assert_string_equal(said, "::error title=manyhands::slower: +5 %25%0Aand more\n");
    announced(ANNOUNCE_WARNING, "无法判断", said);
    assert_string_equal(said, "::warning title=manyhands::无法判断\n");
    unsetenv("GITHUB_ACTIONS");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_printable_stays),
        cmocka_unit_test(control_characters_become_question_marks),
        cmocka_unit_test(a_workflow_of_github_gets_a_command_of_its_own),
        cmocka_unit_test(each_byte_that_is_not_UTF_8_becomes_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
