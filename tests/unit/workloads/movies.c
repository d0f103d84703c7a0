/* SPDX-License-Identifier: MIT */
/* The extraction of films: what a list may hold, and what is none. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/coroutines/coroutine.h"
#include "tests/canned.h"
#include "workloads/movies.h"

enum { DEEPEST = 2048 };

/* Extracts from bytes that are in memory of just their size, for asan to watch. */
static int try_extract(const char *bytes, size_t size, struct result *result, char *reason)
{
    struct body body = {.charset = "gbk"}; /* whatever is declared */
    if (size) {
        body.bytes = (struct buffer){.data = malloc(size), .size = size, .capacity = size};
        assert_non_null(body.bytes.data);
        memcpy(body.bytes.data, bytes, size);
    }
    result_init(result, 0);
    reason[0] = '\0';
    int err = movies_extract(&body, result, reason);
    body_release(&body);
    return err;
}

static void assert_rows(const char *json, const char *rows)
{
    struct result result;
    char reason[RESULT_REASON_SIZE];
    assert_int_equal(try_extract(json, strlen(json), &result, reason), 0);
    assert_string_equal(reason, "");
    assert_int_equal(result.rows.size, strlen(rows));
    if (*rows)
        assert_memory_equal(result.rows.data, rows, strlen(rows));
    result_release(&result);
}

/* Where in the text jansson found out is left to its version. */
static void assert_bytes_refused(const char *json, size_t size, const char *why)
{
    struct result result;
    char reason[RESULT_REASON_SIZE];
    char expected[RESULT_REASON_SIZE];
    assert_int_equal(try_extract(json, size, &result, reason), -EBADMSG);
    snprintf(expected, sizeof expected, "not a list of films: %s", why);
    reason[strcspn(reason, "(") - (strchr(reason, '(') ? 1 : 0)] = '\0';
    assert_string_equal(reason, expected);
    result_release(&result);
}

static void assert_refused(const char *json, const char *why)
{
    assert_bytes_refused(json, strlen(json), why);
}

static void films_become_rows_in_their_order(void **state)
{
    (void)state;
    assert_rows("[{\"rank\":1,\"title\":\"肖申克的救赎\",\"actors\":[\"蒂姆·罗宾斯\",\"摩根·弗里曼\"],"
                "\"types\":[\"剧情\",\"犯罪\"],\"vote\":{\"deep\":[1]}},"
                "{\"types\":[\"剧情\"],\"actors\":[\"张国荣\"],\"title\":\"霸王别姬\"}]",
                "肖申克的救赎,\"蒂姆·罗宾斯,摩根·弗里曼\",\"剧情,犯罪\"\r\n霸王别姬,张国荣,剧情\r\n");
}

static void a_list_may_be_empty(void **state)
{
    (void)state;
    assert_rows("[]", "");
    assert_rows(" \r\n\t[ ]\n", "");
}

static void what_a_film_lacks_is_empty(void **state)
{
    (void)state;
    assert_rows("[{\"title\":\"a\"}]", "a,,\r\n");
    assert_rows("[{\"title\":\"a\",\"actors\":null,\"types\":[]}]", "a,,\r\n");
    assert_rows("[{\"title\":\"\"}]", ",,\r\n");
    assert_rows("[{\"title\":\"a\",\"actors\":[\"\"],\"types\":[\"\",\"\"]}]", "a,,\",\"\r\n");
}

static void numbers_become_text(void **state)
{
    (void)state;
    assert_rows("[{\"title\":1917,\"actors\":[1,-2,\"x\"],\"types\":[0.1,2.5]}]",
                "1917,\"1,-2,x\",\"0.1,2.5\"\r\n");
    assert_rows("[{\"title\":-9223372036854775808}]", "-9223372036854775808,,\r\n");
    assert_rows("[{\"title\":10014255632117358197,\"actors\":[-0,1E400,-1e999,NaN]}]",
                "10014255632117358197,\"0,inf,-inf,nan\",\r\n");
    assert_rows("[{\"title\":1e2,\"actors\":[1e15,1e16,1.5e-5,0.00015,123.456,5e-324,-0.0]}]",
                "100.0,\"1000000000000000.0,1e+16,1.5e-05,0.00015,123.456,5e-324,-0.0\",\r\n");
}

static void texts_are_kept_and_quoted(void **state)
{
    (void)state;
    assert_rows("[{\"title\":\"a\\\"b\\n\\u4e2d\\ud83d\\udc0c/\\/\",\"actors\":[\"x,y\"]}]",
                "\"a\"\"b\n中\xf0\x9f\x90\x8c//\",\"x,y\",\r\n");
}

static void a_film_without_title_is_none(void **state)
{
    (void)state;
    static const char *const others[] = {"{}",
                                         "{\"title\":null}",
                                         "{\"title\":[]}",
                                         "{\"title\":{}}",
                                         "{\"title\":true}",
                                         "{\"Title\":\"a\"}"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char json[100];
        snprintf(json, sizeof json, "[{\"title\":\"a\"},%s]", others[i]);
        assert_refused(json, "film 2 has no title");
    }
}

static void what_is_no_film_is_refused(void **state)
{
    (void)state;
    static const char *const others[] = {"1", "\"a\"", "null", "[]", "false"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char json[100];
        snprintf(json, sizeof json, "[%s]", others[i]);
        assert_refused(json, "film 1 is no object");
    }
}

static void what_is_no_list_of_names_is_refused(void **state)
{
    (void)state;
    static const char *const others[] = {"\"a\"",           "{}",   "1",     "true", "[[]]",
                                         "[\"a\",[\"b\"]]", "[{}]", "[null]"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char json[100];
        snprintf(json, sizeof json, "[{\"title\":1,\"actors\":%s}]", others[i]);
        assert_refused(json, "film 1 has actors that are no list of names");
        snprintf(json, sizeof json, "[{\"title\":1,\"types\":%s}]", others[i]);
        assert_refused(json, "film 1 has types that are no list of names");
    }
}

static void another_top_level_is_refused(void **state)
{
    (void)state;
    assert_refused("{}", "no array");
    assert_refused("{\"title\":\"a\"}", "no array");
    assert_refused("1", "no array");
    assert_refused("<html>", "not JSON");
    assert_refused("", "ends too early");
}

static void broken_json_is_refused_and_not_quoted(void **state)
{
    (void)state;
    assert_refused("[{\"title\":\"a\"}", "ends too early");
    assert_refused("[{\"title\":\"a\"}] x", "not JSON");
    assert_refused("[\033[31m]", "not JSON");
    assert_bytes_refused("[]\0", 3, "not JSON");
}

static void what_nobody_asks_for_costs_nothing(void **state)
{
    (void)state;
    static const char *const values[] = {
        "10014255632117358197",
        "-1e99999",
        "1.7976931348623157e+308",
        "NaN",
        "-Infinity",
        "Infinity",
        "\"\\ud800\"",
        "\"\\udc00\\ud800x\"",
        "\"\\u0000\"",
        "\"\xff\"",
        "\"\xed\xa0\x80\"",
        "{\"a\":1,\"a\":2}",
        "{\"a\\u0000b\":1}",
        "{\"\":[{}, [] ,{\"x\":[]}]}",
        "123456789012345678901234567890.5e-7",
        "\"\x7f\"",
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char json[200];
        snprintf(json, sizeof json, "[{\"id\":%s,\"title\":\"a\",\"x\":%s} , {\"title\":\"b\"}]", values[i],
                 values[i]);
        assert_rows(json, "a,,\r\nb,,\r\n");
    }
    assert_rows("[{\"id\":1,\"title\":\"a\",\"id\":2}]", "a,,\r\n");
}

static void of_several_values_the_last_counts(void **state)
{
    (void)state;
    assert_rows("[{\"title\":null,\"actors\":1,\"title\":\"b\",\"actors\":[2]}]", "b,2,\r\n");
    assert_rows("[{\"title\":\"a\",\"t\\u0069tle\":\"b\"}]", "b,,\r\n");
}

static void what_no_text_can_have_is_replaced(void **state)
{
    (void)state;
    assert_rows("[{\"title\":\"a\xff\"}]", "a\ufffd,,\r\n");
    assert_rows("[{\"title\":\"\\ud800a\\udc00\\u0000\\ud83d\\u0041\"}]", "\ufffd"
                                                                          "a\ufffd\ufffd\ufffd"
                                                                          "A,,\r\n");
    assert_refused("[{\"title\":\"\xcf\xdf\xb3\xcc\xd0\xad\xb3\xcc\xbd\xf8\xb3\xcc\xb2\xa2\xb7\xa2\"}]",
                   "not UTF-8");
}

static void assert_bytes_are_rows(const char *bytes, size_t size, const char *rows)
{
    struct result result;
    char reason[RESULT_REASON_SIZE];
    assert_int_equal(try_extract(bytes, size, &result, reason), 0);
    assert_int_equal(result.rows.size, strlen(rows));
    assert_memory_equal(result.rows.data, rows, strlen(rows));
    result_release(&result);
}

static void a_mark_in_front_and_utf16_are_read(void **state)
{
    (void)state;
    static const char ascii[] = "[{\"title\":\"a\"}]";
    char little[2 * sizeof ascii] = "\xff\xfe";
    char big[2 * sizeof ascii] = "\xfe\xff";
    assert_rows("\xef\xbb\xbf[{\"title\":\"a\"}]", "a,,\r\n");
    for (size_t i = 0; i < sizeof ascii - 1; i++) {
        little[2 + 2 * i] = big[3 + 2 * i] = ascii[i];
    }
    assert_bytes_are_rows(little, sizeof little, "a,,\r\n");
    assert_bytes_are_rows(big, sizeof big, "a,,\r\n");
    assert_bytes_are_rows(little + 2, sizeof little - 2, "a,,\r\n");
    assert_bytes_are_rows(big + 2, sizeof big - 2, "a,,\r\n");
}

static void what_is_no_json_anywhere_is_refused(void **state)
{
    (void)state;
    static const char *const values[] = {
        "01",        "1.",    ".5",       "+1",      "-",           "1e",   "0x1",  "tru",        "nul",
        "Nan",       "'a'",   "\"a\nb\"", "\"\\x\"", "\"\\u12g4\"", "[1,]", "[,1]", "{\"a\":1,}", "{1:2}",
        "{\"a\" 1}", "[1 2]", "{\"a\"}",  "[1}",     "{\"a\":1]",   "",     "//",   "-NaN"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char json[100];
        snprintf(json, sizeof json, "[{\"title\":\"a\",\"x\":%s}]", values[i]);
        assert_refused(json, "not JSON");
    }
    static const char whole[] = "[{\"title\":\"a\\ud83d\\udc0c\",\"x\":[-1.5e+3,true,{}]}]";
    for (size_t size = 0; size < sizeof whole - 1; size++) {
        struct result result;
        char reason[RESULT_REASON_SIZE];
        assert_int_equal(try_extract(whole, size, &result, reason), -EBADMSG);
        result_release(&result);
    }
}

/* As many levels as there may be, and what they hold is looked at, too. */
static void extract_deep(void *arg)
{
    char json[2 * 5 * DEEPEST + 100];
    struct result result;
    char reason[RESULT_REASON_SIZE];
    int used = snprintf(json, sizeof json, "[{\"title\":1,\"x\":");
    (void)arg;
    for (int i = 2; i < DEEPEST - 1; i++) /* the number is a level, too */
        used += snprintf(json + used, sizeof json - (size_t)used, i % 2 ? "[" : "{\"a\":");
    used += snprintf(json + used, sizeof json - (size_t)used, "0");
    for (int i = DEEPEST - 1; i-- > 2;)
        used += snprintf(json + used, sizeof json - (size_t)used, i % 2 ? "]" : "}");
    used += snprintf(json + used, sizeof json - (size_t)used, "}]");
    assert_int_equal(try_extract(json, (size_t)used, &result, reason), 0);
    assert_int_equal(result.row_count, 1);
    result_release(&result);
}

static void the_deepest_list_fits_the_stack_of_a_coroutine(void **state)
{
    (void)state;
    struct coroutine *coroutine = NULL;
    assert_int_equal(coroutine_new(&coroutine, extract_deep, NULL), 0);
    coroutine_resume(coroutine);
    assert_true(coroutine_done(coroutine));
    coroutine_free(coroutine);
}

static void a_deeper_list_is_refused(void **state)
{
    (void)state;
    char json[DEEPEST + 2];
    memset(json, '[', sizeof json);
    assert_bytes_refused(json, sizeof json, "nested too deeply");
}

static void a_task_fetches_and_says_what_is_wrong(void **state)
{
    (void)state;
    static const char *const lists[] = {"[{\"title\":\"a\"},{\"title\":\"b\"}]", "[{\"name\":\"a\"}]"};
    for (size_t i = 0; i < 2; i++) {
        struct task task = {.address = "http://127.0.0.1/list"};
        struct result result;
        struct io *io = canned_new("application/json", lists[i], strlen(lists[i]));
        assert_non_null(io);
        result_init(&result, 0);
        assert_int_equal(workload_movies.run(&task, io, &result), i ? -EBADMSG : 0);
        assert_string_equal(io->reason, i ? "not a list of films: film 1 has no title" : "");
        assert_int_equal(result.row_count, i ? 0 : 2);
        result_release(&result);
        canned_free(io);
    }
}

static void the_pages_begin_with_every_twentieth_film(void **state)
{
    (void)state;
    struct task task;
    assert_int_equal(task_from_template(&task, workload_movies.addresses, 49), 0);
    assert_string_equal(task.address,
                        "/j/chart/top_list?type=11&interval_id=100%3A90&action=&start=980&limit=20");
    task_release(&task);
}

static int set_up(void **state)
{
    (void)state;
    return workload_movies.setup(&(struct workload_settings){0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nobody_asks_for_costs_nothing),
        cmocka_unit_test(of_several_values_the_last_counts),
        cmocka_unit_test(what_no_text_can_have_is_replaced),
        cmocka_unit_test(a_mark_in_front_and_utf16_are_read),
        cmocka_unit_test(what_is_no_json_anywhere_is_refused),
        cmocka_unit_test(films_become_rows_in_their_order),
        cmocka_unit_test(a_list_may_be_empty),
        cmocka_unit_test(what_a_film_lacks_is_empty),
        cmocka_unit_test(numbers_become_text),
        cmocka_unit_test(texts_are_kept_and_quoted),
        cmocka_unit_test(a_film_without_title_is_none),
        cmocka_unit_test(what_is_no_film_is_refused),
        cmocka_unit_test(what_is_no_list_of_names_is_refused),
        cmocka_unit_test(another_top_level_is_refused),
        cmocka_unit_test(broken_json_is_refused_and_not_quoted),
        cmocka_unit_test(the_deepest_list_fits_the_stack_of_a_coroutine),
        cmocka_unit_test(a_deeper_list_is_refused),
        cmocka_unit_test(a_task_fetches_and_says_what_is_wrong),
        cmocka_unit_test(the_pages_begin_with_every_twentieth_film),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
