/* SPDX-License-Identifier: MIT */
/* An SVG of gnuplot's says what it shows, and has colours for the dark. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/show/svg.h"
#include "tests/temporary.h"

#include <cmocka.h>

static int enter(void **state)
{
    return temporary_enter(state);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* What is in a file, at most 4095 bytes of it. */
static const char *read_file(const char *path)
{
    static char text[4096];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    (void)fclose(file);
    return text;
}

static void it_says_what_it_shows_instead_of_who_drew_it(void **state)
{
    (void)state;
    write_file("a.svg", "<svg>\n<title>Gnuplot</title>\n<desc>Produced by GNUPLOT 5.4 </desc>\n<g/>\n<g "
                        "id=\"1\"><title>using 1:2</title>\n</g>\n</svg>\n");
    assert_int_equal(svg_adapt("a.svg", "times of a<b & c", "one & all"), 0);
    const char *text = read_file("a.svg");
    assert_ptr_equal(
        strstr(text, "<svg>\n<title>times of a&lt;b &amp; c</title>\n<desc>one &amp; all</desc>\n"), text);
    assert_null(strstr(text, "GNUPLOT"));
    assert_non_null(strstr(text, "\n<g/>\n<g id=\"1\">\n</g>\n</svg>\n"));
    assert_int_equal(access("a.svg.adapted", F_OK), -1);
}

static void it_has_dark_colours_for_every_way_in_which_a_colour_is_written(void **state)
{
    static const char *const written[] = {"[fill='rgb(31,41,55)' i]", "[color='rgb( 31,  41,  55)' i]",
                                          "[fill='#ffffff' i]", "[flood-color='#ffffff' i]",
                                          "[stroke='rgb(229, 231, 235)' i]"};
    (void)state;
    write_file("b.svg", "<svg>\n<title>Gnuplot</title>\n<desc>Produced</desc>\n</svg>\n");
    assert_int_equal(svg_adapt("b.svg", "t", "d"), 0);
    const char *text = read_file("b.svg");
    assert_non_null(strstr(text, "<style>@media (prefers-color-scheme: dark)"));
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        assert_non_null(strstr(text, written[i]));
}

static void what_is_not_there_is_an_error(void **state)
{
    (void)state;
    assert_int_equal(svg_adapt("none.svg", "t", "d"), -ENOENT);
    assert_int_equal(access("none.svg.adapted", F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_it_shows_instead_of_who_drew_it),
        cmocka_unit_test(it_has_dark_colours_for_every_way_in_which_a_colour_is_written),
        cmocka_unit_test(what_is_not_there_is_an_error)};
    return cmocka_run_group_tests(tests, enter, temporary_leave);
}
