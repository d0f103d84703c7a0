/* SPDX-License-Identifier: MIT */
/* One table, laid out for a terminal of any width and for Markdown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bench/words/grid.h"

enum { COLUMNS = 5 };

static const char *const texts[][COLUMNS] = {{"model", "time", "CPU", "memory", "limit"},
                                             {"协程", "1 s", "20 ms", "7 MB", "latency"},
                                             {"协程", "22 s", "3 ms", "11 MB", ""},
                                             {"fork-pool", "3 s", "4 ms", "9 MB", "workers"}};

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    static const size_t leaves[COLUMNS] = {0, 0, 2, 1, 0};
    for (size_t i = 0; i < grid->columns; i++) {
        cells[i].side = i == 0 || i == 4 ? TEXT_LEFT : TEXT_RIGHT;
        cells[i].leaves = leaves[i];
        cells[i].sgr = row == 0 ? "2" : "";
        cells[i].color = row > 0 && i == 0 ? 31 : 0;
        grid_set(&cells[i], "%s", texts[row][i]);
    }
}

static const struct grid all = {.rows = 3, .columns = COLUMNS, .fill = fill};

/* What it looks like so wide. */
static void assert_looks(const struct grid *grid, size_t columns, bool color, bool left_out,
                         const char *expected)
{
    char *out = NULL;
    size_t size = 0;
    struct sheet sheet = {.file = open_memstream(&out, &size), .columns = columns, .color = color};
    assert_non_null(sheet.file);
    assert_int_equal(grid_print(&sheet, grid), left_out);
    assert_int_equal(fclose(sheet.file), 0);
    assert_string_equal(out, expected);
    free(out);
}

static void cells_stand_below_their_titles(void **state)
{
    (void)state;
    assert_int_equal(grid_width(&all), 9 + 2 + 4 + 2 + 5 + 2 + 6 + 2 + 7);
    assert_looks(&all, 39, false, false,
                 "model      time    CPU  memory  limit\n"
                 "协程        1 s  20 ms    7 MB  latency\n"
                 "协程       22 s   3 ms   11 MB  \n"
                 "fork-pool   3 s   4 ms    9 MB  workers\n");
}

static void a_narrow_terminal_does_without_what_is_needed_least(void **state)
{
    (void)state;
    assert_looks(&all, 38, false, true,
                 "model      time    CPU  limit\n"
                 "协程        1 s  20 ms  latency\n"
                 "协程       22 s   3 ms  \n"
                 "fork-pool   3 s   4 ms  workers\n");
    assert_looks(&all, 30, false, true,
                 "model      time  limit\n"
                 "协程        1 s  latency\n"
                 "协程       22 s  \n"
                 "fork-pool   3 s  workers\n");
}

static void names_have_lines_of_their_own_where_nothing_else_helps(void **state)
{
    const struct grid two = {.rows = 3, .columns = 2, .fill = fill};
    (void)state;
    assert_looks(&all, 22, false, true,
                 "model\n"
                 "  time    CPU  limit\n"
                 "协程\n"
                 "   1 s  20 ms  latency\n"
                 "  22 s   3 ms  \n"
                 "fork-pool\n"
                 "   3 s   4 ms  workers\n");
    assert_looks(&two, 10, false, false,
                 "model\n"
                 "  time\n"
                 "协程\n"
                 "   1 s\n"
                 "  22 s\n"
                 "fork-pool\n"
                 "   3 s\n");
}

static void where_lines_are_too_short_for_that_it_is_a_list_with_all_titles(void **state)
{
    (void)state;
    assert_looks(&all, 14, false, false,
                 "协程\n"
                 "  time    1 s\n"
                 "  CPU  20 ms\n"
                 "  memory  7 MB\n"
                 "  limit\n"
                 "    latency\n"
                 "  time    22 s\n"
                 "  CPU     3 ms\n"
                 "  memory\n"
                 "    11 MB\n"
                 "fork-pool\n"
                 "  time    3 s\n"
                 "  CPU     4 ms\n"
                 "  memory  9 MB\n"
                 "  limit\n"
                 "    workers\n");
}

static void styles_and_colours_reach_the_terminal(void **state)
{
    const struct grid two = {.rows = 1, .columns = 2, .fill = fill};
    (void)state;
    assert_looks(&two, 80, true, false,
                 "\033[2mmodel\033[0m  \033[2mtime\033[0m\n"
                 "\033[38;5;31m协程 \033[0m   1 s\n");
}

static void markdown_has_all_columns_on_their_side(void **state)
{
    char *out = NULL;
    size_t size = 0;
    const struct grid two = {.rows = 2, .columns = 2, .fill = fill};
    FILE *file = open_memstream(&out, &size);
    (void)state;
    assert_non_null(file);
    grid_put_markdown(file, &two);
    assert_int_equal(fclose(file), 0);
    assert_string_equal(out, "| model | time |\n|---|---:|\n| 协程 | 1 s |\n| 协程 | 22 s |\n");
    free(out);
}

static void a_text_that_is_too_long_is_cut_off(void **state)
{
    struct grid_cell cell;
    (void)state;
    grid_set(&cell, "%0*d", 2 * GRID_CELL_SIZE, 1);
    assert_int_equal(strlen(cell.text), GRID_CELL_SIZE - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_stand_below_their_titles),
        cmocka_unit_test(a_narrow_terminal_does_without_what_is_needed_least),
        cmocka_unit_test(names_have_lines_of_their_own_where_nothing_else_helps),
        cmocka_unit_test(where_lines_are_too_short_for_that_it_is_a_list_with_all_titles),
        cmocka_unit_test(styles_and_colours_reach_the_terminal),
        cmocka_unit_test(markdown_has_all_columns_on_their_side),
        cmocka_unit_test(a_text_that_is_too_long_is_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
