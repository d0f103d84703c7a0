/* SPDX-License-Identifier: MIT */
/* One of some names, and what somebody may have meant. */
#include "bench/words/choice.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

static const char names[] = "sequential, fork-pool, pthread-pool, coroutine";

static void edits_are_counted(void **state)
{
    static const struct {
        const char *one, *other;
        size_t distance;
    } cases[] = {{"", "", 0},
                 {"", "run", 3},
                 {"run", "run", 0},
                 {"rum", "run", 1},
                 {"rn", "run", 1},
                 {"runn", "run", 1},
                 {"rnu", "run", 1},
                 {"RUN", "run", 0},
                 {"kitten", "sitting", 3},
                 {"ca", "abc", 3} /* 2 where a part may be edited twice */,
                 {"corutine", "coroutine", 1},
                 {"lsit", "list", 1},
                 {"abcd", "badc", 2}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(choice_distance(cases[i].one, cases[i].other), cases[i].distance);
        assert_int_equal(choice_distance(cases[i].other, cases[i].one), cases[i].distance);
    }
}

static void of_long_words_only_the_beginning_counts(void **state)
{
    char one[1000];
    char other[1000];
    (void)state;
    memset(one, 'x', sizeof one - 1);
    memset(other, 'x', sizeof other - 1);
    one[sizeof one - 1] = other[sizeof other - 1] = '\0';
    other[500] = 'y';
    assert_int_equal(choice_distance(one, other), 0);
    assert_int_equal(choice_distance(one, ""), 63);
}

static void assert_meant(const char *word, const char *question)
{
    char out[CHOICE_SIZE];
    assert_string_equal(choice_question(out, names, word), question);
}

static void what_is_near_enough_is_asked_for(void **state)
{
    (void)state;
    assert_meant("corutine", " (did you mean 'coroutine'?)");
    assert_meant("threadpool", " (did you mean 'pthread-pool'?)");
    assert_meant("fork", "");
    assert_meant("fork-pol:4096", " (did you mean 'fork-pool'?)");
    assert_meant(":fork-pool", "");
    assert_meant("cooking", "");
    assert_meant("Sequential", " (did you mean 'sequential'?)");
    assert_meant("x", "");
    assert_meant("en", "");
    assert_meant("en", "");
    assert_meant("", "");
    message_language(LANGUAGE_ZH);
    assert_meant("corutine", "（是否指“coroutine”？）");
    message_language(LANGUAGE_EN);
}

static void the_nearest_of_several_is_asked_for(void **state)
{
    char out[CHOICE_SIZE];
    (void)state;
    assert_string_equal(choice_question(out, "tasks, task, tusk", "tusks"), " (did you mean 'tasks'?)");
    assert_string_equal(choice_question(out, "mask, tasks, task", "task1"), " (did you mean 'tasks'?)");
    assert_string_equal(choice_question(out, "tasks=, workers=", "worker=1..4"),
                        " (did you mean 'workers='?)");
    assert_string_equal(choice_question(out, "", "task"), "");
}

static void a_name_has_its_place_in_the_list(void **state)
{
    (void)state;
    assert_int_equal(choice_find(names, "sequential"), 0);
    assert_int_equal(choice_find(names, "coroutine"), 3);
    assert_int_equal(choice_find(names, "pool"), -1);
    assert_int_equal(choice_find(names, "sequential, fork-pool"), -1);
    assert_int_equal(choice_find(names, ""), -1);
    assert_int_equal(choice_find("", "x"), -1);
}

static void lists_are_written_as_the_language_has_them(void **state)
{
    char list[CHOICE_SIZE] = "";
    char out[CHOICE_SIZE];
    (void)state;
    choice_add(list, "en");
    choice_add(list, "zh");
    assert_string_equal(list, "en, zh");
    assert_string_equal(choice_list(out, list), "en, zh");
    message_language(LANGUAGE_ZH);
    assert_string_equal(choice_list(out, list), "en、zh");
    message_language(LANGUAGE_EN);
    assert_string_equal(choice_list(out, ""), "");
}

static void a_refusal_says_what_was_meant_and_what_there_is(void **state)
{
    struct failure why;
    (void)state;
    assert_int_equal(choice_refuse(&why, MESSAGE_UNKNOWN_NAME, "model", names, "sequental"), -EINVAL);
    assert_string_equal(why.line,
                        "unknown model 'sequental' (did you mean 'sequential'?); there are: sequential, "
                        "fork-pool, pthread-pool, coroutine");
    assert_int_equal(choice_refuse(&why, MESSAGE_BAD_CHOICE, "--lang", "en, zh", "fr"), -EINVAL);
    assert_string_equal(why.line, "--lang: 'fr' is not valid; expected en, zh");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_are_counted),
        cmocka_unit_test(of_long_words_only_the_beginning_counts),
        cmocka_unit_test(what_is_near_enough_is_asked_for),
        cmocka_unit_test(the_nearest_of_several_is_asked_for),
        cmocka_unit_test(a_name_has_its_place_in_the_list),
        cmocka_unit_test(lists_are_written_as_the_language_has_them),
        cmocka_unit_test(a_refusal_says_what_was_meant_and_what_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
