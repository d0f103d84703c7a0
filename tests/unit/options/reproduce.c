/* SPDX-License-Identifier: MIT */
/* The command that is shown for measuring the same again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/options/reproduce.h"
#include "bench/words/text.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

/* Holds that of `words`, ended by NULL, these are kept. */
static void keeps(const char *const *words, unsigned takes, const char *expected)
{
    const char *kept[16];
    char line[256] = "";
    size_t count = 0;
    while (words[count])
        count++;
    size_t left = reproduce_words(kept, words, count, takes);
    for (size_t i = 0; i < left; i++)
        text_add(line, sizeof line, "%s%s", i ? " " : "", kept[i]);
    assert_string_equal(line, expected);
}

static void what_the_result_follows_from_stays(void **state)
{
    static const char *const words[] = {"--tasks", "6", "--latency=20ms", "--gil", "--seed", "7", NULL};
    (void)state;
    keeps(words, TAKER_RUN, "--tasks 6 --latency=20ms --gil --seed 7");
}

static void where_it_goes_and_how_it_is_shown_is_left_out(void **state)
{
    static const char *const words[] = {"--out",  "/home/me/x", "--quiet", "--gil",   "--color", "never",
                                        "--lang", "zh",         "--ascii", "--tasks", "6",       "--port",
                                        "8080",   "--format",   "json",    NULL};
    static const char *const joined[] = {"--out=/home/me/x", "--lang=zh", "--tasks=6", NULL};
    (void)state;
    keeps(words, TAKER_RUN, "--gil --tasks 6");
    keeps(joined, TAKER_SWEEP, "--tasks=6");
}

static void an_abbreviated_option_is_the_option(void **state)
{
    static const char *const words[] = {"--ou", "/home/me/x", "--task", "6", "--qui", "--col=never", NULL};
    (void)state;
    keeps(words, TAKER_RUN, "--task 6");
}

static void a_value_is_no_option(void **state)
{
    static const char *const words[] = {"--from", "--out", "--gil", "--from", "--quiet", NULL};
    static const char *const cut[] = {"--gil", "--tasks", NULL};
    static const char *const unknown[] = {"base", "--nothing", "--", NULL};
    (void)state;
    keeps(words, TAKER_RUN, "--from --out --gil --from --quiet");
    keeps(cut, TAKER_RUN, "--gil --tasks");
    keeps(unknown, TAKER_RUN, "base --nothing --");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_result_follows_from_stays),
        cmocka_unit_test(where_it_goes_and_how_it_is_shown_is_left_out),
        cmocka_unit_test(an_abbreviated_option_is_the_option),
        cmocka_unit_test(a_value_is_no_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
