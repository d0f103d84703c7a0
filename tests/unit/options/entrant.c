/* SPDX-License-Identifier: MIT */
/* Who takes part: how people write it, what it is called, and how many it means. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bench/options/entrant.h"
#include "bench/words/message.h"

static struct entrant parse(const char *text)
{
    struct entrant entrant;
    memset(&entrant, 'x', sizeof entrant);
    assert_int_equal(entrant_parse(&entrant, text), 0);
    return entrant;
}

static void assert_model(const char *text, const char *label, size_t workers, size_t each, bool given)
{
    struct entrant entrant = parse(text);
    assert_non_null(entrant.model);
    assert_string_equal(entrant.label, label);
    assert_string_equal(entrant.program, "");
    assert_int_equal(entrant.team.workers, workers);
    assert_int_equal(entrant.team.each, each);
    assert_int_equal(entrant.given, given);
}

static void a_model_is_called_by_its_name_and_numbers(void **state)
{
    (void)state;
    assert_model("sequential", "sequential", 1, 0, false);
    assert_model("sequential:1", "sequential", 1, 0, true);
    assert_model("fork-pool", "fork-pool:4", 4, 0, false);
    assert_model("pthread-pool:007", "pthread-pool:7", 7, 0, true);
    assert_model("coroutine", "coroutine", 0, 0, false);
    assert_model("coroutine:9", "coroutine:9", 9, 0, true);
    assert_model("fork-threads", "fork-threads:2x6", 2, 6, false);
    assert_model("fork-threads:3", "fork-threads:3x6", 3, 6, true);
    assert_model("fork-threads:3x5", "fork-threads:3x5", 3, 5, true);
    assert_model("fork-coroutines", "fork-coroutines:2", 2, 0, false);
    assert_model("fork-coroutines:4", "fork-coroutines:4", 4, 0, true);
    assert_model("fork-coroutines:4x50", "fork-coroutines:4x50", 4, 50, true);
}

static void every_model_has_itself_for_a_name(void **state)
{
    (void)state;
    for (const struct model *const *model = models; *model; model++) {
        struct entrant entrant;
        entrant_of_model(&entrant, *model);
        assert_false(entrant.given);
        struct entrant read = parse(entrant.label);
        assert_ptr_equal(read.model, *model);
        assert_string_equal(read.label, entrant.label);
        assert_int_equal(read.team.workers, entrant.team.workers);
        assert_int_equal(read.team.each, entrant.team.each);
    }
}

static void assert_program(const char *text, const char *label, size_t workers, const char *program)
{
    struct entrant entrant = parse(text);
    assert_null(entrant.model);
    assert_string_equal(entrant.label, label);
    assert_string_equal(entrant.program, program);
    assert_int_equal(entrant.team.workers, workers);
    assert_true(entrant.given);
}

static void a_program_is_what_stands_behind_the_first_equals_sign(void **state)
{
    (void)state;
    assert_program("mine=/bin/true", "mine", 0, "/bin/true");
    assert_program("py-threads:12=./a.py", "py-threads:12", 12, "./a.py");
    assert_program("go=a=b", "go", 0, "a=b");
    assert_program("go==", "go", 0, "=");
    assert_program("go=c:4", "go", 0, "c:4");
    assert_program("go:3=/a b/c:4=5", "go:3", 3, "/a b/c:4=5");
    assert_program("v1.2_x-Y=程序", "v1.2_x-Y", 0, "程序");
    assert_program("big:100000=p", "big:100000", 100000, "p");
    assert_program("-=p", "-", 0, "p");
}

static void assert_refused(const char *text, int err)
{
    struct entrant entrant = {.label = "before"};
    assert_int_equal(entrant_parse(&entrant, text), err);
    assert_string_equal(entrant.label, "before");
}

static void names_that_would_do_harm_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"=p",     ":4=p",  "a b=p",  "a/b=p", ".a=p", "..=p", "a,b=p",
                                      "名字=p", "a\n=p", "a\"b=p", "a%n=p", "=",    "a=",   "a:3="};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_refused(bad[i], -EINVAL);
}

static void numbers_that_are_none_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"a:=p",
                                      "a:0=p",
                                      "a:-1=p",
                                      "a:x=p",
                                      "a:4x2=p",
                                      "a:100001=p",
                                      "a:1:2=p",
                                      "fork-pool:2x3",
                                      "coroutine:2x3",
                                      "sequential:1x1",
                                      "fork-threads:2x",
                                      "fork-threads:x3",
                                      "fork-pool:0",
                                      "fork-threads:",
                                      "fork-threads:x",
                                      "sequential:2",
                                      "fork-threads:0x3",
                                      "fork-threads:2x0",
                                      "fork-threads:2x3x4",
                                      "fork-threads:2X3",
                                      "fork-threads:2x4097",
                                      "fork-coroutines:1025x1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_refused(bad[i], -ERANGE);
}

static void what_is_no_model_and_has_no_program_is_unknown(void **state)
{
    (void)state;
    static const char *const unknown[] = {"",   "mine", "Fork-pool", "fork-pool ", "fork-thread:2x2",
                                          ":2", "2x3"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_refused(unknown[i], -ENOENT);
}

static void what_is_too_long_is_refused_and_what_just_fits_is_not(void **state)
{
    (void)state;
    char text[2 * PROGRAM_SIZE];
    char name[ENTRANT_LABEL_SIZE];
    char path[PROGRAM_SIZE + 1];
    memset(name, 'n', 33);
    memset(path, 'p', sizeof path - 1);
    path[sizeof path - 1] = name[33] = '\0';
    (void)snprintf(text, sizeof text, "%s=p", name);
    assert_refused(text, -EINVAL);
    assert_program(text + 1, name + 1, 0, "p");
    (void)snprintf(text, sizeof text, "a=%s", path);
    assert_refused(text, -EINVAL);
    (void)snprintf(text, sizeof text, "a=%s", path + 1);
    assert_program(text, "a", 0, path + 1);
    (void)snprintf(text, sizeof text, "a:%070d=p", 4);
    assert_refused(text, -EINVAL);
}

static void assert_resized(const char *text, size_t in_flight, size_t processes, const char *label)
{
    struct entrant entrant = parse(text);
    entrant_resize(&entrant, in_flight, processes);
    assert_string_equal(entrant.label, label);
    struct entrant same = parse(text[strcspn(text, "=")] ? text : label);
    assert_int_equal(entrant.team.workers, same.team.workers);
    assert_int_equal(entrant.team.each, same.team.each);
}

static void what_was_not_given_is_made_as_many_as_wanted(void **state)
{
    (void)state;
    assert_resized("fork-pool", 24, 2, "fork-pool:24");
    assert_resized("pthread-pool", 1, 2, "pthread-pool:1");
    assert_resized("coroutine", 24, 2, "coroutine:24");
    assert_resized("fork-threads", 24, 2, "fork-threads:2x12");
    assert_resized("fork-threads", 25, 2, "fork-threads:2x13");
    assert_resized("fork-threads", 3, 8, "fork-threads:3x1");
    assert_resized("fork-coroutines", 1000, 3, "fork-coroutines:3x334");
}

static void nothing_has_more_than_it_can_have(void **state)
{
    (void)state;
    assert_resized("fork-pool", 5000, 2, "fork-pool:1024");
    assert_resized("pthread-pool", 5000, 2, "pthread-pool:4096");
    assert_resized("coroutine", 1000000, 2, "coroutine:100000");
    assert_resized("fork-threads", 100000, 4, "fork-threads:4x4096");
    assert_resized("fork-threads", 100000, 5000, "fork-threads:1024x98");
    assert_resized("fork-coroutines", 1000000, 4, "fork-coroutines:4x100000");
}

static void what_was_given_stays(void **state)
{
    (void)state;
    assert_resized("fork-pool:3", 24, 2, "fork-pool:3");
    assert_resized("fork-threads:3", 24, 2, "fork-threads:3x6");
    assert_resized("fork-coroutines:3", 24, 2, "fork-coroutines:3");
    assert_resized("sequential", 24, 2, "sequential");
    assert_resized("mine=p", 24, 2, "mine");
    assert_resized("mine:5=p", 24, 2, "mine:5");
}

static void assert_means(const char *text, size_t tasks, size_t workers, size_t in_flight, size_t loops)
{
    struct entrant entrant = parse(text);
    assert_int_equal(entrant_team(&entrant, tasks).workers, workers);
    assert_int_equal(entrant_in_flight(&entrant, tasks), in_flight);
    assert_int_equal(entrant_loops(&entrant, tasks, false), loops);
}

static void a_number_left_open_is_that_of_the_tasks(void **state)
{
    (void)state;
    assert_means("sequential", 200, 1, 1, 0);
    assert_means("fork-pool:4", 200, 4, 4, 0);
    assert_means("coroutine", 200, 200, 200, 1);
    assert_means("coroutine:7", 200, 7, 7, 1);
    assert_means("fork-threads:2x6", 200, 2, 12, 0);
    assert_means("fork-coroutines:2x6", 200, 2, 12, 2);
    assert_means("fork-coroutines:3", 200, 3, 201, 3); /* 67 each */
    assert_means("mine=p", 200, 200, 200, 0);
    assert_means("mine:6=p", 200, 6, 6, 0);
}

static void with_a_lock_every_process_computes_as_if_it_had_one_thread(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t loops;
    } expected[] = {{"pthread-pool:12", 1},  {"coroutine", 1},           {"fork-pool:4", 0},
                    {"fork-threads:2x6", 2}, {"fork-coroutines:3x6", 3}, {"mine:6=p", 0}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct entrant entrant = parse(expected[i].text);
        assert_int_equal(entrant_loops(&entrant, 200, true), expected[i].loops);
    }
}

static void assert_described(const struct model *model, struct team team, const char *english,
                             const char *chinese)
{
    char text[ENTRANT_LABEL_SIZE];
    const struct entrant entrant = {.model = model, .team = team};
    const char *const expected[LANGUAGE_COUNT] = {[LANGUAGE_EN] = english, [LANGUAGE_ZH] = chinese};
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        message_language((enum language)language);
        entrant_describe_team(text, &entrant, 12);
        assert_string_equal(text, expected[language]);
    }
    message_language(LANGUAGE_EN);
}

static void a_team_is_described_in_the_words_of_its_workers(void **state)
{
    (void)state;
    static const struct worker_kind hand = {"hand", {"hand", "手"}, {"hands", "手"}, false, false};
    static const struct model hands = {.name = "hands", .worker = &hand};
    static const struct model both = {.name = "both", .worker = &worker_thread, .each = &worker_coroutine};
    assert_described(&hands, (struct team){1, 0}, "1 hand", "1 个手");
    assert_described(&hands, (struct team){0, 0}, "12 hands", "12 个手");
    assert_described(&both, (struct team){3, 0}, "3 threads × 4 coroutines", "3 个线程 × 4 个协程");
    assert_described(&both, (struct team){1, 1}, "1 thread × 1 coroutine", "1 个线程 × 1 个协程");
    const struct entrant entrant = {.model = &both, .team = {3, 0}};
    assert_int_equal(entrant_loops(&entrant, 12, false), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_model_is_called_by_its_name_and_numbers),
        cmocka_unit_test(every_model_has_itself_for_a_name),
        cmocka_unit_test(a_program_is_what_stands_behind_the_first_equals_sign),
        cmocka_unit_test(names_that_would_do_harm_are_refused),
        cmocka_unit_test(numbers_that_are_none_are_refused),
        cmocka_unit_test(what_is_no_model_and_has_no_program_is_unknown),
        cmocka_unit_test(what_is_too_long_is_refused_and_what_just_fits_is_not),
        cmocka_unit_test(what_was_not_given_is_made_as_many_as_wanted),
        cmocka_unit_test(nothing_has_more_than_it_can_have),
        cmocka_unit_test(what_was_given_stays),
        cmocka_unit_test(a_number_left_open_is_that_of_the_tasks),
        cmocka_unit_test(a_team_is_described_in_the_words_of_its_workers),
        cmocka_unit_test(with_a_lock_every_process_computes_as_if_it_had_one_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
