/* SPDX-License-Identifier: MIT */
/* What the formats make of names, problems and numbers that no run has every day. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/show/format.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

/* What a format writes of these; the caller frees it. */
static char *written(const char *name, const struct measurements *measurements)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    assert_int_equal(format_find(name)->write(measurements, file), 0);
    assert_int_equal(fclose(file), 0);
    return text;
}

static struct measurements one(const char *name, double value, const char *problem)
{
    return (struct measurements){.suite = "articles",
                                 .count = 1,
                                 .list[0] = {.name = name,
                                             .metric = "wall time",
                                             .slug = "latency",
                                             .unit = "s",
                                             .value = value,
                                             .low = NAN,
                                             .high = NAN,
                                             .seconds = value,
                                             .state = problem ? MEASUREMENT_FAILED : MEASUREMENT_PASSED,
                                             .problem = problem ? strdup(problem) : NULL}};
}

static void junit_escapes_what_xml_reserves_and_forbids(void **state)
{
    (void)state;
    struct measurements given =
        one("a<b>&\"c\"'", NAN, "1 < 2 & 3\nline \x01\x7f \xEF\xBF\xBF \xE5\x8D\x8F ]]>");
    char *text = written("junit", &given);
    assert_non_null(strstr(text, "name=\"a&#60;b&#62;&#38;&#34;c&#34;&#39;: wall time\""));
    assert_non_null(
        strstr(text, "message=\"1 &#60; 2 &#38; 3&#10;line ?? ? \xE5\x8D\x8F ]]&#62;\">1 &#60; 2"));
    assert_non_null(strstr(text, " failures=\"1\" "));
    free(text);
    measurements_release(&given);
}

static void a_verdict_is_the_type_of_a_failure(void **state)
{
    (void)state;
    struct measurements given = one("coroutine", 1, "slower by 7 %");
    given.list[0].verdict = "slower";
    char *text = written("junit", &given);
    assert_non_null(strstr(text, "<failure type=\"slower\" message=\"slower by 7 %\">"));
    free(text);
    measurements_release(&given);
}

/* Each state is an element of its own, and counted in the suite. */
static void junit_tells_failures_errors_and_skipped_apart(void **state)
{
    static const struct {
        enum measurement_state state;
        const char *counted, *element;
    } cases[] = {{MEASUREMENT_FAILED, " failures=\"1\" errors=\"0\" skipped=\"0\"",
                  "<failure type=\"word\" message=\"why\">why</failure>"},
                 {MEASUREMENT_ERROR, " failures=\"0\" errors=\"1\" skipped=\"0\"",
                  "<error type=\"word\" message=\"why\">why</error>"},
                 {MEASUREMENT_SKIPPED, " failures=\"0\" errors=\"0\" skipped=\"1\"",
                  "<skipped message=\"why\">why</skipped>"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct measurements given = one("coroutine", 0.25, "why");
        given.list[0].state = cases[i].state;
        given.list[0].verdict = "word";
        char *text = written("junit", &given);
        assert_non_null(strstr(text, cases[i].counted));
        assert_non_null(strstr(text, cases[i].element));
        assert_non_null(strstr(text, " time=\"0.250000000\">"));
        assert_null(strstr(text, "system-out"));
        free(text);
        measurements_release(&given);
    }
}

static void an_unknown_interval_is_left_out(void **state)
{
    (void)state;
    struct measurements given = one("coroutine", 0.25, NULL);
    char *bencher = written("bencher", &given);
    char *github = written("github-benchmark", &given);
    assert_non_null(strstr(bencher, "\"value\": 250000000.0\n"));
    assert_null(strstr(bencher, "lower_value"));
    assert_null(strstr(github, "range"));
    free(bencher);
    free(github);
}

static void what_has_no_number_is_in_no_list_of_numbers(void **state)
{
    static const char *const names[] = {"bencher", "github-benchmark", "hyperfine"};
    (void)state;
    struct measurements given = one("coroutine", NAN, "it failed");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *text = written(names[i], &given);
        assert_null(strstr(text, "coroutine"));
        assert_null(strstr(text, "nan"));
        free(text);
    }
    measurements_release(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(junit_escapes_what_xml_reserves_and_forbids),
        cmocka_unit_test(a_verdict_is_the_type_of_a_failure),
        cmocka_unit_test(junit_tells_failures_errors_and_skipped_apart),
        cmocka_unit_test(an_unknown_interval_is_left_out),
        cmocka_unit_test(what_has_no_number_is_in_no_list_of_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
