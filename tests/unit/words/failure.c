/* SPDX-License-Identifier: MIT */
/* Why something failed is a line that a terminal can be given. */
#include "bench/words/failure.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_printable_stays),
        cmocka_unit_test(control_characters_become_question_marks),
        cmocka_unit_test(each_byte_that_is_not_UTF_8_becomes_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
