/* SPDX-License-Identifier: MIT */
/* The table of options holds together, and command lines are read by it. */
#include "bench/options/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

static bool is_last(const struct option_row *row)
{
    return !row->takers && !row->told;
}

static int targets_of(const struct option_row *row)
{
    return (row->flag != NULL) + (row->count != NULL) + (row->time != NULL) + (row->size != NULL) +
           (row->decimal != NULL) + (row->fraction != NULL) + (row->text != NULL) + (row->set != NULL);
}

/* The row that sets the option. */
static const struct option_row *setting(const char *name)
{
    const struct option_row *found = NULL;
    for (const struct option_row *row = option_table; !is_last(row); row++) {
        if (!row->name || !row->takers || strcmp(row->name, name) != 0)
            continue;
        assert_null(found);
        found = row;
    }
    return found;
}

static void every_option_sets_one_thing_in_one_row(void **state)
{
    (void)state;
    for (const struct option_row *row = option_table; !is_last(row); row++) {
        assert_int_equal(targets_of(row), row->takers ? 1 : 0);
        if (row->name)
            assert_non_null(setting(row->name));
        else
            assert_int_equal(row->takers, 0);
    }
}

/* compare and selftest take what a live comparison takes. */
static void no_help_has_an_option_that_its_command_does_not_take(void **state)
{
    (void)state;
    for (const struct option_row *row = option_table; !is_last(row); row++) {
        if (!row->name || !row->told)
            continue;
        unsigned takers = setting(row->name)->takers;
        if (takers & TAKER_LIVE)
            takers |= TAKER_COMPARE | TAKER_SELFTEST;
        if (row->told & ~takers)
            fail_msg("%s", row->name);
    }
}

/* So that a new option cannot be forgotten where a scenario is put into words. */
static void of_every_option_of_a_measurement_it_is_decided_what_it_changes(void **state)
{
    (void)state;
    const unsigned measure = TAKER_RUN | TAKER_COUNT | TAKER_SWEEP | TAKER_LIVE;
    for (const struct option_row *row = option_table; !is_last(row); row++) {
        if ((row->takers & measure) && row->scenario == SCENARIO_UNDECIDED)
            fail_msg("%s", row->name);
    }
}

static int complete_nothing(struct options *options, struct failure *why)
{
    (void)options;
    (void)why;
    return 0;
}

static const struct command command = {.name = "test",
                                       .takes = TAKER_COMPARE | TAKER_LIVE,
                                       .operands = 2,
                                       .out = "here",
                                       .complete = complete_nothing};

static int read_line(struct options *options, char **words)
{
    struct failure why = {.line = ""};
    int count = 0;
    while (words[count])
        count++;
    return options_read(options, &command, count, words, &why);
}

static void values_of_every_kind_are_read(void **state)
{
    (void)state;
    struct options options;
    char *words[] = {"test",   "one",        "--tasks=7", "--latency",  "3ms",    "--bandwidth", "2kB",
                     "--rate", "0.5",        "--margin",  "4%",         "two",    "--live",      "--from",
                     "x",      "--attempts", "3",         "--workload", "movies", NULL};
    assert_int_equal(read_line(&options, words), 0);
    assert_string_equal(options.operands[0], "one");
    assert_string_equal(options.operands[1], "two");
    assert_int_equal(options.tasks, 7);
    assert_int_equal(options.latency_ns, 3000000);
    assert_int_equal(options.bandwidth, 2000);
    assert_true(options.rate > 0.49 && options.rate < 0.51);
    assert_true(options.margin > 0.039 && options.margin < 0.041);
    assert_true(options.live);
    assert_string_equal(options.only_live, "--tasks");
    assert_string_equal(options.from, "x");
    assert_int_equal(options.to_work.count, 2);
    assert_string_equal(options.to_work.words[0], "--attempts");
    assert_string_equal(options.to_work.words[1], "3");
    assert_string_equal(options.workload->name, "movies");
    assert_string_equal(options.out, "here");
}

static void what_changes_the_result_is_kept_and_of_a_value_given_twice_the_last(void **state)
{
    (void)state;
    static const char *const kept[] = {"--fault",    "reset", "--fault", "stall:10%", "--gil",
                                       "--attempts", "5",     "--seed",  "7"};
    struct options options;
    char *words[] = {
        "test", "--attempts=3", "--fault", "reset", "--gil",  "--fault", "stall:10%", "--attempts",
        "5",    "--gil",        "--seed",  "7",     "--port", "9",       NULL};
    assert_int_equal(read_line(&options, words), 0);
    assert_int_equal(options.added.count, sizeof kept / sizeof *kept);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        bool found = false;
        for (size_t j = 0; j < options.added.count; j++)
            found = found || strcmp(options.added.words[j], kept[i]) == 0;
        if (!found)
            fail_msg("%s", kept[i]);
    }
}

static void a_second_command_line_starts_afresh(void **state)
{
    (void)state;
    struct options options;
    char *first[] = {"test", "--tasks", "7", "--quiet", "--out", "there", NULL};
    char *second[] = {"test", NULL};
    assert_int_equal(read_line(&options, first), 0);
    assert_true(options.quiet);
    assert_int_equal(read_line(&options, second), 0);
    assert_false(options.quiet);
    assert_int_equal(options.tasks, 0);
    assert_string_equal(options.out, "here");
    assert_true(options.latency_ns == OPTIONS_NOT_GIVEN);
}

static void lists_may_have_blanks(void **state)
{
    (void)state;
    struct options options;
    char *words[] = {"test", "--models", " sequential, coroutine:5 ,py:2=/a b/c", NULL};
    assert_int_equal(read_line(&options, words), 0);
    assert_int_equal(options.entrant_count, 3);
    assert_string_equal(options.entrants[0].label, "sequential");
    assert_string_equal(options.entrants[1].label, "coroutine:5");
    assert_string_equal(options.entrants[2].program, "/a b/c");
}

static void assert_refused(char *option, const char *line)
{
    struct options options;
    struct failure why = {.line = ""};
    char *words[] = {"test", option, NULL};
    assert_true(options_read(&options, &command, 2, words, &why) < 0);
    if (!strstr(why.line, line))
        fail_msg("'%s' is not in '%s'", line, why.line);
}

static void what_was_meant_is_asked_for(void **state)
{
    (void)state;
    assert_refused("--taks=3", "unknown option '--taks=3' (did you mean '--tasks'?)");
    assert_refused("--models=corutine:3",
                   "unknown model 'corutine:3' (did you mean 'coroutine'?); there are: sequential, ");
    assert_refused("--workload=artcles",
                   "unknown workload 'artcles' (did you mean 'articles'?); there are: articles, ");
    assert_refused("--preset=eqaul",
                   "unknown preset 'eqaul' (did you mean 'equal'?); there are: tutorial, equal");
    assert_refused("--color=alwys",
                   "'alwys' is not valid (did you mean 'always'?); expected auto, always, never");
    assert_refused("--lang=xx", "'xx' is not valid; expected en, zh");
    assert_refused("--models=fork-pool:0", "'fork-pool:0' is not valid; expected fork-pool:N, N from 1 to ");
    assert_refused("--models=py:0=/x", "expected py:N, N from 1 to 100000");
    assert_refused("--workers=0", "expected auto, 1 to 100000");
}

static void what_a_value_may_be_is_said_by_its_row(void **state)
{
    (void)state;
    assert_refused("--rounds=0", "--rounds: '0' is not valid; expected 1 to 1000");
    assert_refused("--port=65536", "expected 0 to 65535");
    assert_refused("--latency=600", "expected a value such as 600ms, 1.5s, 0 (0 to 60min)");
    assert_refused("--work=11s", "expected a value such as 5ms, 1.5s (0 to 10s)");
    assert_refused("--timeout=0", "expected a value such as 60s, 500ms (1ns to 60min)");
    assert_refused("--bandwidth=250", "expected a value such as 250kB, 1.5MB (1B to 1000GB)");
    assert_refused("--rate=0", "expected a value such as 2, 0.5 (0.001 to 1000000000)");
    assert_refused("--margin=3", "expected a value such as 3%, 0.5% (0% to 100%)");
    assert_refused("--out=", "expected results/latest");
}

static void what_is_wrong_is_refused(void **state)
{
    (void)state;
    static char *const wrong[] = {"--over=tasks=1..2", "--tasks=0",     "--tasks",    "--latency=3",
                                  "--quiet=1",         "--timeout=0",   "--from=",    "--max-body=2GB",
                                  "--rate=0",          "--format=json", "--work=11s", "--chunk=65"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct options options;
        char *words[] = {"test", wrong[i], NULL};
        if (read_line(&options, words) >= 0)
            fail_msg("%s", wrong[i]);
    }
    struct options options;
    char *words[] = {"test", "one", "two", "three", NULL};
    assert_true(read_line(&options, words) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_sets_one_thing_in_one_row),
        cmocka_unit_test(no_help_has_an_option_that_its_command_does_not_take),
        cmocka_unit_test(of_every_option_of_a_measurement_it_is_decided_what_it_changes),
        cmocka_unit_test(values_of_every_kind_are_read),
        cmocka_unit_test(what_changes_the_result_is_kept_and_of_a_value_given_twice_the_last),
        cmocka_unit_test(a_second_command_line_starts_afresh),
        cmocka_unit_test(lists_may_have_blanks),
        cmocka_unit_test(what_was_meant_is_asked_for),
        cmocka_unit_test(what_a_value_may_be_is_said_by_its_row),
        cmocka_unit_test(what_is_wrong_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
