/* SPDX-License-Identifier: MIT */
/* How models, tasks and addresses are read from text. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/io.h"
#include "core/loopback.h"
#include "core/task.h"
#include "models/model.h"

static void assert_choice(const char *text, const char *name, size_t workers)
{
    struct model_choice choice = {0};
    assert_int_equal(model_choice_parse(text, &choice), 0);
    assert_string_equal(choice.model->name, name);
    assert_int_equal(choice.team.workers, workers);
}

static void a_model_alone_has_the_tutorials_workers(void **state)
{
    (void)state;
    assert_choice("sequential", "sequential", 1);
    assert_choice("fork-pool", "fork-pool", 4);
    assert_choice("pthread-pool", "pthread-pool", 12);
    assert_choice("coroutine", "coroutine", 0);
}

static void a_number_after_a_colon_is_its_workers(void **state)
{
    (void)state;
    assert_choice("fork-pool:1", "fork-pool", 1);
    assert_choice("pthread-pool:100", "pthread-pool", 100);
    assert_choice("coroutine:8000", "coroutine", 8000);
    assert_choice("sequential:1", "sequential", 1);
}

static void every_model_takes_its_most_workers_and_not_one_more(void **state)
{
    (void)state;
    for (const struct model *const *model = models; *model; model++) {
        char text[64];
        struct model_choice choice;
        (void)snprintf(text, sizeof text, "%s:%zu", (*model)->name, (*model)->most.workers);
        assert_choice(text, (*model)->name, (*model)->most.workers);
        (void)snprintf(text, sizeof text, "%s:%zu", (*model)->name, (*model)->most.workers + 1);
        assert_int_equal(model_choice_parse(text, &choice), -ERANGE);
    }
}

static bool is_said(const struct wording *text)
{
    return text->en && *text->en && text->zh && *text->zh;
}

static void assert_kind(const struct worker_kind *kind)
{
    assert_non_null(kind);
    assert_true(kind->name && *kind->name && is_said(&kind->one) && is_said(&kind->many));
}

/* How bright "#0072B2" is, from 0 to 1: WCAG's relative luminance. */
static double luminance(const char *color)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    unsigned parts[3];
    assert_int_equal(strlen(color), 7);
    assert_int_equal(sscanf(color, "#%2x%2x%2x", &parts[0], &parts[1], &parts[2]), 3);
    for (size_t i = 0; i < 3; i++) {
        double part = parts[i] / 255.0;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(const char *color, const char *other)
{
    double a = luminance(color) + 0.05;
    double b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}

static void assert_look(const struct model_look *look)
{
    static const char *const patterns[] = {"solid", "hatched", "crosshatched", "dotted"};
    size_t known = 0;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        known += strcmp(patterns[i], look->pattern) == 0;
    assert_int_equal(known, 1);
    assert_in_range(look->terminal, 16, 255);
    assert_true(contrast(look->color, "#FFFFFF") >= 3 && contrast(look->color, "#111827") >= 3);
}

static void every_model_says_what_it_is_and_looks_like_no_other(void **state)
{
    (void)state;
    for (size_t i = 0; models[i]; i++) {
        const struct model *model = models[i];
        assert_true(is_said(&model->about) && model->run && model->descriptors > 0);
        assert_kind(model->worker);
        assert_int_equal(model->each != NULL, model->most.each > 0);
        if (model->each)
            assert_kind(model->each);
        assert_true(model->most.workers > 0 && model->team.workers <= model->most.workers);
        assert_true(model->team.each <= model->most.each);
        assert_look(&model->look);
        for (size_t j = 0; j < i; j++) {
            const struct model_look *other = &models[j]->look;
            assert_true(models[j]->order < model->order);
            assert_true(strcmp(models[j]->name, model->name) != 0);
            assert_true(strcmp(other->color, model->look.color) != 0 ||
                        strcmp(other->pattern, model->look.pattern) != 0);
        }
    }
}

static void an_unknown_model_is_not_found(void **state)
{
    (void)state;
    static const char *const unknown[] = {"",           "thread", "Coroutine",  "coroutine ", "coroutin",
                                          "coroutines", ":4",     " coroutine", "fork_pool",  "fork-pool,4"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct model_choice choice;
        assert_int_equal(model_choice_parse(unknown[i], &choice), -ENOENT);
    }
}

static void a_number_that_is_none_is_refused_and_nothing_changes(void **state)
{
    (void)state;
    static const char *const bad[] = {"fork-pool:",    "fork-pool:0",
                                      "fork-pool:-1",  "fork-pool:x",
                                      "fork-pool:4x",  "fork-pool: 4",
                                      "fork-pool:4:4", "fork-pool:4.0",
                                      "sequential:2",  "coroutine:99999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct model_choice choice = {.team.workers = 77};
        assert_int_equal(model_choice_parse(bad[i], &choice), -ERANGE);
        assert_int_equal(choice.team.workers, 77);
    }
}

static void without_a_number_there_are_as_many_workers_as_tasks(void **state)
{
    (void)state;
    struct model_choice choice;
    assert_int_equal(model_choice_parse("coroutine", &choice), 0);
    assert_int_equal(model_choice_team(&choice, 200).workers, 200);
    assert_int_equal(model_choice_parse("coroutine:12", &choice), 0);
    assert_int_equal(model_choice_team(&choice, 200).workers, 12);
}

static void assert_task(const char *url_template, size_t index, const char *url)
{
    struct task task;
    assert_int_equal(task_from_template(&task, url_template, index), 0);
    assert_int_equal(task.index, index);
    assert_string_equal(task.address, url);
    task_release(&task);
}

static void every_page_placeholder_becomes_the_number_from_1(void **state)
{
    (void)state;
    assert_task("http://h/p/{page}", 0, "http://h/p/1");
    assert_task("http://h/p/{page}", 199, "http://h/p/200");
    assert_task("http://h/{page}/{page}x", 9, "http://h/10/10x");
    assert_task("{page}{page}", 0, "11");
    assert_task("http://h/p", 5, "http://h/p");
    assert_task("{pag}{page {Page}", 5, "{pag}{page {Page}");
    assert_task("%s%n{page}%", 0, "%s%n1%");
    assert_task("", 0, "");
}

static void an_address_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    char text[2 * TASK_ADDRESS_SIZE] = {0};
    struct task task;
    memset(text, 'x', TASK_ADDRESS_SIZE - 1);
    assert_task(text, 0, text);
    text[TASK_ADDRESS_SIZE - 1] = 'x';
    assert_int_equal(task_from_template(&task, text, 0), -ENAMETOOLONG);
    memcpy(text + TASK_ADDRESS_SIZE - 3, "{page}", sizeof "{page}"); /* room for two digits */
    assert_int_equal(task_from_template(&task, text, 98), 0);
    task_release(&task);
    assert_int_equal(task_from_template(&task, text, 99), -ENAMETOOLONG);
}

static void loopback_is_known_by_its_spelling(void **state)
{
    (void)state;
    static const char *const loopback[] = {
        "http://127.0.0.1/",
        "http://127.0.0.1:8080/p/{page}",
        "https://127.1.2.3/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::1]:80/p",
        "http://LOCALHOST/",
        "http://localhost:1",
        "HTTP://127.255.255.255/",
        "http://u@127.0.0.1/",
        "http://u:p@localhost/x",
        "http://127.0.0.1?x=http://192.0.2.1/",
        "http://0x7f000001/",
        "http://127.0.0.1/@192.0.2.1/",
        "http://127.0.0.1#@192.0.2.1/",
    };
    for (size_t i = 0; i < sizeof loopback / sizeof *loopback; i++)
        assert_int_equal(loopback_is_url(loopback[i]), 1);
}

static void whatever_else_is_not_loopback(void **state)
{
    (void)state;
    static const char *const remote[] = {
        "http://127.0.0.1.evil.com/",
        "http://localhost.evil.com/",
        "http://127.0.0.1@192.0.2.1/",
        "http://localhost:80@evil/",
        "https://www.cnblogs.com/{page}",
        "http://128.0.0.1/",
        "http://192.0.2.1/127.0.0.1",
        "http://[::2]/",
        "http://[2001:db8::1]/",
        "http://0.0.0.0/",
        "http://[::]/",
        "http:///p",
        "http://126.255.255.255/",
        "http://localhost%2eevil/",
        "http://evil/?@localhost",
        "http://evil#@localhost",
    };
    for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
        assert_int_equal(loopback_is_url(remote[i]), 0);
}

static void what_is_no_web_address_is_invalid(void **state)
{
    (void)state;
    static const char *const invalid[] = {
        "",
        "127.0.0.1",
        "localhost/p",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://",

        "http://127.0.0.1:99999/",
        "gopher://localhost/",
        "//127.0.0.1/",
        "http://[::1",
        "httpx://127.0.0.1/",
        "http://a b/",
    };
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++)
        assert_int_equal(loopback_is_url(invalid[i]), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_model_alone_has_the_tutorials_workers),
        cmocka_unit_test(a_number_after_a_colon_is_its_workers),
        cmocka_unit_test(every_model_takes_its_most_workers_and_not_one_more),
        cmocka_unit_test(every_model_says_what_it_is_and_looks_like_no_other),
        cmocka_unit_test(an_unknown_model_is_not_found),
        cmocka_unit_test(a_number_that_is_none_is_refused_and_nothing_changes),
        cmocka_unit_test(without_a_number_there_are_as_many_workers_as_tasks),
        cmocka_unit_test(every_page_placeholder_becomes_the_number_from_1),
        cmocka_unit_test(an_address_that_does_not_fit_is_refused),
        cmocka_unit_test(loopback_is_known_by_its_spelling),
        cmocka_unit_test(whatever_else_is_not_loopback),
        cmocka_unit_test(what_is_no_web_address_is_invalid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
