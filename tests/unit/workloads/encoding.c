/* SPDX-License-Identifier: MIT */
/* Labels of encodings, as the Encoding Standard has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "workloads/encoding.h"

static void assert_means(const char *label, const char *name)
{
    const struct encoding *encoding = encoding_of(label, strlen(label));
    if (!name) {
        assert_null(encoding);
        return;
    }
    assert_non_null(encoding);
    assert_string_equal(encoding->name, name);
}

static void labels_mean_what_the_standard_says(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"utf8", "UTF-8"},
        {"UTF-8", "UTF-8"},
        {"iso-8859-1", "windows-1252"},
        {"latin1", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"ascii", "windows-1252"},
        {"iso-8859-9", "windows-1254"},
        {"tis-620", "windows-874"},
        {"iso-8859-11", "windows-874"},
        {"gb2312", "GBK"},
        {"GBK", "GBK"},
        {"gb_2312-80", "GBK"},
        {"gb18030", "gb18030"},
        {"big5-hkscs", "Big5"},
        {"shift_jis", "Shift_JIS"},
        {"sjis", "Shift_JIS"},
        {"windows-31j", "Shift_JIS"},
        {"euc-kr", "EUC-KR"},
        {"ks_c_5601-1987", "EUC-KR"},
        {"korean", "EUC-KR"},
        {"utf-16", "UTF-16LE"},
        {"unicodefffe", "UTF-16BE"},
        {"iso-2022-kr", "replacement"},
        {"hz-gb-2312", "replacement"},
        {"koi8-ru", "KOI8-U"},
        {"visual", "ISO-8859-8"},
        {"logical", "ISO-8859-8-I"},
        {"x-mac-ukrainian", "x-mac-cyrillic"},
        {"x-user-defined", "x-user-defined"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_means(pairs[i][0], pairs[i][1]);
}

static void case_and_blanks_around_do_not_matter(void **state)
{
    (void)state;
    assert_means(" \t\r\n\fGb2312\n", "GBK");
    assert_means("ISO_8859-1:1987", "windows-1252");
}

static void what_is_no_label_means_nothing(void **state)
{
    (void)state;
    static const char *const none[] = {
        "",       " ",     "utf",         "utf-8 gbk", "'gbk'",       "utf-7",
        "utf-32", "cp437", "gbk//IGNORE", "UTF-8,",    "iso-8859-12", "ebcdic-us"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_means(none[i], NULL);
    assert_null(encoding_of("gbk\0", 4));
}

static void patches_are_in_order_to_be_found(void **state)
{
    (void)state;
    const struct encoding *big5 = encoding_of("big5", 4);
    for (size_t i = 0; i < big5->patch_count; i++) {
        assert_ptr_equal(encoding_patch_of(big5, big5->patches[i].bytes), &big5->patches[i]);
        assert_true(i == 0 || big5->patches[i].bytes > big5->patches[i - 1].bytes);
    }
    assert_null(encoding_patch_of(big5, 0xa440));
    assert_int_equal(encoding_patch_of(encoding_of("gbk", 3), 0x80)->character, 0x20ac);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_mean_what_the_standard_says),
        cmocka_unit_test(case_and_blanks_around_do_not_matter),
        cmocka_unit_test(what_is_no_label_means_nothing),
        cmocka_unit_test(patches_are_in_order_to_be_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
