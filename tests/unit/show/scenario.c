/* SPDX-License-Identifier: MIT */
/* The words of a scenario tell of every option that changes what is measured, and of no other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/command.h"
#include "bench/options/scenario.h"
#include "bench/options/table.h"
#include "bench/show/sentences.h"
#include "bench/words/text.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

enum { MOST_WORDS = 8 };

static const char *formats(void)
{
    return "json";
}

static const struct command command = {
    .name = "test", .takes = TAKER_RUN, .formats = formats, .complete = scenario_complete};

/* What the result of a command line says it was of: its scenario, and the names of its models. */
static void describe(char out[LINES_SIZE], char **words)
{
    struct options options;
    struct comparison comparison;
    struct failure why = {.line = ""};
    int count = 0;
    while (words[count])
        count++;
    if (options_read(&options, &command, count, words, &why))
        fail_msg("%s", why.line);
    assert_int_equal(comparison_init(&comparison, &options), 0);
    comparison.rounds = options.rounds ? options.rounds : COMPARISON_LEAST_ROUNDS;
    report_scenario(out, &comparison);
    for (size_t i = 0; i < comparison.count; i++)
        text_add(out, LINES_SIZE, " %s", comparison.contenders[i].entrant.label);
    comparison_release(&comparison);
    message_language(LANGUAGE_EN);
}

/* A value of options that take no 7, and what else they need to be given. */
static const struct {
    const char *name, *value, *base;
} values[] = {{"--preset", "equal", ""},
              {"--models", "coroutine:3", ""},
              {"--workload", "movies", ""},
              {"--from", "photos", "copy"},
              {"--file-size", "7kB", "copy"},
              {"--work", "7ms", "compute"},
              {"--url", "http://127.0.0.1:7/{page}", ""},
              {"--fault", "reset", ""},
              {"--format", "json", ""},
              {"--time-limit", "60s", ""},
              {"--lang", "en", ""},
              {"--color", "never", ""}};

/* Sets a command line with the option, or without. */
static void make_line(char *words[MOST_WORDS], const struct option_row *row, bool with)
{
    const char *value = row->time ? "7ms" : row->size ? "7kB" : "7";
    const char *base = "";
    size_t count = 1;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (strcmp(values[i].name, row->name) == 0) {
            value = values[i].value;
            base = values[i].base;
        }
    }
    words[0] = "test";
    if (*base) {
        words[count++] = "--workload";
        words[count++] = (char *)base;
    }
    if (with)
        words[count++] = (char *)row->name;
    if (with && !row->flag)
        words[count++] = (char *)value;
    words[count] = NULL;
}

static void every_option_that_changes_the_result_is_told_and_no_other(void **state)
{
    (void)state;
    for (const struct option_row *row = option_table; row->takers || row->told; row++) {
        char *words[MOST_WORDS];
        char without[LINES_SIZE];
        char with[LINES_SIZE];
        if (!(row->takers & TAKER_RUN))
            continue;
        make_line(words, row, false);
        describe(without, words);
        make_line(words, row, true);
        describe(with, words);
        if ((strcmp(with, without) == 0) != (row->scenario == SCENARIO_SAME))
            fail_msg("%s: %s", row->name, with);
        if (row->scenario == SCENARIO_ADDED)
            assert_non_null(strstr(with, row->name));
    }
}

static void the_words_stand_in_one_order_with_the_rest_behind_them(void **state)
{
    (void)state;
    char told[LINES_SIZE];
    char *words[] = {
        "test",    "--tasks=3", "--latency=20ms", "--jitter=5ms", "--parse-cost=2ms",   "--rate=2.5",
        "--fault", "reset:10%", "--gil",          "--rounds=2",   "--models=coroutine", NULL};
    describe(told, words);
    assert_string_equal(told, "3 pages, 20.0 ms ± 5.00 ms each + 2.00 ms of computing · articles · "
                              "at most 2.5 tasks a second · --fault reset:10% · --gil · "
                              "2 interleaved rounds · every byte verified coroutine");
}

static void jitter_is_told_of_one_page_and_of_pictures_too(void **state)
{
    (void)state;
    char told[LINES_SIZE];
    char *one[] = {"test", "--tasks=1", "--latency=20ms", "--jitter=5ms", NULL};
    char *pictures[] = {"test", "--workload=images", "--latency=20ms", "--jitter=5ms", NULL};
    describe(told, one);
    assert_non_null(strstr(told, "1 page, 20.0 ms ± 5.00 ms"));
    describe(told, pictures);
    assert_non_null(strstr(told, "20.0 ms ± 5.00 ms"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_that_changes_the_result_is_told_and_no_other),
        cmocka_unit_test(the_words_stand_in_one_order_with_the_rest_behind_them),
        cmocka_unit_test(jitter_is_told_of_one_page_and_of_pictures_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
