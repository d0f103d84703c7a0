/* SPDX-License-Identifier: MIT */
#include "bench/selftest/selftest.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/compare/conclusion.h"
#include "bench/compare/live.h"
#include "bench/compare/words.h"
#include "bench/host/counters.h"
#include "bench/host/machine.h"
#include "bench/measure/progress.h"
#include "bench/words/number.h"
#include "stats/statistics.h"

/* A comparison that is begun last takes up to 10 s more, and its beginning and its end. */
static const double quick_s = 42;

static const double goals_margin = 0.03;
static const double false_alarms = 0.01;      /* at most */
static const double false_alarms_high = 0.03; /* the upper end of their interval */
static const double percent_tolerance = 1e-9;

/* What is published of finding a slow-down. */
static const struct {
    double slow_down, rate;
} goals[] = {{0.03, 0.8}, {0.05, 0.95}, {0.1, 0.95}};

int selftest_init(struct selftest *selftest, const struct options *options, const char *work)
{
    *selftest = (struct selftest){.options = options, .row_count = options->slow_down_count + 1};
    for (size_t i = 0; i < selftest->row_count; i++) {
        selftest->rows[i] =
            (struct selftest_row){.slow_down = i > 0 ? options->slow_downs[i - 1] : 0,
                                  .instructions = NAN,
                                  .wanted = i > 0 ? options->detections : options->comparisons};
        selftest->wanted += selftest->rows[i].wanted;
    }
    selftest->outcomes = calloc(selftest->wanted + 1, sizeof *selftest->outcomes);
    (void)snprintf(selftest->work, sizeof selftest->work, "%s", work);
    int err = slow_down_init(&selftest->slow_down, options, work);
    return selftest->outcomes ? err : -ENOMEM;
}

void selftest_release(struct selftest *selftest)
{
    slow_down_release(&selftest->slow_down);
    free(selftest->outcomes);
}

struct selftest_row *selftest_next(struct selftest *selftest)
{
    struct selftest_row *next = NULL;
    double least = 1;
    for (size_t i = 0; i < selftest->row_count; i++) {
        struct selftest_row *row = &selftest->rows[i];
        double done = row->wanted ? ((double)row->count + 0.5) / (double)row->wanted : 1;
        if (row->count < row->wanted && done < least) {
            least = done;
            next = row;
        }
    }
    return next;
}

/* Counts what the comparisons of a row found, and takes the medians of their numbers; NaN without memory. */
static void tally(struct selftest *selftest, size_t number)
{
    struct selftest_row *row = &selftest->rows[number];
    double *const medians[] = {&row->seconds, &row->blocks, &row->wall, &row->cpu};
    enum { MEDIANS = sizeof medians / sizeof *medians };
    size_t counts[MEDIANS] = {0};
    double *values = calloc(MEDIANS * (selftest->count + 1), sizeof *values);
    row->count = row->suspected = row->slower = row->faster = 0;
    for (size_t i = 0; i < selftest->count; i++) {
        const struct outcome *outcome = &selftest->outcomes[i];
        const double numbers[MEDIANS] = {outcome->seconds, (double)outcome->blocks, outcome->wall.ratio.value,
                                         outcome->cpu.ratio.value};
        if (outcome->row != number)
            continue;
        row->count++;
        row->suspected += outcome->suspected;
        row->slower += outcome->slower;
        row->faster += outcome->faster;
        for (size_t j = 0; j < MEDIANS; j++) {
            if (values && isfinite(numbers[j]))
                values[j * selftest->count + counts[j]++] = numbers[j];
        }
    }
    for (size_t j = 0; j < MEDIANS; j++)
        *medians[j] = values ? statistics_median(values + j * selftest->count, counts[j]) : NAN;
    free(values);
}

static double goal_of(const struct selftest_row *row)
{
    if (!(row->slow_down > 0))
        return false_alarms;
    for (size_t i = 0; i < sizeof goals / sizeof *goals; i++) {
        if (fabs(goals[i].slow_down - row->slow_down) < percent_tolerance)
            return goals[i].rate;
    }
    return NAN;
}

static enum goal judge(const struct selftest_row *row)
{
    double rate = (double)row->slower / (double)row->count;
    if (isnan(row->goal))
        return GOAL_NONE;
    if (row->count < SELFTEST_ENOUGH)
        return GOAL_OPEN;
    if (row->slow_down > 0)
        return rate >= row->goal ? GOAL_REACHED : GOAL_MISSED;
    if (rate > row->goal)
        return GOAL_MISSED;
    return row->rate.high <= false_alarms_high ? GOAL_REACHED : GOAL_OPEN;
}

void selftest_summarise(struct selftest *selftest)
{
    bool has_goals = fabs(selftest->options->margin - goals_margin) < percent_tolerance;
    for (size_t i = 0; i < selftest->row_count; i++) {
        struct selftest_row *row = &selftest->rows[i];
        tally(selftest, i);
        row->rate = wilson_interval(row->slower, row->count);
        row->goal = has_goals ? goal_of(row) : NAN;
        row->reached = row->count > 0 ? judge(row) : GOAL_NONE;
    }
}

static double elapsed_s(uint64_t since_ns)
{
    return (double)(span_now_ns() - since_ns) / 1e9;
}

static const struct finding unknown = {.ratio = {NAN, {NAN, NAN}}, .margin = NAN};

static void note(struct selftest *selftest, size_t row, uint64_t seed)
{
    const struct judgement *judgement = &selftest->slow_down.judgement;
    struct outcome *outcome = &selftest->outcomes[selftest->count++];
    *outcome = (struct outcome){.row = row,
                                .seed = seed,
                                .blocks = judgement->rounds,
                                .seconds = judgement->seconds,
                                .slower = conclusion_of(judgement, NULL) == CONCLUSION_WORSE,
                                .wall = unknown,
                                .cpu = unknown};
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        outcome->suspected = outcome->suspected || (finding->suspected && finding->first.value > 1);
        outcome->faster = outcome->faster || finding->verdict == VERDICT_LESS;
        if (finding->metric == METRIC_WALL)
            outcome->wall = *finding;
        else if (finding->metric == METRIC_CPU)
            outcome->cpu = *finding;
    }
    selftest->rows[row].count++;
}

static int compare_once(struct selftest *selftest, struct selftest_row *row,
                        const struct workspace *workspace, struct failure *why)
{
    struct options run = *selftest->options;
    struct judgement *judgement = &selftest->slow_down.judgement;
    run.quiet = true; /* its progress; ours is shown */
    const struct live_request request = {.options = &run,
                                         .base = selftest->work,
                                         .other = selftest->work,
                                         .more_steps = row->steps,
                                         .warned = true,
                                         .margin = run.margin,
                                         .limit_s = (double)run.limit_ns / 1e9,
                                         .seed = run.seed + selftest->count,
                                         .workspace = workspace};
    int err = live_compare(&request, judgement, why);
    if (!err && verdict_failure(judgement))
        err = verdict_fail(judgement, why);
    if (!err)
        note(selftest, (size_t)(row - selftest->rows), request.seed);
    verdict_release(judgement);
    return err;
}

static void show_progress(const struct selftest *selftest, const struct selftest_row *row, double spent_s)
{
    char detail[192];
    double left_s = selftest->count
                        ? spent_s / (double)selftest->count * (double)(selftest->wanted - selftest->count)
                        : 0;
    (void)snprintf(detail, sizeof detail, "%zu / %zu · %s · %.0f / %.0f s", selftest->count + 1,
                   selftest->wanted, text_change(1 + row->slow_down).text, spent_s, spent_s + left_s);
    progress_step(selftest->options, MESSAGE_PROGRESS_SELFTEST, detail);
}

/* What the steps are in instructions, if that can be counted here. */
static int count_instructions(struct selftest *selftest)
{
    double plain = 0;
    bool can = instructions_work() && !selftest->options->quick && selftest->options->detections > 0;
    int err = can ? slow_down_count(&selftest->slow_down, 0, &plain) : 0;
    for (size_t i = 1; i < selftest->row_count && can && !err; i++) {
        struct selftest_row *row = &selftest->rows[i];
        double slowed = 0;
        err = slow_down_count(&selftest->slow_down, row->steps, &slowed);
        row->instructions = slowed / plain;
    }
    return err;
}

static int calibrate(struct selftest *selftest, const struct workspace *workspace, struct failure *why)
{
    progress_step(selftest->options, MESSAGE_PROGRESS_CALIBRATE, "");
    int err = slow_down_calibrate(&selftest->slow_down, workspace, why);
    for (size_t i = 0; i < selftest->row_count && !err; i++)
        selftest->rows[i].steps = (size_t)(selftest->rows[i].slow_down * selftest->slow_down.doubling + 0.5);
    if (!err)
        err = count_instructions(selftest);
    origin_stop(&selftest->slow_down.blocks.origin);
    return err;
}

int selftest_measure(struct selftest *selftest, const struct workspace *workspace, struct failure *why)
{
    struct machine machine;
    struct comparison *comparison = &selftest->slow_down.blocks.comparison;
    uint64_t began_ns = span_now_ns();
    period_begin(&selftest->period);
    machine_here(&machine, comparison->cores);
    int err = calibrate(selftest, workspace, why);
    if (!err) {
        machine_warn(&machine, &comparison->warnings);
        progress_clear(selftest->options);
        warning_print(&comparison->warnings);
    }
    uint64_t first_ns = span_now_ns();
    for (struct selftest_row *row; !err && (row = selftest_next(selftest));) {
        if (selftest->options->quick && elapsed_s(began_ns) > quick_s)
            break;
        show_progress(selftest, row, elapsed_s(first_ns));
        err = compare_once(selftest, row, workspace, why);
    }
    progress_clear(selftest->options);
    if (err == -EINTR)
        fail(why, err, MESSAGE_INTERRUPTED);
    selftest->partial = err != 0;
    selftest->seconds = elapsed_s(began_ns);
    period_end(&selftest->period);
    selftest_summarise(selftest);
    return err;
}
