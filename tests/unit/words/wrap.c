/* SPDX-License-Identifier: MIT */
/* Where a line may be broken, in English and in Chinese. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bench/words/text.h"

/* The pieces of a text with a '|' behind each. */
static const char *pieces(const char *text)
{
    static char out[256];
    size_t used = 0;
    while (*text) {
        size_t length = text_piece(text);
        assert_in_range(length, 1, strlen(text));
        assert_in_range(used + length + 2, 0, sizeof out);
        used += (size_t)snprintf(out + used, sizeof out - used, "%.*s|", (int)length, text);
        text += length;
    }
    return out;
}

static void english_breaks_behind_the_spaces_of_a_word(void **state)
{
    (void)state;
    assert_string_equal(pieces("one job, many  hands"), "one |job, |many  |hands|");
    assert_string_equal(pieces(" a"), " |a|");
    assert_string_equal(pieces("a"), "a|");
}

static void chinese_breaks_behind_every_character(void **state)
{
    (void)state;
    assert_string_equal(pieces("物理下限"), "物|理|下|限|");
}

static void closing_punctuation_begins_no_line(void **state)
{
    (void)state;
    assert_string_equal(pieces("每页，解析。"), "每|页，|解|析。|");
    assert_string_equal(pieces("（终端）。好"), "（终|端）。|好|");
    assert_string_equal(pieces("12 ms。”"), "12 |ms。”|");
}

static void opening_punctuation_ends_no_line(void **state)
{
    (void)state;
    assert_string_equal(pieces("无法“写”（三）"), "无|法|“写”|（三）|");
    assert_string_equal(pieces("用（ulimit -n）"), "用|（ulimit |-n）|");
}

static void words_and_characters_part_where_they_meet(void **state)
{
    (void)state;
    assert_string_equal(pieces("每页600ms的等待"), "每|页|600ms|的|等|待|");
    assert_string_equal(pieces("5 µs – 中"), "5 |µs |– |中|");
}

static void broken_utf8_comes_to_an_end(void **state)
{
    (void)state;
    assert_int_equal(text_piece("\xe4\xb8"), 2);
    assert_int_equal(text_piece("\xe4"), 1);
    assert_int_equal(text_piece("\x80\x80"), 2);
    assert_int_equal(text_piece("\xe2"), 1);
}

static void spaces_at_the_end_of_a_piece_are_counted(void **state)
{
    (void)state;
    assert_int_equal(text_spaces("many  hands", 6), 2);
    assert_int_equal(text_spaces("many", 4), 0);
    assert_int_equal(text_spaces("  ", 2), 2);
    assert_int_equal(text_spaces("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_breaks_behind_the_spaces_of_a_word),
        cmocka_unit_test(chinese_breaks_behind_every_character),
        cmocka_unit_test(closing_punctuation_begins_no_line),
        cmocka_unit_test(opening_punctuation_ends_no_line),
        cmocka_unit_test(words_and_characters_part_where_they_meet),
        cmocka_unit_test(broken_utf8_comes_to_an_end),
        cmocka_unit_test(spaces_at_the_end_of_a_piece_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
