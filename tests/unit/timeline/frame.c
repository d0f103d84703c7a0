/* SPDX-License-Identifier: MIT */
/* A moment of the race, drawn for terminals of any size. */
#include "bench/timeline/frame.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/words/text.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

/* Reads the timeline of a file of these lines behind a header. Returns what timeline_read does. */
static int read_lines(struct timeline *timeline, const char *lines)
{
    char path[] = "/tmp/manyhands-test-XXXXXX";
    int descriptor = mkstemp(path);
    FILE *file = fdopen(descriptor, "w");
    assert_non_null(file);
    fprintf(file, "a header\n%s", lines);
    (void)fclose(file);
    int err = timeline_read(timeline, path);
    unlink(path);
    return err;
}

/* The lines of a frame without what colours and moves; cuts up `text`. Returns how many. */
static size_t plain_lines(char *text, char *lines[64])
{
    size_t count = 1;
    char *to = text;
    lines[0] = text;
    for (const char *from = text; *from; from++) {
        if (*from == '\033')
            from += strcspn(from, "mK");
        else if (*from == '\n')
            *to++ = '\0', lines[count++] = to;
        else
            *to++ = *from;
    }
    *to = '\0';
    return count;
}

/* At the beginning and at the end, in `columns` by `rows`, with all that makes a line longer. */
static void check_frames(const struct timeline *race, size_t columns, size_t rows, bool live)
{
    const struct frame_style style = {.columns = columns,
                                      .rows = rows,
                                      .color = true,
                                      .live = live,
                                      .speed = 0.00012345,
                                      .states = frame_states(race)};
    for (int at_end = 0; at_end < 2; at_end++) {
        char *text = NULL;
        size_t size = 0;
        char *lines[64];
        FILE *file = open_memstream(&text, &size);
        frame_draw(file, race, at_end ? race->end_ns : 0, &style);
        assert_int_equal(fclose(file), 0);
        size_t count = plain_lines(text, lines);
        assert_true(!live || count <= rows);
        for (size_t i = 0; i < count; i++) {
            if (text_width(lines[i]) > columns)
                fail_msg("%zu by %zu: '%s'", columns, rows, lines[i]);
        }
        free(text);
    }
}

static void a_frame_fits_a_terminal_of_any_size(void **state)
{
    struct timeline race;
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8")); /* as main does: widths are found faster */
    assert_int_equal(read_lines(&race, "fork-threads:2x6,0,,1,0,9,9,0,0,1,2,3,4,100,1,0\n"
                                       "fork-threads:2x6,1,,1,1,9,8,0,0,1,2,3,4,100,1,0\n"
                                       "fork-threads:2x6,2,,1,2,9,7,0,0,1,2,3,4,100,1,0\n"
                                       "sequential,0,,1,0,9,9,0,0,0,0,0,0,123456789012,1,0\n"),
                     0);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        message_language((enum language)language);
        for (size_t columns = 1; columns < 130; columns += columns < 50 ? 1 : 9) {
            for (size_t rows = 1; rows < 15; rows++)
                check_frames(&race, columns, rows, true);
            check_frames(&race, columns, 1, false);
        }
    }
    message_language(LANGUAGE_EN);
    timeline_release(&race);
}

/* One process with three tasks, and two threads that never connect and have one each. */
static const char small[] = "sequential,0,,1,0,9,9,0,0,10,20,30,40,100,1,0\n"
                            "sequential,1,,1,0,9,9,0,100,100,120,130,140,200,1,0\n"
                            "sequential,2,,1,0,9,9,0,200,200,220,230,240,300,1,0\n"
                            "pthread-pool:2,0,,1,0,9,1,0,0,0,50,50,50,100,1,0\n"
                            "pthread-pool:2,1,,1,1,9,2,0,0,0,50,50,50,100,1,0\n";

static int start(void **state)
{
    static struct timeline timeline;
    *state = &timeline;
    return read_lines(&timeline, small);
}

static int end(void **state)
{
    timeline_release(*state);
    return 0;
}

/* The frame as text without what moves the cursor; to be freed. */
static char *frame_text(const struct timeline *race, uint64_t at_ns, struct frame_style style)
{
    char *text = NULL;
    size_t size = 0;
    char *lines[64];
    FILE *file = open_memstream(&text, &size);
    style.states = frame_states(race);
    frame_draw(file, race, at_ns, &style);
    assert_int_equal(fclose(file), 0);
    size_t count = plain_lines(text, lines);
    for (size_t i = 0; i + 1 < count; i++)
        lines[i][strlen(lines[i])] = '\n';
    return text;
}

static void assert_frame(const struct timeline *race, size_t columns, size_t rows, const char *expected)
{
    struct frame_style style = {.columns = columns, .rows = rows, .ascii = true, .live = true, .speed = 0.5};
    char *text = frame_text(race, 110, style);
    assert_string_equal(text, expected);
    free(text);
}

static void a_wide_terminal_is_filled(void **state)
{
    assert_frame(
        *state, 100, 20,
        "The race, replayed from its recording · 110 ns · 0.500 × real speed\n"
        "\n"
        "sequential      #######################..............................................  1 of 3\n"
        "                ~~~~~~~~~~~ \n"
        "\n"
        "pthread-pool:2  #####################################################################  "
        "done · 100 ns\n"
        "                                        \n"
        "\n"
        ". queued   - connecting   ~ waiting   + receiving   # parsing   blank: nothing to do\n"
        "space: pause   arrows: step a task   + and -: speed   r: restart   q: quit");
}

static void a_narrow_one_has_bars_in_lines_of_their_own(void **state)
{
    assert_frame(*state, 40, 30,
                 "110 ns · 0.500 × real speed\n"
                 "\n"
                 "sequential      1 of 3\n"
                 "  ############........................\n"
                 "  ~~~~~~~~~~~ \n"
                 "\n"
                 "pthread-pool:2  done · 100 ns\n"
                 "  ####################################\n"
                 "                          \n"
                 "\n"
                 ". queued   - connecting   ~ waiting\n"
                 "+ receiving   # parsing\n"
                 "blank: nothing to do\n"
                 "space: pause   arrows: step a task\n"
                 "+ and -: speed   r: restart   q: quit");
}

static void a_low_one_does_without_what_matters_least(void **state)
{
    const char *const title = "110 ns · 0.500 × real speed\n";
    const char *const bars = "sequential      1 of 3\n"
                             "  ############........................\n"
                             "pthread-pool:2  done · 100 ns\n"
                             "  ####################################";
    char expected[512];
    (void)snprintf(expected, sizeof expected, "%s%s\nspace: pause   arrows: step a task\n%s", title, bars,
                   "+ and -: speed   r: restart   q: quit");
    assert_frame(*state, 40, 7, expected);
    (void)snprintf(expected, sizeof expected, "%s%s", title, bars);
    assert_frame(*state, 40, 6, expected);
    (void)snprintf(expected, sizeof expected, "%ssequential      1 of 3\npthread-pool:2  done · 100 ns",
                   title);
    assert_frame(*state, 40, 4, expected);
    assert_frame(*state, 40, 2, "110 ns · 0.500 × real speed\nsequential      1 of 3");
}

static void the_legend_has_the_states_that_occur_and_no_others(void **state)
{
    struct timeline race;
    (void)state;
    assert_int_equal(read_lines(&race, "pthread-pool:2,0,,1,0,9,1,0,0,0,50,50,50,100,1,0\n"
                                       "pthread-pool:2,1,,1,1,9,2,0,0,0,50,50,50,100,1,0\n"),
                     0);
    assert_int_equal(frame_states(&race), 1U << LANE_WAITING | 1U << LANE_PARSING);
    timeline_release(&race);
    assert_int_equal(read_lines(&race, "pthread-pool:2,0,,1,0,9,1,0,10,10,50,50,50,90,1,0\n"
                                       "pthread-pool:2,1,,1,1,9,2,0,0,0,50,50,50,100,1,0\n"),
                     0);
    assert_int_equal(frame_states(&race),
                     1U << LANE_QUEUED | 1U << LANE_WAITING | 1U << LANE_PARSING | 1U << LANE_IDLE);
    timeline_release(&race);
}

static void that_it_is_paused_is_said(void **state)
{
    struct frame_style style = {
        .columns = 100, .rows = 20, .ascii = true, .live = true, .speed = 2, .paused = true};
    char *text = frame_text(*state, 110, style);
    assert_non_null(strstr(text, "110 ns · paused (2.00 × real speed)\n"));
    assert_non_null(strstr(text, "space: go on "));
    free(text);
}

static void of_more_workers_than_fit_it_is_said_how_many_are_shown(void **state)
{
    char lines[64 * 40] = "";
    struct timeline race;
    (void)state;
    for (int i = 0; i < 40; i++)
        text_add(lines, sizeof lines, "coroutine,%d,,1,%d,9,9,0,0,0,50,50,50,100,1,0\n", i, i);
    assert_int_equal(read_lines(&race, lines), 0);
    struct frame_style style = {.columns = 36, .rows = 20, .ascii = true, .live = true, .speed = 2};
    char *text = frame_text(&race, 10, style);
    assert_non_null(strstr(text, "\n  ~~~~~~~~~~~~~~~~~~  18 of 40 shown\n"));
    free(text);
    timeline_release(&race);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_fits_a_terminal_of_any_size),
        cmocka_unit_test_setup_teardown(a_wide_terminal_is_filled, start, end),
        cmocka_unit_test_setup_teardown(a_narrow_one_has_bars_in_lines_of_their_own, start, end),
        cmocka_unit_test_setup_teardown(a_low_one_does_without_what_matters_least, start, end),
        cmocka_unit_test(the_legend_has_the_states_that_occur_and_no_others),
        cmocka_unit_test_setup_teardown(that_it_is_paused_is_said, start, end),
        cmocka_unit_test(of_more_workers_than_fit_it_is_said_how_many_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
