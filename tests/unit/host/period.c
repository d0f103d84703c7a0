/* SPDX-License-Identifier: MIT */
/* When something was measured, as files and people have it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/host/period.h"

static void a_moment_is_written_in_utc(void **state)
{
    char text[PERIOD_TEXT_SIZE];
    char shown[PERIOD_TEXT_SIZE];
    (void)state;
    period_write(text, 1795910542);
    assert_string_equal(text, "2026-11-29T00:02:22Z");
    period_show(shown, text);
    assert_string_equal(shown, "2026-11-29 00:02:22");
    period_write(text, 0);
    assert_string_equal(text, "");
}

static void what_is_no_moment_is_shown_as_it_is(void **state)
{
    static const char *const others[] = {"", "–", "2026-11-29 00:02:22Z", "yesterday"};
    char shown[PERIOD_TEXT_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        period_show(shown, others[i]);
        assert_string_equal(shown, others[i]);
    }
}

static void what_is_not_known_is_null(void **state)
{
    const struct period period = {.began = 1795910542};
    json_t *document = json_object();
    (void)state;
    period_put(document, &period);
    assert_string_equal(json_string_value(json_object_get(document, "started_at")), "2026-11-29T00:02:22Z");
    assert_true(json_is_null(json_object_get(document, "ended_at")));
    json_decref(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moment_is_written_in_utc),
        cmocka_unit_test(what_is_no_moment_is_shown_as_it_is),
        cmocka_unit_test(what_is_not_known_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
