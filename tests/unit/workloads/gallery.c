/* SPDX-License-Identifier: MIT */
/* The pictures of a page, whatever their addresses look like, and what people may call them. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/task.h"
#include "workloads/gallery.h"
#include "workloads/picture.h"

#define PAGE "http://127.0.0.1:8000/pictures/p/1?x=1"

static int extract(const char *html, struct result *result)
{
    struct body body = {.charset = "utf-8"};
    assert_int_equal(buffer_append(&body.bytes, html, strlen(html)), 0);
    result_init(result, 0);
    int err = gallery_extract(PAGE, &body, result);
    body_release(&body);
    return err;
}

/* The addresses that a page adds, each ended by "|", are these. */
static void assert_added(const char *html, const char *expected)
{
    struct result result;
    assert_int_equal(extract(html, &result), 0);
    for (size_t i = 0; i < result.tasks.size; i++)
        result.tasks.data[i] = (char)(result.tasks.data[i] ? result.tasks.data[i] : '|');
    assert_int_equal(buffer_append(&result.tasks, "", 1), 0);
    assert_string_equal(result.tasks.data, expected);
    assert_int_equal(result.row_count, 0);
    result_release(&result);
}

#define GALLERY(inside) "<html><body><div id='pictures'>" inside "</div></body></html>"
#define FIGURE(source)  "<figure><img src=\"" source "\"><figcaption>c</figcaption></figure>"

static void assert_resolved(const char *source, const char *expected)
{
    char html[2 * TASK_ADDRESS_SIZE];
    snprintf(html, sizeof html, GALLERY(FIGURE("%s")), source);
    assert_added(html, expected);
}

static void pictures_are_added_in_the_pages_order_however_often(void **state)
{
    (void)state;
    assert_added(GALLERY(FIGURE("/b.png")
                             FIGURE("/a.png") "<p><figure><a><img src=c.png></a></figure>" FIGURE("/b.png")),
                 "http://127.0.0.1:8000/b.png|http://127.0.0.1:8000/a.png|"
                 "http://127.0.0.1:8000/pictures/p/c.png|http://127.0.0.1:8000/b.png|");
}

static void what_is_no_figure_is_not_added(void **state)
{
    (void)state;
    assert_added("<img src=/a.png><figure><img src=/b.png></figure><div id=pictures><img src=/c.png><figure>"
                 "<img alt=d></figure></div>",
                 "");
}

static void a_page_may_have_no_picture_but_must_have_a_place_for_them(void **state)
{
    (void)state;
    static const char *const others[] = {"", "<html></html>", "{}", "<figure><img src=a></figure>"};
    assert_added(GALLERY(""), "");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct result result;
        assert_int_equal(extract(others[i], &result), -EBADMSG);
        result_release(&result);
    }
}

static void addresses_are_resolved_against_the_page(void **state)
{
    (void)state;
    assert_resolved("a.png", "http://127.0.0.1:8000/pictures/p/a.png|");
    assert_resolved("../a.png", "http://127.0.0.1:8000/pictures/a.png|");
    assert_resolved("../../../../etc/passwd", "http://127.0.0.1:8000/etc/passwd|");
    assert_resolved("./a.png?w=1&amp;h=2", "http://127.0.0.1:8000/pictures/p/a.png?w=1&h=2|");
    assert_resolved("//example.com/a.png", "http://example.com/a.png|");
    assert_resolved("https://example.com:444/a.png", "https://example.com:444/a.png|");
    assert_resolved("HTTP://example.com/a", "http://example.com/a|");
    assert_resolved("http://[::1]:80/a[1].png", "http://[::1]:80/a%5B1%5D.png|");
    assert_resolved("?n=1", "http://127.0.0.1:8000/pictures/p/1?n=1|");
}

static void white_space_and_fragments_go_and_odd_bytes_are_encoded(void **state)
{
    (void)state;
    assert_resolved(" \n /a.png#top ", "http://127.0.0.1:8000/a.png|");
    assert_resolved("/图 1.png", "http://127.0.0.1:8000/%E5%9B%BE%201.png|");
    assert_resolved("/100%.png", "http://127.0.0.1:8000/100%25.png|");
    assert_resolved("/a%2fb%2E%00\\x", "http://127.0.0.1:8000/a%2fb%2E%00/x|");
    assert_resolved("/a\tb|^`{}&quot;", "http://127.0.0.1:8000/ab%7C%5E%60%7B%7D%22|");
}

static void only_what_the_web_has_is_added(void **state)
{
    (void)state;
    static const char *const others[] = {"",
                                         " ",
                                         "#a",
                                         "data:image/png;base64,AAAA",
                                         "file:///etc/passwd",
                                         "ftp://127.0.0.1/a.png",
                                         "javascript:alert(1)",
                                         "mailto:a@b",
                                         "about:blank",
                                         "C:\\a.png",
                                         "blob:http://127.0.0.1/a",
                                         "http:",
                                         "httpx://a/b"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_resolved(others[i], "");
}

static void an_address_that_no_task_can_have_is_an_error(void **state)
{
    (void)state;
    char html[2 * TASK_ADDRESS_SIZE];
    struct result result;
    snprintf(html, sizeof html, GALLERY(FIGURE("/%0*d")), TASK_ADDRESS_SIZE, 1);
    assert_int_equal(extract(html, &result), -ENAMETOOLONG);
    result_release(&result);
}

/* A page that came from another address than it was asked for at. */
static void assert_added_from(const char *from, const char *head, const char *expected)
{
    char html[400];
    struct result result;
    struct body body = {.address = strdup(from)};
    snprintf(html, sizeof html, "%s<div id=pictures><figure><img src=a.png></figure></div>", head);
    assert_int_equal(buffer_append(&body.bytes, html, strlen(html)), 0);
    result_init(&result, 0);
    assert_int_equal(gallery_extract(PAGE, &body, &result), 0);
    assert_string_equal(result.tasks.data, expected);
    result_release(&result);
    body_release(&body);
}

static void addresses_are_relative_to_where_the_page_came_from_and_its_base(void **state)
{
    (void)state;
    static const char from[] = "http://127.0.0.1:8000/moved/here/2";
    assert_added_from(from, "", "http://127.0.0.1:8000/moved/here/a.png");
    assert_added_from(from, "<base href='/x/y'>", "http://127.0.0.1:8000/x/a.png");
    assert_added_from(from, "<base href=' ../z/ '>", "http://127.0.0.1:8000/moved/z/a.png");
    assert_added_from(from, "<base href=https://example.com>", "https://example.com/a.png");
    assert_added_from(from, "<base href=//example.com/q/>", "http://example.com/q/a.png");
    assert_added_from(from, "<base target=_top><base href=/one/><base href=/two/>",
                      "http://127.0.0.1:8000/one/a.png");
    assert_added_from(from, "<base href=data:x>", "http://127.0.0.1:8000/moved/here/a.png");
    assert_added_from(from, "<base href=''>", "http://127.0.0.1:8000/moved/here/a.png");
    assert_added_from(from, "<!-- <base href=/x/> -->", "http://127.0.0.1:8000/moved/here/a.png");
}

static void assert_stem(const char *url, const char *expected)
{
    char stem[PICTURE_STEM_SIZE];
    picture_stem(stem, url);
    assert_string_equal(stem, expected);
}

static void a_name_is_the_last_segment_without_its_extension(void **state)
{
    (void)state;
    assert_stem("http://h/x/cat-1_b.png?w=/9#/8", "cat-1_b");
    assert_stem("http://h/%E7%8C%AB.jpg", "猫");
    assert_stem("http://h/猫 é.tar.gz", "猫_é_tar");
    assert_stem("http://h/cat", "cat");
    assert_stem("cat.png", "cat");
}

static void hostile_names_become_harmless(void **state)
{
    (void)state;
    assert_stem("http://h/a/..%2f..%2fetc%2fpasswd", "picture"); /* what is before the last dot is "../." */
    assert_stem("http://h/a/..%2f..%2fetc%2fpasswd.png", "______etc_passwd");
    assert_stem("http://h/%2Fetc%2Fshadow.png", "_etc_shadow");
    assert_stem("http://h/..%5c..%5cC%3A%5Cboot.ini", "______C__boot");
    assert_stem("http://h/a%00b.png", "a_b");
    assert_stem("http://h/a%0d%0a%1b%5b31m%7f.png", "a____31m_");
    assert_stem("http://h/-rf%20%2A%24%28x%29%60%7c.png", "-rf____x___");
    assert_stem("http://h/a%E2%80%AEgnp.exe", "a_gnp"); /* U+202E turns what follows around */
    assert_stem("http://h/a%E2%81%A6b%E2%80%8Fc%D8%9Cd%EF%BB%BFe.png", "a_b_c_d_e");
    assert_stem("http://h/a%C2%85b%C2%A0c%E3%80%80d.png", "a_b_c_d");
    assert_stem("http://h/a%ff%c0%afb%ed%a0%80c%f4%90%80%80%c3.png", "a___b___c_____");
    assert_stem("http://h/100%25%zz%.png", "100__zz_");
}

static void a_name_is_never_empty_and_never_long(void **state)
{
    (void)state;
    static const char *const empty[] = {"http://h",     "http://h/",        "http://h/a/",   "http://h/.",
                                        "http://h/..",  "http://h/...",     "http://h/.png", "",
                                        "http://h/%00", "http://h/___.png", "http://h?a/b",  "/"};
    char url[2000];
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        assert_stem(empty[i], "picture");
    snprintf(url, sizeof url, "http://h/%0300d.png", 0);
    assert_stem(url, "0000000000000000000000000000000000000000");
    assert_stem("http://h/猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫", "猫猫猫猫猫猫猫猫猫猫猫猫猫"); /* 39 bytes */
}

static void pictures_are_known_by_both_ends(void **state)
{
    (void)state;
#define ASSERT_PICTURE(bytes, extension)                                                                     \
    assert_string_equal(picture_extension(bytes, sizeof(bytes) - 1), extension)
#define ASSERT_NONE(bytes) assert_null(picture_extension(bytes, sizeof(bytes) - 1))
    ASSERT_PICTURE("\x89PNG\r\n\x1a\n...\0\0\0\0IEND\xae\x42\x60\x82", ".png");
    ASSERT_PICTURE("\xff\xd8\xff\xe0...\xff\xd9", ".jpg");
    ASSERT_PICTURE("GIF89a...;", ".gif");
    ASSERT_PICTURE("GIF87a;", ".gif");
    ASSERT_PICTURE("RIFF\6\0\0\0WEBP..", ".webp");
    ASSERT_NONE("");
    ASSERT_NONE("<html>");
    ASSERT_NONE("<svg></svg>");
    ASSERT_NONE("\x89PNG\r\n\x1a\n");
    ASSERT_NONE("\x89PNG\r\n\x1a\n...\0\0\0\0IEND\xae\x42\x60");
    ASSERT_NONE("\x89PNG\n\n\x1a\n...\0\0\0\0IEND\xae\x42\x60\x82"); /* line ends were converted */
    ASSERT_NONE("\xff\xd8\xff\xd9");
    ASSERT_NONE("\xff\xd8\xff\xe0...\xff");
    ASSERT_NONE("GIF89a...");
    ASSERT_NONE("RIFF\7\0\0\0WEBP..");
    ASSERT_NONE("RIFF\0\0\0\0WEB");
}

static void the_digest_is_sha_256(void **state)
{
    (void)state;
    char digest[PICTURE_DIGEST_SIZE];
    picture_digest(digest, "abc", 3); /* FIPS 180-2, appendix B.1 */
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static int set_up(void **state)
{
    (void)state;
    return gallery_setup();
}

static int tear_down(void **state)
{
    (void)state;
    gallery_teardown();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_relative_to_where_the_page_came_from_and_its_base),
        cmocka_unit_test(pictures_are_added_in_the_pages_order_however_often),
        cmocka_unit_test(what_is_no_figure_is_not_added),
        cmocka_unit_test(a_page_may_have_no_picture_but_must_have_a_place_for_them),
        cmocka_unit_test(addresses_are_resolved_against_the_page),
        cmocka_unit_test(white_space_and_fragments_go_and_odd_bytes_are_encoded),
        cmocka_unit_test(only_what_the_web_has_is_added),
        cmocka_unit_test(an_address_that_no_task_can_have_is_an_error),
        cmocka_unit_test(a_name_is_the_last_segment_without_its_extension),
        cmocka_unit_test(hostile_names_become_harmless),
        cmocka_unit_test(a_name_is_never_empty_and_never_long),
        cmocka_unit_test(pictures_are_known_by_both_ends),
        cmocka_unit_test(the_digest_is_sha_256),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
