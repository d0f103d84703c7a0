/* SPDX-License-Identifier: MIT */
/* The origin's pages, against the truth of their posts, by libxml2's own XPath; and their delays. */
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/buffer.h"
#include "origin/delay.h"
#include "origin/page.h"
#include "origin/phrases.h"
#include "origin/post.h"

enum { PAGES = 200 };

/* A page as a string that the caller frees. */
static char *page_text(uint64_t seed, uint64_t page)
{
    struct buffer buffer;
    buffer_init(&buffer);
    assert_int_equal(page_render(&buffer, seed, page), 0);
    assert_int_equal(buffer_append(&buffer, "", 1), 0);
    assert_int_equal(strlen(buffer.data) + 1, buffer.size);
    return buffer.data;
}

/* Without strstr: at each call the sanitizers read the whole text. */
static size_t occurrences(const char *text, const char *what)
{
    size_t count = 0;
    for (; (text = strchr(text, *what)); text++)
        count += strncmp(text, what, strlen(what)) == 0;
    return count;
}

static void a_page_is_the_same_every_time(void **state)
{
    (void)state;
    char *once = page_text(1, 7);
    char *again = page_text(1, 7);
    assert_string_equal(once, again);
    free(once);
    free(again);
}

static void another_number_or_seed_makes_another_page(void **state)
{
    (void)state;
    char *page = page_text(1, 7);
    char *next = page_text(1, 8);
    char *other = page_text(2, 7);
    assert_string_not_equal(page, next);
    assert_string_not_equal(page, other);
    assert_string_not_equal(next, other);
    free(page);
    free(next);
    free(other);
}

static void a_page_has_22_to_28_kilobytes(void **state)
{
    (void)state;
    for (uint64_t page = 1; page <= PAGES; page++) {
        char *text = page_text(1, page);
        assert_in_range(strlen(text), 22000, 28000);
        free(text);
    }
}

static void about_one_post_in_ten_has_no_avatar(void **state)
{
    (void)state;
    size_t without = 0;
    for (uint64_t page = 1; page <= PAGES; page++) {
        for (unsigned i = 0; i < POSTS_PER_PAGE; i++) {
            struct post post;
            post_generate(&post, 1, page, i);
            without += post.avatar[0] == '\0';
        }
    }
    assert_in_range(without, PAGES * POSTS_PER_PAGE * 7 / 100, PAGES * POSTS_PER_PAGE * 13 / 100);
}

static void the_posts_contain_what_a_csv_trips_over(void **state)
{
    (void)state;
    static const char *const hostile[] = {",", "\"",     "\n", "\r\n",  "&",    "<",
                                          "'", "\u00a0", "\t", "&amp;", "进程", "🚀"};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        bool found = false;
        for (unsigned j = 0; j < PAGES * POSTS_PER_PAGE && !found; j++) {
            struct post post;
            post_generate(&post, 1, 1 + j / POSTS_PER_PAGE, j % POSTS_PER_PAGE);
            found = strstr(post.title, hostile[i]) || strstr(post.summary, hostile[i]);
        }
        if (!found)
            fail_msg("no post contains '%s'", hostile[i]);
    }
}

static void the_pages_contain_what_a_parser_trips_over(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "&amp;", "&lt;",  "&quot;",       "&#39;",          "&nbsp;",         "&#36827;",
        "&#x",   "&#13;", "<b>",          "<em>",           "<code>",         "<span class=\"hl\">",
        "...",   "\r\n",  "<!-- <b> -->", "post_list_side", "<aside><footer>"};
    struct buffer pages;
    buffer_init(&pages);
    for (uint64_t page = 1; page <= PAGES; page++)
        assert_int_equal(page_render(&pages, 1, page), 0);
    assert_int_equal(buffer_append(&pages, "", 1), 0);
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        if (!occurrences(pages.data, hostile[i]))
            fail_msg("no page contains '%s'", hostile[i]);
    }
    buffer_release(&pages);
}

static void no_phrase_is_longer_than_posts_have_room_for(void **state)
{
    (void)state;
    const struct phrases all[] = {phrases_openings,  phrases_subjects, phrases_endings,
                                  phrases_sentences, phrases_joints,   phrases_authors};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        for (size_t j = 0; j < all[i].count; j++)
            assert_in_range(strlen(all[i].texts[j]), 0, PHRASE_SIZE_MAX);
    }
}

/* How many bytes of white space there are at `text`: what Python's str.isspace() says, as far as pages use
 * it. */
static size_t space_at(const char *text)
{
    static const char *const spaces[] = {" ", "\t", "\n", "\r", "\u00a0", "\u2003", "\u3000"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        if (strncmp(text, spaces[i], strlen(spaces[i])) == 0)
            return strlen(spaces[i]);
    }
    return 0;
}

/* Trims in place at both ends and returns the start. */
static char *trim(char *text)
{
    for (size_t size; (size = space_at(text)) > 0;)
        text += size;
    char *end = text;
    for (char *at = text; *at;) {
        size_t size = space_at(at);
        at += size ? size : 1;
        if (!size)
            end = at;
    }
    *end = '\0';
    return text;
}

/* The string value of `path` in `section`, trimmed, without the one "..." if `is_summary`, against the truth.
 */
static void check(xmlXPathContextPtr context, xmlNodePtr section, const char *path, const char *truth,
                  bool is_summary)
{
    char expression[64];
    (void)snprintf(expression, sizeof expression, "string(%s)", path);
    context->node = section;
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)expression, context);
    assert_non_null(found);
    char *text = trim((char *)found->stringval);
    size_t length = strlen(text);
    if (is_summary && length >= 3 && strcmp(text + length - 3, "...") == 0) {
        text[length - 3] = '\0';
        text = trim(text);
    }
    assert_string_equal(text, truth);
    xmlXPathFreeObject(found);
}

static void check_page(uint64_t seed, uint64_t page)
{
    char *text = page_text(seed, page);
    htmlDocPtr document = htmlReadMemory(text, (int)strlen(text), NULL, "UTF-8",
                                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    assert_non_null(document);
    xmlXPathContextPtr context = xmlXPathNewContext(document);
    xmlXPathObjectPtr sections =
        xmlXPathEvalExpression((const xmlChar *)"//div[@id='post_list']/article/section", context);
    assert_non_null(sections);
    assert_int_equal(sections->nodesetval->nodeNr, POSTS_PER_PAGE);
    for (int i = 0; i < POSTS_PER_PAGE; i++) {
        struct post post;
        post_generate(&post, seed, page, (unsigned)i);
        xmlNodePtr section = sections->nodesetval->nodeTab[i];
        check(context, section, "./div/a", post.title, false);
        check(context, section, "./div/p", post.summary, true);
        check(context, section, "./div/p//img/@src", post.avatar, false);
        check(context, section, "./footer/a/span", post.author, false);
    }
    xmlXPathFreeObject(sections);
    xmlXPathFreeContext(context);
    xmlFreeDoc(document);
    free(text);
}

static void the_tutorials_xpaths_find_twenty_posts_and_their_truth(void **state)
{
    (void)state;
    for (uint64_t page = 1; page <= PAGES; page++)
        check_page(1, page);
    check_page(42, 999999999);
    check_page(UINT64_MAX, 1);
}

static void a_delay_lies_within_the_jitter_and_varies(void **state)
{
    (void)state;
    const struct delay_settings settings = {.latency_ns = 600000000, .jitter_ns = 100000000, .seed = 1};
    uint64_t least = UINT64_MAX;
    uint64_t most = 0;
    for (uint64_t page = 1; page <= 1000; page++) {
        uint64_t delay = delay_of_page(&settings, page);
        assert_in_range(delay, 500000000, 700000000);
        least = delay < least ? delay : least;
        most = delay > most ? delay : most;
    }
    assert_in_range(least, 500000000, 510000000);
    assert_in_range(most, 690000000, 700000000);
}

static void a_delay_is_the_same_every_time_and_goes_by_the_seed(void **state)
{
    (void)state;
    const struct delay_settings settings = {.latency_ns = 600000000, .jitter_ns = 100000000, .seed = 1};
    const struct delay_settings reseeded = {.latency_ns = 600000000, .jitter_ns = 100000000, .seed = 2};
    assert_int_equal(delay_of_page(&settings, 3), delay_of_page(&settings, 3));
    assert_int_not_equal(delay_of_page(&settings, 3), delay_of_page(&settings, 4));
    assert_int_not_equal(delay_of_page(&settings, 3), delay_of_page(&reseeded, 3));
}

static void a_delay_without_jitter_is_the_latency(void **state)
{
    (void)state;
    const struct delay_settings settings = {.latency_ns = 600000000, .seed = 1};
    for (uint64_t page = 1; page <= 100; page++)
        assert_int_equal(delay_of_page(&settings, page), 600000000);
}

static void a_delay_is_never_negative(void **state)
{
    (void)state;
    const struct delay_settings settings = {.latency_ns = 1000, .jitter_ns = 1000000, .seed = 1};
    size_t none = 0;
    for (uint64_t page = 1; page <= 1000; page++) {
        uint64_t delay = delay_of_page(&settings, page);
        assert_in_range(delay, 0, 1001000);
        none += delay == 0;
    }
    assert_in_range(none, 400, 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_the_same_every_time),
        cmocka_unit_test(another_number_or_seed_makes_another_page),
        cmocka_unit_test(a_page_has_22_to_28_kilobytes),
        cmocka_unit_test(about_one_post_in_ten_has_no_avatar),
        cmocka_unit_test(the_posts_contain_what_a_csv_trips_over),
        cmocka_unit_test(the_pages_contain_what_a_parser_trips_over),
        cmocka_unit_test(no_phrase_is_longer_than_posts_have_room_for),
        cmocka_unit_test(the_tutorials_xpaths_find_twenty_posts_and_their_truth),
        cmocka_unit_test(a_delay_lies_within_the_jitter_and_varies),
        cmocka_unit_test(a_delay_is_the_same_every_time_and_goes_by_the_seed),
        cmocka_unit_test(a_delay_without_jitter_is_the_latency),
        cmocka_unit_test(a_delay_is_never_negative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
