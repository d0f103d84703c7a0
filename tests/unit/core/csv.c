/* SPDX-License-Identifier: MIT */
/* CSV rows, byte by byte and read back by a parser that shares nothing with the writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/csv.h"
#include "tests/csv_reader.h"

enum { FIELDS_MOST = 8 };

/* Asserts what a row of `count` fields looks like. */
static void assert_row(const char *expected, size_t count, const char *const *fields)
{
    struct buffer out;
    buffer_init(&out);
    assert_int_equal(csv_append_row(&out, fields, count), 0);
    assert_int_equal(buffer_append(&out, "", 1), 0);
    assert_string_equal(out.data, expected);
    buffer_release(&out);
}

#define ASSERT_ROW(expected, ...)                                                                            \
    assert_row(expected, sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *),                             \
               (const char *const[]){__VA_ARGS__})

static void plain_fields_are_written_as_they_are(void **state)
{
    (void)state;
    ASSERT_ROW("a,b c, d \r\n", "a", "b c", " d ");
    ASSERT_ROW("it's;tab\there\r\n", "it's;tab\there");
}

static void a_comma_puts_the_field_in_quotes(void **state)
{
    (void)state;
    ASSERT_ROW("\"a,b\",c\r\n", "a,b", "c");
    ASSERT_ROW("\",\"\r\n", ",");
}

static void quotes_are_doubled_inside_quotes(void **state)
{
    (void)state;
    ASSERT_ROW("\"say \"\"hi\"\"\"\r\n", "say \"hi\"");
    ASSERT_ROW("\"\"\"\",\"\"\"\"\"\"\r\n", "\"", "\"\"");
}

static void line_breaks_of_every_kind_are_kept_inside_quotes(void **state)
{
    (void)state;
    ASSERT_ROW("\"a\nb\"\r\n", "a\nb");
    ASSERT_ROW("\"a\rb\"\r\n", "a\rb");
    ASSERT_ROW("\"a\r\nb\"\r\n", "a\r\nb");
    ASSERT_ROW("\"\n\",\"\r\"\r\n", "\n", "\r");
}

static void empty_and_missing_fields_are_empty(void **state)
{
    (void)state;
    ASSERT_ROW(",\r\n", "", "");
    ASSERT_ROW("a,,b\r\n", "a", NULL, "b");
    ASSERT_ROW(",,,\r\n", NULL, "", NULL, "");
}

static void a_lone_empty_field_is_no_empty_line(void **state)
{
    (void)state;
    ASSERT_ROW("\"\"\r\n", "");
    ASSERT_ROW("\"\"\r\n", (const char *)NULL);
}

static void utf8_passes_unchanged(void **state)
{
    (void)state;
    ASSERT_ROW("协程，线程,\xf0\x9f\x90\x8c,é\r\n", "协程，线程", "\xf0\x9f\x90\x8c", "é");
}

static void rows_follow_each_other_in_one_buffer(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out);
    assert_int_equal(csv_append_row(&out, (const char *const[]){"a"}, 1), 0);
    assert_int_equal(csv_append_row(&out, (const char *const[]){"b", "c"}, 2), 0);
    assert_int_equal(out.size, strlen("a\r\nb,c\r\n"));
    assert_memory_equal(out.data, "a\r\nb,c\r\n", out.size);
    buffer_release(&out);
}

static void whatever_is_written_is_read_back(void **state)
{
    (void)state;
    static const char letters[] = "ab,\"\r\n \xc3\xa9";
    srand(1);
    for (int round = 0; round < 5000; round++) {
        char fields[FIELDS_MOST][16] = {{0}};
        const char *row[FIELDS_MOST];
        size_t count = 1 + (size_t)rand() % FIELDS_MOST;
        for (size_t i = 0; i < count; i++) {
            size_t length = (size_t)rand() % (sizeof fields[i] - 1);
            for (size_t k = 0; k < length; k++)
                fields[i][k] = letters[(size_t)rand() % (sizeof letters - 1)];
            row[i] = fields[i];
        }
        struct buffer out;
        buffer_init(&out);
        assert_int_equal(csv_append_row(&out, row, count), 0);
        const char *at = out.data;
        for (size_t i = 0; i < count; i++) {
            char read[8 * sizeof fields] = "";
            bool last = false;
            assert_int_equal(csv_read_field(&at, out.data + out.size, read, &last), strlen(fields[i]));
            assert_string_equal(read, fields[i]);
            assert_int_equal(last, i == count - 1);
        }
        assert_ptr_equal(at, out.data + out.size);
        buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_fields_are_written_as_they_are),
        cmocka_unit_test(a_comma_puts_the_field_in_quotes),
        cmocka_unit_test(quotes_are_doubled_inside_quotes),
        cmocka_unit_test(line_breaks_of_every_kind_are_kept_inside_quotes),
        cmocka_unit_test(empty_and_missing_fields_are_empty),
        cmocka_unit_test(a_lone_empty_field_is_no_empty_line),
        cmocka_unit_test(utf8_passes_unchanged),
        cmocka_unit_test(rows_follow_each_other_in_one_buffer),
        cmocka_unit_test(whatever_is_written_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
