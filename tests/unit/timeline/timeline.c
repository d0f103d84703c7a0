/* SPDX-License-Identifier: MIT */
/* What is made of a model's spans: lanes, their coarser form, counts, event loops. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/timeline/telling.h"
#include "bench/timeline/timeline.h"

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

/* Two coroutines of one thread and three tasks, of which one has two attempts; and one process. */
static const char example[] = "coroutine,0,,1,0,9,9,1000,1100,1110,1200,1210,1220,1300,1,5\n"
                              "coroutine,0,,2,0,9,9,1300,1500,1500,1600,1600,1650,1700,1,0\n"
                              "coroutine,1,,1,7,9,9,1000,1100,1110,1200,1210,1300,1400,1,0\n"
                              "coroutine,2,,1,7,9,9,1000,1400,1410,1500,1510,1510,1600,1,0\n"
                              "sequential,0,,1,0,8,8,5000,5000,5000,5000,5000,5000,8000,1,0\n";

static int start(void **state)
{
    static struct timeline timeline;
    *state = &timeline;
    return read_lines(&timeline, example);
}

static int end(void **state)
{
    timeline_release(*state);
    return 0;
}

static void every_model_begins_at_0_and_its_workers_are_lanes(void **state)
{
    const struct timeline *timeline = *state;
    assert_int_equal(timeline->count, 2);
    assert_string_equal(timeline->models[0].entrant.label, "coroutine");
    assert_int_equal(timeline->models[0].lane_count, 2); /* slots 0 and 7 */
    assert_int_equal(timeline->models[0].tasks, 3);
    assert_int_equal(timeline->models[0].end_ns, 700);
    assert_int_equal(timeline->models[1].end_ns, 3000);
    assert_int_equal(timeline->end_ns, 3000);
    assert_ptr_equal(timeline->models[0].lanes[1].spans, &timeline->models[0].spans[2]);
}

static void a_lane_shows_every_state_and_the_back_off_as_queued(void **state)
{
    const struct timeline *timeline = *state;
    static const struct lane_piece wanted[] = {{LANE_QUEUED, 0, 100},    {LANE_CONNECTING, 100, 110},
                                               {LANE_WAITING, 110, 200}, {LANE_RECEIVING, 200, 210},
                                               {LANE_QUEUED, 210, 220},  {LANE_PARSING, 220, 300},
                                               {LANE_QUEUED, 300, 500},  {LANE_WAITING, 500, 600},
                                               {LANE_QUEUED, 600, 650},  {LANE_PARSING, 650, 700}};
    const struct lane lane = timeline->models[0].lanes[0];
    assert_int_equal(lane.count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < lane.count; i++) {
        assert_int_equal(lane.pieces[i].state, wanted[i].state);
        assert_int_equal(lane.pieces[i].begin_ns, wanted[i].begin_ns);
        assert_int_equal(lane.pieces[i].end_ns, wanted[i].end_ns);
    }
}

static void an_answer_that_nobody_reads_yet_is_queued(void **state)
{
    struct timeline timeline;
    static const struct lane_piece wanted[] = {{LANE_CONNECTING, 100, 110},
                                               {LANE_WAITING, 110, 150},
                                               {LANE_QUEUED, 150, 200},
                                               {LANE_PARSING, 200, 300}};
    (void)state;
    assert_int_equal(read_lines(&timeline,
                                "coroutine,0,,1,0,9,9,1100,1100,1110,1200,1200,1200,1300,1,0,1150\n"
                                "coroutine,1,,1,1,9,9,1000,1000,1000,1000,1000,1000,1000,1,0,\n"),
                     0);
    const struct lane *lane = &timeline.models[0].lanes[0];
    assert_int_equal(lane->count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < lane->count; i++) {
        assert_true(lane->pieces[i].state == wanted[i].state &&
                    lane->pieces[i].begin_ns == wanted[i].begin_ns &&
                    lane->pieces[i].end_ns == wanted[i].end_ns);
    }
    timeline_release(&timeline);
}

static void a_coarser_lane_shows_what_took_longest(void **state)
{
    const struct timeline *timeline = *state;
    static const struct lane_piece wanted[] = {{LANE_QUEUED, 0, 100},
                                               {LANE_WAITING, 100, 200},
                                               {LANE_PARSING, 200, 300},
                                               {LANE_QUEUED, 300, 500},
                                               {LANE_WAITING, 500, 600}};
    struct lane lane;
    assert_int_equal(lane_coarsen(&lane, &timeline->models[0].lanes[0], 100), 0);
    assert_true(lane.count >= sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_int_equal(lane.pieces[i].state, wanted[i].state);
        assert_int_equal(lane.pieces[i].begin_ns, wanted[i].begin_ns);
        assert_int_equal(lane.pieces[i].end_ns, wanted[i].end_ns);
    }
    lane_release(&lane);
    assert_int_equal(lane_coarsen(&lane, &timeline->models[0].lanes[0], 0), 0);
    assert_int_equal(lane.count, timeline->models[0].lanes[0].count);
    lane_release(&lane);
    assert_int_equal(lane_coarsen(&lane, &timeline->models[0].lanes[0], 10000), 0);
    assert_int_equal(lane.count, 0); /* for the most part there is nothing */
    lane_release(&lane);
}

static void lanes_that_are_shown_are_spread_from_the_first_to_the_last(void **state)
{
    (void)state;
    assert_int_equal(lane_shown(0, 1, 24), 0);
    for (size_t lanes = 2; lanes < 200; lanes++) {
        const size_t shown = lanes <= 24 ? lanes : 24;
        assert_int_equal(lane_shown(0, lanes, 24), 0);
        assert_int_equal(lane_shown(0, lanes, 1), 0);
        assert_int_equal(lane_shown(shown - 1, lanes, 24), lanes - 1);
        for (size_t i = shown - 1; i > 0; i--)
            assert_true(lane_shown(i, lanes, 24) > lane_shown(i - 1, lanes, 24));
    }
}

static void counts_are_of_tasks_in_flight_and_computing(void **state)
{
    const struct timeline *timeline = *state;
    const struct activity activity = timeline->models[0].activity;
    assert_int_equal(activity.steps[0].at_ns, 100);
    assert_int_equal(activity.steps[0].in_flight, 2);
    assert_int_equal(activity.most_in_flight, 2);
    assert_int_equal(activity.most_computing, 1);
    assert_int_equal(activity.steps[activity.step_count - 1].at_ns, 700);
    assert_int_equal(activity.steps[activity.step_count - 1].in_flight, 0);
    assert_int_equal(activity.steps[activity.step_count - 1].computing, 0);
}

static void a_thread_of_many_lanes_is_a_loop(void **state)
{
    const struct timeline *timeline = *state;
    const struct activity activity = timeline->models[0].activity;
    assert_int_equal(activity.loops, 1);
    assert_int_equal(activity.stretch_count, 4);
    assert_int_equal(activity.stretches[0].begin_ns, 220);
    assert_int_equal(activity.stretches[3].end_ns, 700);
    assert_int_equal(timeline->models[1].activity.loops, 0);
}

static void what_is_done_with_the_bytes_has_one_name_a_model(void **state)
{
    static const struct {
        const char *lines;
        enum lane_state busy;
        int most_computing;
    } cases[] = {
        {"sequential,0,,1,0,8,8,0,0,0,0,0,0,50,1,0\n", LANE_WORKING, 1},
        {"sequential,0,,1,0,8,8,0,0,9,20,30,30,50,1,0\n", LANE_PARSING, 1},
        {"coroutine,0,,1,0,8,8,0,0,0,0,0,0,50,1,0\ncoroutine,1,,1,1,8,8,0,0,0,0,0,20,70,1,0\n", LANE_TURNS,
         1},
        {"pthread-pool:2,0,,1,0,8,8,0,0,0,0,0,0,50,1,0\npthread-pool:2,1,,1,1,8,9,0,0,0,0,0,20,70,1,0\n",
         LANE_WORKING, 2}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct timeline timeline;
        assert_int_equal(read_lines(&timeline, cases[i].lines), 0);
        assert_int_equal(timeline.models[0].busy, cases[i].busy);
        assert_int_equal(timeline.models[0].activity.most_computing, cases[i].most_computing);
        for (int busy = LANE_PARSING; busy <= LANE_TURNS; busy++)
            assert_int_equal(timeline_shows(&timeline, (enum lane_state)busy), busy == (int)cases[i].busy);
        timeline_release(&timeline);
    }
}

static void a_failed_attempt_is_seen_and_nothing_that_is_not_there(void **state)
{
    const struct timeline *timeline = *state;
    struct timeline failing;
    assert_true(timeline_shows(timeline, LANE_QUEUED));
    assert_true(timeline_shows(timeline, LANE_RECEIVING));
    assert_true(timeline_shows(timeline, LANE_FAILED));
    assert_false(timeline_shows(timeline, LANE_TURNS));
    assert_int_equal(read_lines(&failing, "sequential,0,,1,0,8,8,0,0,0,0,0,0,50,1,0\n"), 0);
    assert_false(timeline_shows(&failing, LANE_FAILED));
    assert_false(timeline_shows(&failing, LANE_QUEUED));
    timeline_release(&failing);
}

static void how_many_workers_were_needed_and_are_shown_is_said_where_it_is_not_all(void **state)
{
    static const struct {
        size_t workers, lanes, shown;
        const char *en, *zh;
    } cases[] = {{10, 10, 10, "", ""},
                 {12, 10, 10, "10 of 12 needed", "用到 10 / 12 个"},
                 {50, 50, 24, "24 of 50 shown", "显示 24 / 50 条"},
                 {63, 50, 24, "50 of 63 needed · 24 of 50 shown", "用到 50 / 63 个 · 显示 24 / 50 条"}};
    char text[TIMELINE_LANES_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct timeline_model model = {.workers = cases[i].workers, .lane_count = cases[i].lanes};
        timeline_describe_lanes(text, &model, cases[i].shown);
        assert_string_equal(text, cases[i].en);
        message_language(LANGUAGE_ZH);
        timeline_describe_lanes(text, &model, cases[i].shown);
        message_language(LANGUAGE_EN);
        assert_string_equal(text, cases[i].zh);
    }
}

/* The share of light that a colour "#rrggbb" gives back, as WCAG 2 has it. */
static double luminance(const char *color)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        const char digits[] = {color[1 + 2 * i], color[2 + 2 * i], '\0'};
        const double value = (double)strtol(digits, NULL, 16) / 255;
        sum += weights[i] * (value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static void a_state_is_seen_on_white_and_in_the_dark_and_has_a_height_of_its_own(void **state)
{
    (void)state;
    for (int i = LANE_QUEUED; i < LANE_FAILED; i++) {
        const double own = luminance(lane_looks[i].color);
        assert_true(1.05 / (own + 0.05) >= 3);
        assert_true((own + 0.05) / (luminance("#111827") + 0.05) >= 3);
        for (int j = LANE_QUEUED; j < i; j++) /* but what was fetched is parsed, and all else worked on */
            assert_true(fabs(lane_looks[i].height - lane_looks[j].height) > 0.09 || i == LANE_WORKING);
    }
}

static void work_of_a_loop_that_overlaps_is_one_stretch(void **state)
{
    (void)state;
    struct timeline timeline;
    assert_int_equal(read_lines(&timeline, "coroutine,0,,1,0,9,9,0,0,0,0,0,0,100,1,0\n"
                                           "coroutine,1,,1,1,9,9,0,0,0,0,0,50,200,1,0\n"),
                     0);
    const struct activity *activity = &timeline.models[0].activity;
    assert_int_equal(activity->stretch_count, 1);
    assert_int_equal(activity->stretches[0].tasks, 2);
    assert_int_equal(activity->stretches[0].end_ns, 200);
    timeline_release(&timeline);
}

static void a_task_is_done_with_its_last_attempt(void **state)
{
    const struct timeline *timeline = *state;
    const struct timeline_model *model = &timeline->models[0];
    assert_int_equal(model->tasks, 3);
    assert_int_equal(timeline_done(model, 399), 0);
    assert_int_equal(timeline_done(model, 400), 1);
    assert_int_equal(timeline_done(model, 600), 2);
    assert_int_equal(timeline_done(model, 700), 3);
    assert_int_equal(lane_at(&model->lanes[0], 399), LANE_QUEUED);
    assert_int_equal(lane_at(&model->lanes[1], 350), LANE_PARSING);
    assert_int_equal(lane_at(&model->lanes[1], 650), LANE_IDLE);
}

static void assert_ends(const struct timeline *timeline, size_t i, const char *expected)
{
    char text[128];
    timeline_tell_end(text, sizeof text, timeline, i);
    assert_string_equal(text, expected);
}

/* The slower of two recorded runs may be of the model that all rounds together tell to be faster. */
static void places_are_those_of_the_comparison(void **state)
{
    struct timeline *timeline = *state;
    static struct comparison comparison = {.count = 3};
    assert_int_equal(entrant_parse(&comparison.contenders[0].entrant, "sequential"), 0);
    assert_int_equal(entrant_parse(&comparison.contenders[1].entrant, "thread-each"), 0);
    assert_int_equal(entrant_parse(&comparison.contenders[2].entrant, timeline->models[0].entrant.label), 0);
    timeline_set_places(timeline, &(struct comparison){.count = 0});
    assert_false(timeline_has_places(timeline));
    assert_ends(timeline, 0, "done · 700 ns");
    comparison.contenders[0].place = 1;
    comparison.contenders[1].place = 2;
    comparison.contenders[2].place = 3;
    timeline_set_places(timeline, &comparison);
    assert_true(timeline_has_places(timeline));
    assert_ends(timeline, 0, "no. 3 · 700 ns");
    assert_ends(timeline, 1, "no. 1 · 3.00 µs");
    comparison.contenders[2].place = 1;
    timeline_set_places(timeline, &comparison);
    assert_ends(timeline, 0, "shared no. 1 · 700 ns");
    assert_ends(timeline, 1, "shared no. 1 · 3.00 µs");
}

static void what_is_no_timeline_is_refused(void **state)
{
    static const char *const lines[] = {"", "coroutine\n", "coroutine,\n",
                                        "nobody,0,,1,0,9,9,0,0,0,0,0,0,100,1,0\n",
                                        "sequential,0,,1,0,9,9,9,0,0,0,0,0,100,1,0\n"};
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct timeline timeline;
        assert_int_equal(read_lines(&timeline, lines[i]), -EBADMSG);
        timeline_release(&timeline);
    }
}

static void the_beginning_of_a_model_is_a_model(void **state)
{
    const struct timeline *timeline = *state;
    struct timeline_model first;
    assert_int_equal(timeline_first(&first, &timeline->models[0], 2), 0);
    assert_int_equal(first.count, 2);
    assert_int_equal(first.lane_count, 2);
    assert_int_equal(first.spans[0].started_ns, 100);
    assert_int_equal(first.spans[1].started_ns, 100);
    timeline_model_release(&first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_model_begins_at_0_and_its_workers_are_lanes, start, end),
        cmocka_unit_test_setup_teardown(a_lane_shows_every_state_and_the_back_off_as_queued, start, end),
        cmocka_unit_test(an_answer_that_nobody_reads_yet_is_queued),
        cmocka_unit_test_setup_teardown(a_coarser_lane_shows_what_took_longest, start, end),
        cmocka_unit_test(lanes_that_are_shown_are_spread_from_the_first_to_the_last),
        cmocka_unit_test_setup_teardown(counts_are_of_tasks_in_flight_and_computing, start, end),
        cmocka_unit_test_setup_teardown(what_is_done_with_the_bytes_has_one_name_a_model, start, end),
        cmocka_unit_test_setup_teardown(a_failed_attempt_is_seen_and_nothing_that_is_not_there, start, end),
        cmocka_unit_test_setup_teardown(
            how_many_workers_were_needed_and_are_shown_is_said_where_it_is_not_all, start, end),
        cmocka_unit_test_setup_teardown(a_state_is_seen_on_white_and_in_the_dark_and_has_a_height_of_its_own,
                                        start, end),
        cmocka_unit_test_setup_teardown(a_thread_of_many_lanes_is_a_loop, start, end),
        cmocka_unit_test(work_of_a_loop_that_overlaps_is_one_stretch),
        cmocka_unit_test_setup_teardown(a_task_is_done_with_its_last_attempt, start, end),
        cmocka_unit_test_setup_teardown(places_are_those_of_the_comparison, start, end),
        cmocka_unit_test(what_is_no_timeline_is_refused),
        cmocka_unit_test_setup_teardown(the_beginning_of_a_model_is_a_model, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
