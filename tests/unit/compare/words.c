/* SPDX-License-Identifier: MIT */
/* What is shown of base, new and the change between them: each follows from the other two. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/compare/table.h"
#include "bench/compare/words.h"
#include "stats/random.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

static struct judgement judgement;

/* A shown number, and half of its last digit. */
struct shown {
    double value, half;
};

static struct shown read_shown(const char *text)
{
    static const struct {
        const char *unit;
        double scale;
    } units[] = {{" ns", 1e-9}, {" µs", 1e-6}, {" ms", 1e-3}, {" s", 1},
                 {" kB", 1e3},  {" MB", 1e6},  {" GB", 1e9}};
    char *end;
    struct shown out = {.value = strtod(text, &end)};
    const char *point = strchr(text, '.');
    double scale = 1;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(end, units[i].unit) == 0)
            scale = units[i].scale;
    }
    out.value *= scale;
    out.half = scale / 2 * pow(10, point && point < end ? -(double)(end - point - 1) : 0);
    return out;
}

/* Holds that the change shown is one that the values shown can have, rounded as they are, and that whoever
   computes it from them is right but for its last digit. */
static void check_row(const struct finding *finding)
{
    struct shown base = read_shown(verdict_value(finding->metric, finding->base).text);
    struct shown other = read_shown(verdict_value(finding->metric, finding->other).text);
    double change = strtod(verdict_change(&finding->ratio).text, NULL) / 100 + 1;
    double least = (other.value - other.half) / (base.value + base.half);
    double most = (other.value + other.half) / (base.value - base.half);
    assert_true(change + 0.00051 >= least && change - 0.00051 <= most);
    assert_true(fabs(other.value / base.value - change) <= 0.0016 * fmax(1, change));
}

/* A time around `typical`: one of the kinds of noise that a machine has. */
static double noisy(struct random *random, double typical, int kind)
{
    double uniform = (double)random_below(random, 1000) / 1000;
    double noise = kind == 0       ? 1 + 0.1 * uniform
                   : kind == 1     ? exp(2 * uniform * uniform)
                   : uniform < 0.5 ? 1
                                   : 1.6;
    return typical * noise * (1 + 0.01 * (double)random_below(random, 100) / 100);
}

static void fill(struct trial *trials, size_t count, struct random *random, double typical, int kind)
{
    for (size_t i = 0; i < count; i++) {
        double wall_s = noisy(random, typical, kind);
        double user_s = noisy(random, typical / 3, kind);
        trials[i] = (struct trial){.wall_s = wall_s, .user_s = user_s, .system_s = user_s / 2};
    }
}

/* Also of samples whose medians differ the other way round than their rounds do. */
static void the_values_shown_have_the_change_shown(void **state)
{
    static const double typical[] = {2e-5, 0.0349, 0.9996, 6.04, 900};
    static const size_t counts[] = {1, 2, 5, 6, 13, 40};
    struct trial trials[ROLE_COUNT][40];
    struct random random;
    (void)state;
    random_seed(&random, 14);
    for (size_t i = 0; i < (size_t)5 * 6 * 3 * 2; i++) {
        size_t count = counts[i % 6];
        double base = typical[i / 6 % 5];
        int kind = (int)(i / 30 % 3);
        bool live = i / 90 % 2;
        judgement = (struct judgement){.margin = 0.03, .live = live};
        for (int role = 0; role < ROLE_COUNT; role++)
            fill(trials[role], count, &random, role == ROLE_NEW ? base * 1.07 : base, kind);
        const struct runs runs[ROLE_COUNT] = {
            {trials[0], count}, {trials[1], count}, {trials[2], live ? count : 0}};
        assert_int_equal(verdict_add_times(&judgement, "x", runs), 0);
        assert_int_equal(judgement.count, 2);
        check_row(&judgement.findings[0]);
        check_row(&judgement.findings[1]);
    }
}

/* The medians of these are 34.9 and 35.1 ms, and new is 10.7 % faster in a typical round. */
static void the_row_that_contradicted_itself(void **state)
{
    static const double base_s[] = {.0349, .0349, .0390, .0420, .0310, .0349, .0400};
    static const double new_s[] = {.0300, .0351, .0351, .0370, .0270, .0351, .0352};
    struct trial trials[ROLE_COUNT][7];
    (void)state;
    for (size_t i = 0; i < 7; i++) {
        trials[ROLE_BASE][i] = trials[ROLE_CONTROL][i] = (struct trial){.wall_s = base_s[i], .user_s = 1};
        trials[ROLE_NEW][i] = (struct trial){.wall_s = new_s[i], .user_s = 1};
    }
    const struct runs runs[ROLE_COUNT] = {{trials[0], 7}, {trials[1], 7}, {trials[2], 7}};
    judgement = (struct judgement){.margin = 0.03, .live = true};
    assert_int_equal(verdict_add_times(&judgement, "x", runs), 0);
    assert_true(judgement.findings[0].other < judgement.findings[0].base);
    check_row(&judgement.findings[0]);
}

static void counts_too(void **state)
{
    static const struct {
        enum metric metric;
        double base, other;
        const char *shown_base, *shown_new, *change;
    } cases[] = {{METRIC_REQUESTS, 10, 11, "10", "11", "+10.0 %"},
                 {METRIC_SYSCALLS, 10, 10.5, "10", "10.5", "+5.0 %"},
                 {METRIC_BYTES, 1000000, 1000001, "1,000,000", "1,000,001", "+0.0001 %"},
                 {METRIC_BYTES, 1000000, 1000000, "1,000,000", "1,000,000", "+0.0 %"},
                 {METRIC_MEMORY, 7512000, 7551000, "7.512 MB", "7.551 MB", "+0.5 %"},
                 {METRIC_THREADS, 0, 2, "0", "2", "–"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        judgement = (struct judgement){.margin = 0.03};
        verdict_add_count(&judgement, "x", cases[i].metric, cases[i].base, cases[i].other, 2);
        const struct finding *finding = &judgement.findings[0];
        assert_string_equal(verdict_value(finding->metric, finding->base).text, cases[i].shown_base);
        assert_string_equal(verdict_value(finding->metric, finding->other).text, cases[i].shown_new);
        assert_string_equal(verdict_change(&finding->ratio).text, cases[i].change);
    }
}

/* Whether a note begins with this. */
static bool notes_have(const char *beginning)
{
    struct lines notes = {.count = 0};
    verdict_notes(&notes, &judgement, true);
    for (size_t i = 0; i < notes.count; i++) {
        if (strncmp(notes.text[i], beginning, strlen(beginning)) == 0)
            return true;
    }
    return false;
}

/* The tolerance of connections is larger than the margin, and no control made it so. */
static void of_a_control_is_told_only_where_it_differs(void **state)
{
    (void)state;
    judgement = (struct judgement){.margin = 0.03, .timed = true, .counted = true};
    verdict_add_count(&judgement, "x", METRIC_CONNECTIONS, 10, 10, 2);
    verdict_judge(&judgement);
    assert_false(notes_have("x, connections: base against itself"));
    struct finding *finding = verdict_add(&judgement, "x", METRIC_WALL);
    finding->ratio = (struct estimate){1, {0.99, 1.01}};
    finding->control = (struct estimate){1.03, {1.02, 1.04}};
    verdict_judge(&judgement);
    assert_true(notes_have("x, wall time: base against itself gave +3.0 % [+2.0, +4.0]"));
}

static void of_a_second_run_is_told_only_where_there_was_one(void **state)
{
    (void)state;
    judgement = (struct judgement){.margin = 0.03, .timed = true, .live = true};
    struct finding *finding = verdict_add(&judgement, "x", METRIC_WALL);
    finding->ratio = finding->first = (struct estimate){1.1, {1.08, 1.12}};
    finding->suspected = true;
    finding->verdict = VERDICT_MORE;
    assert_true(notes_have(
        "x, wall time: a first run found +10.0 % [+8.0, +12.0], and an independent second one confirms"));
    finding->verdict = VERDICT_INCONCLUSIVE;
    assert_true(notes_have(
        "x, wall time: a first run found +10.0 % [+8.0, +12.0], but an independent second one does not"));
    finding->untried = true;
    assert_true(notes_have("x, wall time: +10.0 % [+8.0, +12.0] was found when no time was left"));
    assert_false(notes_have("x, wall time: a first run"));
}

/* "every run verified" would be no true word there. */
static void of_times_that_are_not_there_nothing_is_told(void **state)
{
    struct lines notes = {.count = 0};
    (void)state;
    judgement = (struct judgement){.margin = 0.03, .timed = true, .live = true};
    verdict_add_gap(&judgement, "x", METRIC_WALL, GAP_NEW_FAILED, "it differs");
    verdict_notes(&notes, &judgement, true);
    assert_int_equal(notes.count, 0);
}

/* A row each: what is not there is "–", and why. */
static void rows_without_numbers_say_why(void **state)
{
    static const char *const reasons[GAP_COUNT] = {[GAP_ROUNDS] =
                                                       "! not judged: one round of times says nothing",
                                                   [GAP_ZERO] = "! not judged: a time of 0 is too short",
                                                   [GAP_NOT_REACHED] = "! not judged: not measured",
                                                   [GAP_ONLY_BASE] = "! not judged: only base has it",
                                                   [GAP_ONLY_NEW] = "! not judged: only new has it",
                                                   [GAP_BASE_FAILED] = "! not judged: base failed",
                                                   [GAP_NEW_FAILED] = "✗ failed"};
    struct grid_cell cells[GRID_MOST_COLUMNS];
    struct verdict_grid table;
    (void)state;
    judgement = (struct judgement){.margin = 0.03};
    for (enum gap gap = GAP_NONE + 1; gap < GAP_COUNT; gap++)
        verdict_add_gap(&judgement, "x", METRIC_WALL, gap, NULL);
    verdict_grid_init(&table, &judgement);
    for (enum gap gap = GAP_NONE + 1; gap < GAP_COUNT; gap++) {
        grid_row(cells, &table.grid, gap);
        for (size_t column = 2; column < 5; column++)
            assert_string_equal(cells[column].text, "–");
        assert_string_equal(cells[5].text, reasons[gap]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_values_shown_have_the_change_shown),
        cmocka_unit_test(the_row_that_contradicted_itself),
        cmocka_unit_test(counts_too),
        cmocka_unit_test(of_a_control_is_told_only_where_it_differs),
        cmocka_unit_test(of_a_second_run_is_told_only_where_there_was_one),
        cmocka_unit_test(of_times_that_are_not_there_nothing_is_told),
        cmocka_unit_test(rows_without_numbers_say_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
