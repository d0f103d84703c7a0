/* SPDX-License-Identifier: MIT */
/* The extraction of articles: against the origin's truth, by code that shares nothing with it. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/coroutines/coroutine.h"
#include "origin/page.h"
#include "origin/post.h"
#include "workloads/articles.h"

enum { TITLE, SUMMARY, AVATAR, AUTHOR, FIELDS };

/* What was extracted from a page, taken apart again. */
struct extract {
    size_t row_count;
    char *text;                     /* owned: the fields, one after the other */
    const char *rows[2000][FIELDS]; /* into text */
};

/* Takes RFC 4180 rows apart, trusting them to be well-formed as csv.c tests that. */
static void take_apart(struct extract *extract, const struct buffer *rows)
{
    const char *from = rows->size ? rows->data : "";
    const char *end = from + rows->size;
    char *to = extract->text = calloc(1, rows->size + 1);
    assert_non_null(to);
    for (size_t field = 0; from < end; field++) {
        assert_true(field < FIELDS * sizeof extract->rows / sizeof *extract->rows);
        extract->rows[field / FIELDS][field % FIELDS] = to;
        bool quoted = *from == '"';
        from += quoted;
        while (quoted ? from[0] != '"' || from[1] == '"' : *from != ',' && *from != '\r') {
            from += quoted && *from == '"';
            *to++ = *from++;
        }
        to++;
        from += quoted;
        from += *from == '\r' ? 2 : 1;
        extract->row_count = (field + 1) / FIELDS;
    }
}

static bool is_utf8(const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        unsigned char first = (unsigned char)text[i++];
        int more = first < 0x80   ? 0
                   : first < 0xc2 ? -1
                   : first < 0xe0 ? 1
                   : first < 0xf0 ? 2
                   : first < 0xf5 ? 3
                                  : -1;
        if (more < 0)
            return false;
        for (; more > 0; more--, i++) {
            if (i == size || (text[i] & 0xc0) != 0x80)
                return false;
        }
    }
    return true;
}

/* Extracts from `size` bytes in `charset`, which are in memory of just that size for asan to watch. */
static int try_extract(const char *bytes, size_t size, const char *charset, struct result *result)
{
    struct body body = {.bytes = {.size = size, .capacity = size}};
    assert_in_range(snprintf(body.charset, sizeof body.charset, "%s", charset), 0, sizeof body.charset - 1);
    if (size) {
        body.bytes.data = malloc(size);
        assert_non_null(body.bytes.data);
        memcpy(body.bytes.data, bytes, size);
    }
    result_init(result, 0);
    int err = articles_extract(&body, result);
    body_release(&body);
    return err;
}

static void assert_refused(const char *bytes, size_t size, const char *charset, int error)
{
    struct result result;
    assert_int_equal(try_extract(bytes, size, charset, &result), error);
    result_release(&result);
}

/* What came of a page, and NULL when it is refused for an error it may have. */
static struct extract *extract_any(const char *bytes, size_t size, const char *charset)
{
    struct result result;
    int err = try_extract(bytes, size, charset, &result);
    if (err) {
        assert_true(err == -EBADMSG || err == -EILSEQ);
        result_release(&result);
        return NULL;
    }
    struct extract *extract = calloc(1, sizeof *extract);
    assert_non_null(extract);
    assert_true(is_utf8(result.rows.data, result.rows.size));
    take_apart(extract, &result.rows);
    assert_int_equal(extract->row_count, result.row_count);
    result_release(&result);
    return extract;
}

static struct extract *extract_bytes(const char *bytes, size_t size, const char *charset)
{
    struct extract *extract = extract_any(bytes, size, charset);
    assert_non_null(extract);
    return extract;
}

static void extract_free(struct extract *extract)
{
    if (!extract)
        return;
    free(extract->text);
    free(extract);
}

static void assert_rows(const char *html, const char *charset, size_t count, const char *const rows[][FIELDS])
{
    struct extract *extract = extract_bytes(html, strlen(html), charset);
    assert_int_equal(extract->row_count, count);
    for (size_t row = 0; row < count; row++) {
        for (int field = 0; field < FIELDS; field++)
            assert_string_equal(extract->rows[row][field], rows[row][field]);
    }
    extract_free(extract);
}

/* A page of one post. */
#define PAGE(head, title, summary, author)                                                                   \
    "<html><head>" head "</head><body><div id='post_list'><article><section><div><a>" title                  \
    "</a><p>" summary "</p></div><footer><a><span>" author                                                   \
    "</span></a></footer></section></article></div></body></html>"
#define ROW(...) ((const char *const[][FIELDS]){{__VA_ARGS__}})

static void all_posts_of_the_origin_are_found_with_their_truth(void **state)
{
    (void)state;
    size_t without_avatar = 0;
    for (uint64_t page = 1; page <= 50; page++) {
        struct buffer html;
        buffer_init(&html);
        assert_int_equal(page_render(&html, 3, page), 0);
        struct extract *extract = extract_bytes(html.data, html.size, page % 2 ? "utf-8" : "");
        assert_int_equal(extract->row_count, POSTS_PER_PAGE);
        for (unsigned i = 0; i < POSTS_PER_PAGE; i++) {
            struct post post;
            post_generate(&post, 3, page, i);
            assert_string_equal(extract->rows[i][TITLE], post.title);
            assert_string_equal(extract->rows[i][SUMMARY], post.summary);
            assert_string_equal(extract->rows[i][AVATAR], post.avatar);
            assert_string_equal(extract->rows[i][AUTHOR], post.author);
            without_avatar += !*post.avatar;
        }
        extract_free(extract);
        buffer_release(&html);
    }
    assert_in_range(without_avatar, 50, 200);
}

static void a_post_without_avatar_keeps_its_row_and_its_own_summary(void **state)
{
    (void)state;
    assert_rows(
        "<div id=post_list><article><section><div><a>t1</a><p><a><img src=one.png></a>s1</p></div>"
        "<footer><a><span>w1</span></a></footer></section></article>"
        "<article><section><div><a>t2</a><p>s2</p></div><footer><a><span>w2</span></a></footer></section>"
        "</article><article><section><div><a>t3</a></div></section></article></div>",
        "utf-8", 3,
        (const char *const[][FIELDS]){
            {"t1", "s1", "one.png", "w1"}, {"t2", "s2", "", "w2"}, {"t3", "", "", ""}});
}

static void the_whole_text_is_taken_across_inline_tags(void **state)
{
    (void)state;
    assert_rows(PAGE("", "a <b>b</b><!-- no --> c<i>d<u>e</u></i>",
                     "x<br>y <a href=''>z</a>&amp;&lt;&#x4e2d;", "<em>w</em>1"),
                "utf-8", 1, ROW("a b cde", "xy z&<中", "", "w1"));
}

static void white_space_is_trimmed_as_python_does(void **state)
{
    (void)state;
    assert_rows(
        PAGE("", " \n\t\r\f t \u3000", "&nbsp;\u00a0\u3000s s\u3000\u2003\u2028&nbsp;", "\xc2\x85w\u205f"),
        "utf-8", 1, ROW("t", "s s", "", "w"));
    assert_rows(PAGE("", "\u200bt\u200b", "\u3000", "\ufeffw"), "utf-8", 1,
                ROW("\u200bt\u200b", "", "", "\ufeffw")); /* no white space in Unicode */
}

static void one_ellipsis_is_cut_from_the_end_of_a_summary_only(void **state)
{
    (void)state;
    assert_rows(PAGE("", "t...", "s ...", "w..."), "utf-8", 1, ROW("t...", "s", "", "w..."));
    assert_rows(PAGE("", "t", "s...... \n", "w"), "utf-8", 1, ROW("t", "s...", "", "w"));
    assert_rows(PAGE("", "t", "...", "w"), "utf-8", 1, ROW("t", "", "", "w"));
    assert_rows(PAGE("", "t", "..", "w"), "utf-8", 1, ROW("t", "..", "", "w"));
    assert_rows(PAGE("", "t", "...s\u2026", "w"), "utf-8", 1, ROW("t", "...s\u2026", "", "w"));
}

static void what_only_looks_like_a_post_does_not_match(void **state)
{
    (void)state;
#define POST "<section><div><a>t</a><p>s</p></div></section>"
    assert_rows("<div id=post_list2><article>" POST "</article></div>"
                "<div class=post_list><article>" POST "</article></div>"
                "<ul id=post_list><article>" POST "</article></ul>"
                "<div id=post_list><aside>" POST "</aside><div><article>" POST "</article></div></div>",
                "utf-8", 0, NULL);
}

static void a_page_without_posts_has_no_rows(void **state)
{
    (void)state;
    assert_rows("<div id='post_list'></div>", "utf-8", 0, NULL);
    assert_rows("<div id='post_list'>none yet", "", 0, NULL);
}

static void what_has_no_list_of_posts_is_not_the_page(void **state)
{
    (void)state;
    static const char *const others[] = {"", " ", "<html></html>", "{\"json\": true}", "<!-- only"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_refused(others[i], strlen(others[i]), "", -EBADMSG);
        assert_refused(others[i], strlen(others[i]), "utf-8", -EBADMSG);
    }
    assert_refused("\0\0\0", 3, "", -EBADMSG);
}

static void a_few_bytes_outside_the_declared_charset_are_replaced(void **state)
{
    (void)state;
    assert_rows(PAGE("", "线\xff程", "s\xe7", "w"), "utf-8", 1, ROW("线\ufffd程", "s\ufffd", "", "w"));
    assert_rows(PAGE("", "t\xe9", "s", "w"), "utf-8", 1, ROW("t\ufffd", "s", "", "w"));
    assert_rows(PAGE("", "\xcf\xdf\xff\xb3\xcc", "s", "w"), "gbk", 1, ROW("线\ufffd程", "s", "", "w"));
}

static void a_page_in_another_charset_than_it_declares_is_refused(void **state)
{
    (void)state;
    static const char gbk[] =
        PAGE("", "\xcf\xdf\xb3\xcc \xd0\xad\xb3\xcc \xbd\xf8\xb3\xcc", "\xb2\xa2\xb7\xa2", "w");
    assert_refused(gbk, sizeof gbk - 1, "utf-8", -EILSEQ);
    assert_refused(gbk, sizeof gbk - 1, "", -EILSEQ);
    assert_rows(gbk, "gbk", 1, ROW("线程 协程 进程", "并发", "", "w"));
}

static void valid_utf8_wins_over_another_declared_charset(void **state)
{
    (void)state;
    assert_rows(PAGE("", "线程", "s", "w"), "gbk", 1, ROW("线程", "s", "", "w"));
}

static void malformed_html_gives_what_can_be_found(void **state)
{
    (void)state;
    assert_rows("<div id=post_list><article><section><div><a>t</a><p>s", "utf-8", 1, ROW("t", "s", "", ""));
    assert_rows(
        "</p></div><div id=post_list><article><section></b><div><a>t</i></a><p>s</div><footer><a><span>w",
        "utf-8", 1, ROW("t", "s", "", "w"));
}

static void a_page_cut_off_anywhere_gives_whole_rows_of_what_came(void **state)
{
    (void)state;
    struct buffer html;
    size_t most = 0;
    buffer_init(&html);
    assert_int_equal(page_render(&html, 1, 1), 0);
    for (size_t size = 0; size < html.size; size += 97) {
        struct extract *extract = extract_any(html.data, size, size % 2 ? "utf-8" : "");
        if (!extract) { /* not yet any list, or cut within a character */
            assert_true(most == 0 || size % 2);
            continue;
        }
        assert_in_range(extract->row_count, most, POSTS_PER_PAGE);
        most = extract->row_count;
        for (unsigned i = 0; i + 1 < most; i++) { /* all but the last are complete */
            struct post post;
            post_generate(&post, 1, 1, i);
            assert_string_equal(extract->rows[i][TITLE], post.title);
            assert_string_equal(extract->rows[i][AUTHOR], post.author);
        }
        extract_free(extract);
    }
    assert_int_equal(most, POSTS_PER_PAGE);
    buffer_release(&html);
}

#define GBK_TITLE "\xcf\xdf\xb3\xcc" /* 线程 */
#define GBK_MORE  "\xd0\xad\xb3\xcc" /* 协程 */

static void the_charset_of_the_header_is_believed(void **state)
{
    (void)state;
    static const char page[] = PAGE("", GBK_TITLE, GBK_MORE, "w");
    assert_rows(page, "gbk", 1, ROW("线程", "协程", "", "w"));
    assert_rows(page, "GB2312", 1, ROW("线程", "协程", "", "w"));
    assert_rows(PAGE("", "\xe9", "s", "w"), "iso-8859-1", 1, ROW("é", "s", "", "w"));
    assert_rows(PAGE("<meta charset=gbk>", "线程", "s", "w"), "UTF-8", 1, ROW("线程", "s", "", "w"));
}

static void what_many_sites_call_gb2312_may_be_gbk(void **state)
{
    (void)state;
    assert_rows(PAGE("", "\x95\x66", "s", "w"), "gb2312", 1, ROW("昮", "s", "", "w")); /* in GBK only */
}

static void without_a_header_the_pages_own_meta_is_believed(void **state)
{
    (void)state;
    assert_rows(PAGE("<meta charset='gbk'>", GBK_TITLE, "s", "w"), "", 1, ROW("线程", "s", "", "w"));
    assert_rows(
        PAGE("<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">", GBK_TITLE, "s", "w"), "",
        1, ROW("线程", "s", "", "w"));
}

static void utf8_needs_no_declaration(void **state)
{
    (void)state;
    assert_rows(PAGE("", "线程", "\xf0\x9f\x90\x8c", "é"), "", 1, ROW("线程", "\xf0\x9f\x90\x8c", "", "é"));
    assert_rows("\xef\xbb\xbf" PAGE("", "线程", "s", "w"), "", 1, ROW("线程", "s", "", "w"));
}

static void an_unknown_charset_counts_as_none(void **state)
{
    (void)state;
    assert_rows(PAGE("", "线程", "s", "w"), "x-no-such-charset", 1, ROW("线程", "s", "", "w"));
    assert_rows(PAGE("<meta charset=gbk>", GBK_TITLE, "s", "w"), "no//such", 1, ROW("线程", "s", "", "w"));
    assert_rows(PAGE("<meta charset=none>", "t\xff", "s", "w"), "", 1, ROW("t\ufffd", "s", "", "w"));
}

static void invalid_bytes_are_replaced_and_the_rest_is_kept(void **state)
{
    (void)state;
    assert_rows(PAGE("", "线\xff程", "s\xe7", "线程"), "", 1, ROW("线\ufffd程", "s\ufffd", "", "线程"));
    assert_rows(PAGE("<meta charset=gbk>", GBK_TITLE "\xff" GBK_MORE, "s", GBK_TITLE), "", 1,
                ROW("线程\ufffd协程", "s", "", "线程"));
    assert_rows(PAGE("", "\xed\xa0\x80|\xc0\xaf|\xf5\x80", "s", "w"), "", 1,
                ROW("\ufffd\ufffd\ufffd|\ufffd\ufffd|\ufffd\ufffd", "s", "", "w"));
}

static void references_to_no_character_make_no_invalid_output(void **state)
{
    (void)state;
    struct extract *extract =
        extract_bytes(PAGE("", "&#xD800;&#x110000;&#0;&#99999999999;&bogus;", "s", "w"),
                      sizeof PAGE("", "&#xD800;&#x110000;&#0;&#99999999999;&bogus;", "s", "w") - 1, "utf-8");
    assert_int_equal(extract->row_count, 1);
    extract_free(extract);
}

/* Changes random bytes of a page; all that can be said is that the output is whole rows of UTF-8. */
static void damaged_pages_make_no_damaged_output(void **state)
{
    (void)state;
    static const char *const charsets[] = {"", "utf-8", "gbk", "utf-16", "shift_jis", "iso-8859-1"};
    srand(1);
    for (uint64_t page = 1; page <= 60; page++) {
        struct buffer html;
        buffer_init(&html);
        assert_int_equal(page_render(&html, 2, page), 0);
        for (int i = 0; i < 200; i++)
            html.data[(size_t)rand() % html.size] = (char)rand();
        extract_free(extract_any(html.data, html.size, charsets[page % 6]));
        buffer_release(&html);
    }
}

/* A post with `depth` elements in one another behind its title. */
static void append_deep(struct buffer *html, int depth)
{
    buffer_init(html);
    assert_int_equal(buffer_append(html, "<div id=post_list><article><section><div><a>t", 45), 0);
    for (int i = 0; i < depth; i += 2)
        assert_int_equal(buffer_append(html, "<div><b>", 8), 0);
    assert_int_equal(buffer_append(html, "end", 3), 0);
}

static void extract_deep(void *arg)
{
    struct buffer html;
    (void)arg;
    append_deep(&html, 9900);
    struct extract *extract = extract_bytes(html.data, html.size, "utf-8");
    assert_int_equal(extract->row_count, 1);
    assert_string_equal(extract->rows[0][TITLE], "tend");
    extract_free(extract);
    buffer_release(&html);
    append_deep(&html, 100000);
    assert_refused(html.data, html.size, "utf-8", -EOVERFLOW);
    buffer_release(&html);
}

static void a_deeply_nested_page_is_whole_or_refused_and_fits_the_stack_of_a_coroutine(void **state)
{
    (void)state;
    struct coroutine *coroutine = NULL;
    assert_int_equal(coroutine_new(&coroutine, extract_deep, NULL), 0);
    coroutine_resume(coroutine);
    assert_true(coroutine_done(coroutine));
    coroutine_free(coroutine);
}

static int set_up(void **state)
{
    (void)state;
    return workload_articles.setup(&(struct workload_settings){0});
}

static int tear_down(void **state)
{
    (void)state;
    workload_articles.teardown();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_posts_of_the_origin_are_found_with_their_truth),
        cmocka_unit_test(a_post_without_avatar_keeps_its_row_and_its_own_summary),
        cmocka_unit_test(the_whole_text_is_taken_across_inline_tags),
        cmocka_unit_test(white_space_is_trimmed_as_python_does),
        cmocka_unit_test(one_ellipsis_is_cut_from_the_end_of_a_summary_only),
        cmocka_unit_test(what_only_looks_like_a_post_does_not_match),
        cmocka_unit_test(a_page_without_posts_has_no_rows),
        cmocka_unit_test(what_has_no_list_of_posts_is_not_the_page),
        cmocka_unit_test(a_few_bytes_outside_the_declared_charset_are_replaced),
        cmocka_unit_test(a_page_in_another_charset_than_it_declares_is_refused),
        cmocka_unit_test(valid_utf8_wins_over_another_declared_charset),
        cmocka_unit_test(malformed_html_gives_what_can_be_found),
        cmocka_unit_test(a_page_cut_off_anywhere_gives_whole_rows_of_what_came),
        cmocka_unit_test(the_charset_of_the_header_is_believed),
        cmocka_unit_test(what_many_sites_call_gb2312_may_be_gbk),
        cmocka_unit_test(without_a_header_the_pages_own_meta_is_believed),
        cmocka_unit_test(utf8_needs_no_declaration),
        cmocka_unit_test(an_unknown_charset_counts_as_none),
        cmocka_unit_test(invalid_bytes_are_replaced_and_the_rest_is_kept),
        cmocka_unit_test(references_to_no_character_make_no_invalid_output),
        cmocka_unit_test(damaged_pages_make_no_damaged_output),
        cmocka_unit_test(a_deeply_nested_page_is_whole_or_refused_and_fits_the_stack_of_a_coroutine),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
