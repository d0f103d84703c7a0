/* SPDX-License-Identifier: MIT */
/* The charset in a Content-Type, as servers spell it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/media_type.h"

static void assert_charset(const char *type, const char *expected)
{
    char charset[12];
    memset(charset, 'x', sizeof charset);
    media_type_charset(type, charset, sizeof charset);
    assert_string_equal(charset, expected);
}

static void the_parameter_is_found_however_it_is_spelt(void **state)
{
    (void)state;
    static const char *const same[] = {
        "text/html; charset=gbk",
        "text/html;charset=gbk",
        "text/html; CHARSET=gbk ; x=y",
        "text/html; charset=\"gbk\"",
        "text/html; charset='gbk'",
        "text/html; charset = gbk",
        "text/html; x=y; charset=gbk",
        "text/html; x=\"a;b\";charset=gbk",
        "text/html;;charset=gbk;charset=utf-8",
        ";charset=gbk",
        "text/html; x=\"\\\";\"; charset=gbk",
        "text/html; charset=; charset=gbk",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_charset(same[i], "gbk");
}

static void what_only_looks_like_it_is_not_it(void **state)
{
    (void)state;
    static const char *const none[] = {
        "",
        "text/html",
        "charset=gbk",
        "text/html; xcharset=gbk",
        "text/html; charset-x=gbk",
        "text/html; x=\"; charset=gbk\"",
        "text/html; charset",
        "text/html; charset=",
        "text/html; charset=\"\"",
        "text/html; charset=longer-than-fits",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_charset(none[i], "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parameter_is_found_however_it_is_spelt),
        cmocka_unit_test(what_only_looks_like_it_is_not_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
