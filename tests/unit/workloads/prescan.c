/* SPDX-License-Identifier: MIT */
/* What a page says of its encoding: only a <meta> counts, and it counts however it is spelt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "workloads/prescan.h"

static const struct encoding *scan(const char *html)
{
    size_t size = strlen(html);
    char *copy = malloc(size ? size : 1); /* of just its size, for asan to watch */
    assert_non_null(copy);
    memcpy(copy, html, size);
    const struct encoding *encoding = prescan(copy, size);
    free(copy);
    return encoding;
}

static void assert_says(const char *html, const char *name)
{
    const struct encoding *encoding = scan(html);
    assert_string_equal(encoding ? encoding->name : "nothing", name);
}

static void a_meta_is_found_however_it_is_spelt(void **state)
{
    (void)state;
    static const char *const same[] = {
        "<meta charset=gbk>",
        "<META CHARSET=GBK>",
        "<meta charset='gbk'>",
        "<meta charset = \"gbk\" >",
        "<meta\ncharset\t=\r\n gbk\f>",
        "<meta/charset=gbk>",
        "<meta charset=utf-8/ ><meta charset=gbk>", /* "utf-8/" is none */
        "<meta name=x content='a b' charset=gbk>",
        "<meta charset=' gbk '>",
        "<!doctype html><html><head><meta charset=gbk>",
        "<meta charset=gbk charset=utf-8>",
        "<meta charset=none><meta charset=gbk>",
        "<?xml version='1.0' encoding='utf-8'?><meta charset=gbk>",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_says(same[i], "GBK");
}

static void the_older_form_needs_both_halves(void **state)
{
    (void)state;
    assert_says("<meta http-equiv=Content-Type content='text/html; charset=gbk'>", "GBK");
    assert_says("<meta content=\"text/html;charset='gbk'\" http-equiv='content-type'>", "GBK");
    assert_says("<meta http-equiv=content-type content='text/html; charset = gbk; x'>", "GBK");
    assert_says("<meta http-equiv=content-type content='charset charset=gbk'>", "GBK");
    assert_says("<meta content='text/html; charset=gbk'>", "nothing");
    assert_says("<meta http-equiv=refresh content='0; charset=gbk'>", "nothing");
    assert_says("<meta http-equiv=content-type content='text/html; charset=\"gbk'>", "nothing");
    assert_says("<meta http-equiv=content-type content=charset>", "nothing");
    assert_says("<meta http-equiv=content-type content='charset=utf-8' charset=gbk>", "GBK");
}

static void only_a_meta_counts(void **state)
{
    (void)state;
    static const char *const before[] = {
        "<script charset=\"utf-8\" src=a.js></script>",
        "<!-- charset=iso-8859-1 -->",
        "<!-- <meta charset=utf-8> -->",
        "<!--><!-- > <meta charset=utf-8>-->",
        "<script>document.write('<meta charset=utf-8>')</script>",
        "<style><meta charset=utf-8></style>",
        "<title><meta charset=utf-8></TITLE>",
        "<a title='<meta charset=utf-8>'>",
        "<a title=\">\" x='<meta charset=utf-8>'>",
        "<link charset=utf-8 href=x>",
        "<metadata charset=utf-8>",
        "</meta charset=utf-8>",
        "<!x <meta charset=utf-8>",
        "charset=utf-8 < meta charset=utf-8>",
        "<meta name=charset content=utf-8>",
        "<meta data-charset=utf-8>",
    };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        char html[200];
        assert_says(before[i], "nothing");
        assert_in_range(snprintf(html, sizeof html, "%s<meta charset=gbk>", before[i]), 1, sizeof html - 1);
        assert_says(html, "GBK");
    }
}

static void a_late_meta_counts_too(void **state)
{
    (void)state;
    char html[5000];
    memset(html, ' ', sizeof html);
    (void)snprintf(html + 4000, sizeof html - 4000, "<meta charset=gbk>");
    assert_says(html, "GBK");
}

static void no_page_that_says_so_is_in_utf16(void **state)
{
    (void)state;
    assert_says("<meta charset=utf-16>", "UTF-8");
    assert_says("<meta charset=unicodefffe>", "UTF-8");
    assert_says("<meta charset=x-user-defined>", "windows-1252");
}

static void what_is_cut_off_says_nothing(void **state)
{
    (void)state;
    static const char html[] =
        "<!--x--><script>x</script><meta http-equiv='content-type' content=\"charset='gbk'\">";
    for (size_t size = 0; size < sizeof html - 1; size++) {
        char cut[sizeof html];
        memcpy(cut, html, size);
        cut[size] = '\0';
        assert_says(cut, "nothing");
    }
    assert_says(html, "GBK");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meta_is_found_however_it_is_spelt),
        cmocka_unit_test(the_older_form_needs_both_halves),
        cmocka_unit_test(only_a_meta_counts),
        cmocka_unit_test(a_late_meta_counts_too),
        cmocka_unit_test(no_page_that_says_so_is_in_utf16),
        cmocka_unit_test(what_is_cut_off_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
