/* SPDX-License-Identifier: MIT */
/* HTML made into a tree: what stands behind the large, the deep and the odd is there, or there is an error.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/buffer.h"
#include "workloads/attributes.h"
#include "workloads/html.h"

enum { LARGE = 11000000, MOST = 10000 };
static const size_t many = 20000; /* more than MOST */

static void append(struct buffer *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        assert_int_equal(buffer_append(out, text, strlen(text)), 0);
}

/* A page with something in it, so often, and what closes it as often. */
static struct buffer page_around(const char *open, const char *what, const char *close, size_t times)
{
    struct buffer page;
    buffer_init(&page);
    append(&page, "<html><body><p>the beginning</p>", 1);
    append(&page, open, 1);
    append(&page, what, times);
    append(&page, close, times);
    return page;
}

static int parse(struct buffer *page, bool *has_end)
{
    htmlDocPtr document = NULL;
    append(page, "<p>the end</p></body></html>", 1);
    int err = html_parse(&document, page->data, page->size);
    buffer_release(page);
    *has_end = false;
    if (err) {
        assert_null(document);
        return err;
    }
    char *text = (char *)xmlNodeGetContent((const xmlNode *)document);
    *has_end = text && strstr(text, "the end");
    xmlFree(text);
    xmlFreeDoc(document);
    return 0;
}

static void assert_whole(struct buffer page)
{
    bool has_end = false;
    assert_int_equal(parse(&page, &has_end), 0);
    assert_true(has_end);
}

static void assert_error(struct buffer page, int error)
{
    bool has_end = false;
    assert_int_equal(parse(&page, &has_end), error);
}

static void what_stands_behind_the_large_is_there(void **state)
{
    (void)state;
    static const char *const around[][2] = {
        {"<script>", "</script>"},
        {"<style>", "</style>"},
        {"<!--", "-->"},
        {"<p>", "</p>"},
        {"<p title='", "'>"},
        {"<p title=\"", "\">"},
        {"<textarea>", "</textarea>"},
        {"<?x ", ">"},
    };
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        struct buffer page = page_around(around[i][0], "var x = 1; ", "", LARGE / 11);
        append(&page, around[i][1], 1);
        assert_whole(page);
    }
}

static void what_stands_behind_the_deep_is_there_or_it_is_an_error(void **state)
{
    (void)state;
    static const char *const tags[][2] = {
        {"<div>", "</div>"},        {"<b>", "</b>"},
        {"<ul><li>", "</li></ul>"}, {"<table><tr><td>", "</td></tr></table>"},
        {"<font color=red>", ""},   {"<b><i>", "</b></i>"},
        {"<span>", "</b>"},
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        assert_whole(page_around("", tags[i][0], tags[i][1], 260));
        assert_whole(page_around("", tags[i][0], tags[i][1], 3000));
        struct buffer page = page_around("", tags[i][0], tags[i][1], 100000);
        bool has_end = false;
        int err = parse(&page, &has_end);
        assert_true(err ? err == -EOVERFLOW : has_end);
    }
    assert_error(page_around("", "<div>", "</div>", 100000), -EOVERFLOW);
}

/* Each end tag that closes nothing has libxml2 look at all that is open. */
static void what_would_take_minutes_is_an_error(void **state)
{
    (void)state;
    struct buffer page = page_around("", "<i>", "", 9000);
    append(&page, "</b>", 1000);
    assert_whole(page);
    page = page_around("", "<i>", "", 9000);
    append(&page, "</b>", 1000000);
    assert_error(page, -EOVERFLOW);
}

static void a_nul_ends_nothing(void **state)
{
    (void)state;
    static const char *const around[][2] = {{"a", "b"},         {"<p>", "</p>"}, {"<p ", ">"},
                                            {"<p id='", "'>"},  {"<!--", "-->"}, {"<script>", "</script>"},
                                            {"<p>x</p>", "<b>"}};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        struct buffer page = page_around(around[i][0], "", "", 1);
        assert_int_equal(buffer_append(&page, "\0\0", 2), 0);
        append(&page, around[i][1], 1);
        assert_whole(page);
    }
}

static void odd_characters_end_nothing(void **state)
{
    (void)state;
    static const char *const odd[] = {"\x01\x02\x08\x0b\x0c\x0e\x1b\x1f\x7f",
                                      "\xc2\x80\xc2\x9f",
                                      "\ufffe\uffff",
                                      "\ufeff",
                                      "\xf4\x8f\xbf\xbf",
                                      "&#0;&#xD800;&#x110000;&#xfffe;",
                                      "<\x01p>",
                                      "&\x01;",
                                      "</\x01>",
                                      "<![CDATA[x",
                                      "]]>",
                                      "<!DOCTYPE x [<!ENTITY a 'b'>]>",
                                      "<?php x ?>",
                                      "</html></body>",
                                      "<plaintext>",
                                      "<frameset>",
                                      "</p></p></div></br>",
                                      "<svg><![CDATA[x]]></svg>"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        assert_whole(page_around("", odd[i], "", 1));
        assert_whole(page_around("<p>", odd[i], "</p>", 3));
        struct buffer page = page_around("<p title='", odd[i], "", 1);
        append(&page, "'>", 1);
        assert_whole(page);
    }
}

static bool exceed(struct buffer page)
{
    bool answer = attributes_exceed(page.data, page.size, MOST);
    buffer_release(&page);
    return answer;
}

static void only_attributes_count_as_attributes(void **state)
{
    (void)state;
    static const char *const around[][2] = {
        {"<path d='", "'/>"},
        {"<path d=\"", "\"/>"},
        {"<p d = '", "'>"},
        {"<!-- <p ", "-->"},
        {"<script>if (a<b ", "</script>"},
        {"<style>a<b ", "</style>"},
        {"a < b ", ""},
        {"<p>", "</p>"},
        {"<1 ", ">"},
    };
    static const char *const words[] = {"1 2 ", "a=b ", "\n", "x > y '", "<!---->"};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        for (size_t j = 0; j < 3; j++) {
            struct buffer page = page_around(around[i][0], words[j], "", many);
            append(&page, around[i][1], 1);
            assert_false(exceed(page));
        }
    }
    assert_false(exceed(page_around("<p x='y>", "", "", 0)));
    assert_false(exceed(page_around("<p", words[2], "", many)));
    assert_false(exceed(page_around("", "<p a b=c/>", "", many)));
    for (size_t j = 3; j < sizeof words / sizeof *words; j++)
        assert_false(exceed(page_around("", words[j], "", many)));
}

static void a_tag_with_very_many_attributes_is_refused(void **state)
{
    (void)state;
    static const char *const attributes[] = {" a", " a=1", " a='b c'", "\na=\"\"", "/a", " a = b"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        assert_false(exceed(page_around("<p", attributes[i], "", MOST)));
        assert_true(exceed(page_around("<p", attributes[i], "", MOST + 1)));
        assert_true(
            exceed(page_around("<!-- x --><script>a<b</script><SCRIPT", attributes[i], "", MOST + 1)));
    }
    assert_error(page_around("<p", " a", "", MOST + 1), -E2BIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_behind_the_large_is_there),
        cmocka_unit_test(what_stands_behind_the_deep_is_there_or_it_is_an_error),
        cmocka_unit_test(what_would_take_minutes_is_an_error),
        cmocka_unit_test(a_nul_ends_nothing),
        cmocka_unit_test(odd_characters_end_nothing),
        cmocka_unit_test(only_attributes_count_as_attributes),
        cmocka_unit_test(a_tag_with_very_many_attributes_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
