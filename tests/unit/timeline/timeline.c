/* SPDX-License-Identifier: MIT */
/* What is made of a model's spans: lanes, their coarser form, counts, event loops, the race. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench/timeline/activity.h"
#include "bench/timeline/race.h"

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
    assert_int_equal(timeline->models[0].lanes, 2); /* slots 0 and 7 */
    assert_int_equal(timeline->models[0].tasks, 3);
    assert_int_equal(timeline->models[0].end_ns, 700);
    assert_int_equal(timeline->models[1].end_ns, 3000);
    assert_int_equal(timeline->end_ns, 3000);
    assert_int_equal(timeline->models[0].spans[2].lane, 1);
}

static void a_lane_shows_every_state_and_the_back_off_as_queued(void **state)
{
    const struct timeline *timeline = *state;
    static const struct lane_piece wanted[] = {{LANE_QUEUED, 0, 100},    {LANE_CONNECTING, 100, 110},
                                               {LANE_WAITING, 110, 200}, {LANE_RECEIVING, 200, 210},
                                               {LANE_QUEUED, 210, 220},  {LANE_PARSING, 220, 300},
                                               {LANE_QUEUED, 300, 500},  {LANE_WAITING, 500, 600},
                                               {LANE_QUEUED, 600, 650},  {LANE_PARSING, 650, 700}};
    struct lane lane;
    assert_int_equal(lane_init(&lane, &timeline->models[0], 0), 0);
    assert_int_equal(lane.count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < lane.count; i++) {
        assert_int_equal(lane.pieces[i].state, wanted[i].state);
        assert_int_equal(lane.pieces[i].begin_ns, wanted[i].begin_ns);
        assert_int_equal(lane.pieces[i].end_ns, wanted[i].end_ns);
    }
    lane_release(&lane);
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
    assert_int_equal(lane_init(&lane, &timeline->models[0], 0), 0);
    lane_coarsen(&lane, 100);
    assert_true(lane.count >= sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_int_equal(lane.pieces[i].state, wanted[i].state);
        assert_int_equal(lane.pieces[i].begin_ns, wanted[i].begin_ns);
        assert_int_equal(lane.pieces[i].end_ns, wanted[i].end_ns);
    }
    lane_coarsen(&lane, 10000);
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
        assert_int_equal(lane_shown(shown - 1, lanes, 24), lanes - 1);
        for (size_t i = shown - 1; i > 0; i--)
            assert_true(lane_shown(i, lanes, 24) > lane_shown(i - 1, lanes, 24));
    }
}

static void counts_are_of_tasks_in_flight_and_computing(void **state)
{
    const struct timeline *timeline = *state;
    struct activity activity;
    assert_int_equal(activity_init(&activity, &timeline->models[0]), 0);
    assert_int_equal(activity.steps[0].at_ns, 100);
    assert_int_equal(activity.steps[0].in_flight, 2);
    assert_int_equal(activity.most_in_flight, 2);
    assert_int_equal(activity.most_computing, 1);
    assert_int_equal(activity.steps[activity.step_count - 1].at_ns, 700);
    assert_int_equal(activity.steps[activity.step_count - 1].in_flight, 0);
    assert_int_equal(activity.steps[activity.step_count - 1].computing, 0);
    activity_release(&activity);
}

static void a_thread_of_many_lanes_is_a_loop(void **state)
{
    const struct timeline *timeline = *state;
    struct activity activity;
    assert_int_equal(activity_init(&activity, &timeline->models[0]), 0);
    assert_int_equal(activity.loops, 1);
    assert_int_equal(activity.stretch_count, 4);
    assert_int_equal(activity.stretches[0].begin_ns, 220);
    assert_int_equal(activity.stretches[3].end_ns, 700);
    activity_release(&activity);
    assert_int_equal(activity_init(&activity, &timeline->models[1]), 0);
    assert_int_equal(activity.loops, 0);
    activity_release(&activity);
}

static void work_of_a_loop_that_overlaps_is_one_stretch(void **state)
{
    (void)state;
    struct timeline timeline;
    struct activity activity;
    assert_int_equal(read_lines(&timeline, "coroutine,0,,1,0,9,9,0,0,0,0,0,0,100,1,0\n"
                                           "coroutine,1,,1,1,9,9,0,0,0,0,0,50,200,1,0\n"),
                     0);
    assert_int_equal(activity_init(&activity, &timeline.models[0]), 0);
    assert_int_equal(activity.stretch_count, 1);
    assert_int_equal(activity.stretches[0].tasks, 2);
    assert_int_equal(activity.stretches[0].end_ns, 200);
    activity_release(&activity);
    timeline_release(&timeline);
}

static void a_task_is_done_with_its_last_attempt(void **state)
{
    struct race race;
    assert_int_equal(race_init(&race, *state), 0);
    assert_int_equal(race.models[0].tasks, 3);
    assert_int_equal(race_done(&race.models[0], 399), 0);
    assert_int_equal(race_done(&race.models[0], 400), 1);
    assert_int_equal(race_done(&race.models[0], 600), 2);
    assert_int_equal(race_done(&race.models[0], 700), 3);
    assert_int_equal(race_state(&race.models[0], 0, 399), LANE_QUEUED);
    assert_int_equal(race_state(&race.models[0], 1, 350), LANE_PARSING);
    assert_int_equal(race_state(&race.models[0], 1, 650), LANE_IDLE);
    assert_int_equal(race_place(&race, 0), 1);
    assert_int_equal(race_place(&race, 1), 2);
    race_release(&race);
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
    assert_int_equal(first.lanes, 2);
    assert_int_equal(first.spans[0].row.started_ns, 100);
    assert_int_equal(first.spans[1].row.started_ns, 100);
    timeline_model_release(&first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_model_begins_at_0_and_its_workers_are_lanes, start, end),
        cmocka_unit_test_setup_teardown(a_lane_shows_every_state_and_the_back_off_as_queued, start, end),
        cmocka_unit_test_setup_teardown(a_coarser_lane_shows_what_took_longest, start, end),
        cmocka_unit_test(lanes_that_are_shown_are_spread_from_the_first_to_the_last),
        cmocka_unit_test_setup_teardown(counts_are_of_tasks_in_flight_and_computing, start, end),
        cmocka_unit_test_setup_teardown(a_thread_of_many_lanes_is_a_loop, start, end),
        cmocka_unit_test(work_of_a_loop_that_overlaps_is_one_stretch),
        cmocka_unit_test_setup_teardown(a_task_is_done_with_its_last_attempt, start, end),
        cmocka_unit_test(what_is_no_timeline_is_refused),
        cmocka_unit_test_setup_teardown(the_beginning_of_a_model_is_a_model, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
