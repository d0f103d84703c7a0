/* SPDX-License-Identifier: MIT */
/* Which values of Content-Length say one length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/content_length.h"

static bool is_length(const char *one, const char *other)
{
    const char *digits = NULL;
    size_t length = 0;
    return content_length_is(one, &digits, &length) && (!other || content_length_is(other, &digits, &length));
}

static void a_number_is_a_length(void **state)
{
    (void)state;
    static const char *const lengths[] = {
        "0", "5", "042", "  42 ", "\t42", "99999999999999999999999", "42,42", "42 , 042,\t42"};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        assert_true(is_length(lengths[i], NULL));
}

static void anything_else_is_none(void **state)
{
    (void)state;
    static const char *const others[] = {"",     " ",   "-5",    "+5",     "5x",    "x5",    "1.5",
                                         "0x10", "1e3", "5 5",   "5,",     ",5",    "5,,5",  "5,6",
                                         "5;5",  "5\"", "\"5\"", "1Value", "5,six", "50,500"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(is_length(others[i], NULL));
}

static void several_fields_have_to_agree(void **state)
{
    (void)state;
    assert_true(is_length("42", "42"));
    assert_true(is_length("42", "0042"));
    assert_true(is_length("0", "00"));
    assert_true(is_length("42,42", "42"));
    assert_false(is_length("42", "30"));
    assert_false(is_length("30", "42"));
    assert_false(is_length("4", "42"));
    assert_false(is_length("42", "4"));
    assert_false(is_length("42", "420"));
    assert_false(is_length("42", "x"));
    assert_false(is_length("42", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_a_length),
        cmocka_unit_test(anything_else_is_none),
        cmocka_unit_test(several_fields_have_to_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
