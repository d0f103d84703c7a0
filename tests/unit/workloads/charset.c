/* SPDX-License-Identifier: MIT */
/* Bytes as UTF-8: which encoding counts, and what its bytes are in it. What browsers decode is the truth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "workloads/charset.h"

static void assert_bytes_decode(const char *label, const char *bytes, size_t size, const char *expected,
                                size_t wrong)
{
    const struct encoding *encoding = encoding_of(label, strlen(label));
    struct charset_tally tally;
    struct buffer out;
    char *copy = malloc(size ? size : 1); /* of just its size, for asan to watch */
    assert_non_null(encoding);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    buffer_init(&out);
    assert_int_equal(charset_decode(encoding, copy, size, &out, &tally), 0);
    assert_int_equal(buffer_append(&out, "", 1), 0);
    assert_string_equal(out.data, expected);
    assert_int_equal(out.size, strlen(expected) + 1);
    assert_int_equal(tally.wrong, wrong);
    buffer_release(&out);
    free(copy);
}

static void assert_decodes(const char *label, const char *bytes, const char *expected, size_t wrong)
{
    assert_bytes_decode(label, bytes, strlen(bytes), expected, wrong);
}

static void names_of_microsofts_encodings_are_meant(void **state)
{
    (void)state;
    assert_decodes("iso-8859-1", "\x80\x93\x81\x8d\xe9",
                   "€“\xc2\x81\xc2\x8d"
                   "é",
                   0);
    assert_decodes("shift_jis", "\\~\x83\x5c\x87\x40\x80\xb1\xfa\x40", "\\~ソ①\xc2\x80ｱⅰ", 0);
    assert_decodes("gb2312", "\x80 \xcf\xdf\x95\x66\x81\x30\x8b\x39", "€ 线昮Ă", 0);
    assert_decodes("gbk", "\xa3\xa0", "\u3000", 0);
    assert_decodes("euc-kr", "\xb0\xa1\xc6\x52", "가힣", 0);
    assert_decodes("big5", "\xa4\xa4\xa1\x45\xa1\xe3\xf9\xd6\x88\x62", "中‧～碁Ê̄", 0);
    assert_decodes("euc-jp", "\xc6\xfc\xad\xa1\x8e\xb1\xa1\xc1\x8f\xb0\xa1", "日①ｱ～丂", 0);
    assert_decodes("iso-2022-jp", "a\x1b$BF|\x1b(Bb", "a日b", 0);
    assert_decodes("windows-874", "\x80\xa1\x81", "€ก\xc2\x81", 0);
    assert_decodes("koi8-u", "\xae\xbe\xa4\xc0", "ўЎєю", 0);
    assert_decodes("macintosh", "\xdb\xf0\xc6\xbd", "€\uf8ff∆Ω", 0);
    assert_decodes("x-mac-cyrillic", "\xff\xa2\xb6", "€Ґґ", 0);
    assert_decodes("windows-1255", "\xe0\xca\xd4", "א\u05baװ", 0);
    assert_decodes("windows-1258", "a\xcc\xd0", "a\u0300Đ", 0);
    assert_decodes("iso-8859-8-i", "\xe0\xfd", "א\u200e", 0);
    assert_decodes("x-user-defined", "a\x80\xff", "a\uf780\uf7ff", 0);
    assert_decodes("iso-2022-kr", "anything", "\ufffd", 1);
}

static void invalid_bytes_become_one_sign_for_what_browsers_take_together(void **state)
{
    (void)state;
    assert_decodes("utf-8",
                   "a\xff"
                   "b\xe7\xba"
                   "c\xe7",
                   "a\ufffd"
                   "b\ufffd"
                   "c\ufffd",
                   3);
    assert_decodes("utf-8", "\xed\xa0\x80\xc0\xaf\xf0\x9f\x98", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd", 6);
    assert_decodes("gbk", "\xff\xcf<b>\xcf\xff\xcf", "\ufffd\ufffd<b>\ufffd\ufffd", 4);
    assert_decodes("gb18030", "\x81\x30\xff",
                   "\ufffd"
                   "0\ufffd",
                   2);
    assert_decodes("shift_jis", "\x83<\xa0\xfd", "\ufffd<\ufffd\ufffd", 3);
    assert_decodes("euc-kr", "\xb0<\xb0", "\ufffd<\ufffd", 2);
    assert_decodes("iso-8859-6", "\xa1\xc7", "\ufffdا", 1);
}

static void utf16_is_read(void **state)
{
    (void)state;
    assert_bytes_decode("utf-16le", "a\0\xbf\x7e\x3d\xd8\x0c\xdc", 8, "a线\xf0\x9f\x90\x8c", 0);
    assert_bytes_decode("utf-16be", "\0a\x7e\xbf\xd8\x3d\xdc\x0c", 8, "a线\xf0\x9f\x90\x8c", 0);
    assert_bytes_decode("utf-16le",
                        "\x3d\xd8"
                        "a\0\x0c\xdc"
                        "b",
                        7,
                        "\ufffd"
                        "a\ufffd\ufffd",
                        3);
    assert_bytes_decode("utf-16be", "", 0, "", 0);
}

/* What counts for bytes, of which the server says `label`. */
static void assert_is(const char *label, const char *bytes, size_t size, const char *name, size_t mark)
{
    size_t skip = 99;
    assert_string_equal(charset_of(bytes, size, label, &skip)->name, name);
    assert_int_equal(skip, mark);
}

#define IS(label, bytes, name, mark) assert_is(label, bytes, sizeof(bytes) - 1, name, mark)

static void the_mark_counts_first_then_the_server_then_the_page(void **state)
{
    (void)state;
    IS("gbk", "\xef\xbb\xbf<meta charset=gbk>", "UTF-8", 3);
    IS("gbk", "\xff\xfe<\0", "UTF-16LE", 2);
    IS("utf-8", "\xfe\xff\0<", "UTF-16BE", 2);
    IS("gbk", "<meta charset=utf-8>", "GBK", 0);
    IS("utf-8", "<meta charset=gbk>\xcf\xdf", "UTF-8", 0);
    IS("", "<meta charset=gbk>\xcf\xdf", "GBK", 0);
    IS("none", "<meta charset=gbk>\xcf\xdf", "GBK", 0);
    IS("", "\xcf\xdf", "UTF-8", 0);
    IS("", "", "UTF-8", 0);
}

static void what_is_utf8_all_through_is_that_whatever_is_said(void **state)
{
    (void)state;
    IS("gbk", "线程", "UTF-8", 0);
    IS("", "<meta charset=gbk>线程", "UTF-8", 0);
    IS("iso-8859-1", "<meta charset=gbk>é", "UTF-8", 0);
    IS("gbk", "\xc5\xb2", "GBK", 0); /* a pair that is UTF-8 by chance */
    IS("gbk", "线程\xff", "GBK", 0);
    IS("gbk", "线程协程进程并发线程协程进程并发线\xff", "UTF-8", 0);
    IS("utf-16", "<meta charset=gbk>\xcf\xdf", "GBK", 0);
    IS("utf-16", "<\0p\0", "UTF-16LE", 0);
    IS("iso-2022-jp", "\x1b$BF|\x1b(B", "ISO-2022-JP", 0);
}

static void more_wrong_than_right_is_not_the_encoding(void **state)
{
    (void)state;
    assert_false(charset_is_wrong(&(struct charset_tally){.right = 0, .wrong = 7}));
    assert_true(charset_is_wrong(&(struct charset_tally){.right = 7, .wrong = 8}));
    assert_false(charset_is_wrong(&(struct charset_tally){.right = 8, .wrong = 8}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_microsofts_encodings_are_meant),
        cmocka_unit_test(invalid_bytes_become_one_sign_for_what_browsers_take_together),
        cmocka_unit_test(utf16_is_read),
        cmocka_unit_test(the_mark_counts_first_then_the_server_then_the_page),
        cmocka_unit_test(what_is_utf8_all_through_is_that_whatever_is_said),
        cmocka_unit_test(more_wrong_than_right_is_not_the_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
