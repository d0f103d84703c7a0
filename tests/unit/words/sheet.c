/* SPDX-License-Identifier: MIT */
/* A sheet prints everything that is put on it, however long, and wraps it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bench/words/sheet.h"

/* What `put` prints of `text` on a sheet 20 columns wide; the caller frees it. */
static char *printed(void (*put)(const struct sheet *sheet, const char *text), const char *text)
{
    char *out = NULL;
    size_t size = 0;
    struct sheet sheet = {.file = open_memstream(&out, &size), .columns = 20};
    assert_non_null(sheet.file);
    put(&sheet, text);
    assert_int_equal(fclose(sheet.file), 0);
    return out;
}

static void paragraph(const struct sheet *sheet, const char *text)
{
    sheet_paragraph(sheet, "", text);
}

static void cell(const struct sheet *sheet, const char *text)
{
    sheet_put(sheet, "", text, 4, TEXT_RIGHT);
}

static void assert_prints(void (*put)(const struct sheet *, const char *), const char *text,
                          const char *expected)
{
    char *out = printed(put, text);
    assert_string_equal(out, expected);
    free(out);
}

static void a_paragraph_is_wrapped_at_the_width_of_the_sheet(void **state)
{
    (void)state;
    assert_prints(paragraph, "one job, many hands and all", "one job, many hands\nand all\n");
    assert_prints(paragraph, "物理下限物理下限物理下限", "物理下限物理下限物理\n下限\n");
    assert_prints(paragraph, "one  job", "one  job\n");
    assert_prints(paragraph, "", "\n");
}

static void a_word_of_any_length_is_printed_whole(void **state)
{
    char word[3 * LINES_SIZE] = "at ";
    char expected[sizeof word + 16];
    (void)state;
    memset(word + 3, 'x', sizeof word - 4);
    word[sizeof word - 1] = '\0';
    snprintf(expected, sizeof expected, "at\n%s\n", word + 3);
    assert_prints(paragraph, word, expected);
    assert_prints(cell, word + 3, word + 3);
}

static void a_cell_is_padded_on_its_side(void **state)
{
    (void)state;
    assert_prints(cell, "1", "   1");
    assert_prints(cell, "协", "  协");
    assert_prints(cell, "", "    ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_is_wrapped_at_the_width_of_the_sheet),
        cmocka_unit_test(a_word_of_any_length_is_printed_whole),
        cmocka_unit_test(a_cell_is_padded_on_its_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
