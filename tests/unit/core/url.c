/* SPDX-License-Identifier: MIT */
/* Addresses as pages give them: the examples of RFC 3986, and what browsers make of others. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/url.h"

static void assert_resolves(const char *base, const char *reference, const char *expected)
{
    struct buffer out;
    buffer_init(&out);
    int err = url_resolve(&out, base, reference);
    if (expected) {
        assert_int_equal(err, 0);
        assert_string_equal(out.data, expected);
        assert_int_equal(out.size, strlen(expected) + 1);
    } else {
        assert_int_equal(err, -EINVAL);
        assert_int_equal(out.size, 0);
    }
    buffer_release(&out);
}

/* 5.4, without fragments, which are not part of what is fetched; "http:g" as in browsers (5.4.2: for backward
   compatibility). */
static void the_examples_of_the_rfc_are_resolved(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g/"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q"},
        {"g#s", "http://a/b/c/g"},
        {"g?y#s", "http://a/b/c/g?y"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/./x", "http://a/b/c/g"},
        {"g#s/../x", "http://a/b/c/g"},
        {"http:g", "http://a/b/c/g"},
        {"g:h", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_resolves("http://a/b/c/d;p?q", examples[i][0], examples[i][1]);
}

static void what_browsers_forgive_is_forgiven(void **state)
{
    (void)state;
    assert_resolves("http://a/b/c", "x\\y.png", "http://a/b/x/y.png");
    assert_resolves("http://a/b/c", "\\\\h\\y?a\\b", "http://h/y?a%5Cb");
    assert_resolves("http://a/b/c", "x\ny\t.png\r", "http://a/b/xy.png");
    assert_resolves("http://a/b/c", "%2e%2E/x", "http://a/x");
    assert_resolves("http://a/b/c", ".%2e/%2e/x%2e", "http://a/x%2e");
    assert_resolves("http://a/b/c", "...", "http://a/b/...");
    assert_resolves("http://a/b/c", "a//b/../c", "http://a/b/a//c");
    assert_resolves("http://a/b/c", "x y#z", "http://a/b/x%20y");
    assert_resolves("https://a/b/c", "http:g", NULL);
}

static void the_base_may_be_short(void **state)
{
    (void)state;
    assert_resolves("http://a", "g", "http://a/g");
    assert_resolves("http://a?q", "g", "http://a/g");
    assert_resolves("http://a?q", "?y", "http://a/?y");
    assert_resolves("http://a#f/g/h", "x", "http://a/x");
    assert_resolves("http://a/b?c/d", "x", "http://a/x");
    assert_resolves("", "x", NULL);
    assert_resolves("x", "y", NULL);
    assert_resolves("http:/a/b", "y", NULL);
    assert_resolves("", "http://a/x", "http://a/x");
}

static void what_cannot_be_fetched_is_refused(void **state)
{
    (void)state;
    static const char *const none[] = {"data:image/png;base64,xx",
                                       "javascript:void(0)",
                                       "mailto:a@b",
                                       "http:",
                                       "http://",

                                       "ftp://a/b",
                                       "about:blank",
                                       "http://a:99999/"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_resolves("http://a/b", none[i], NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_rfc_are_resolved),
        cmocka_unit_test(what_browsers_forgive_is_forgiven),
        cmocka_unit_test(the_base_may_be_short),
        cmocka_unit_test(what_cannot_be_fetched_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
