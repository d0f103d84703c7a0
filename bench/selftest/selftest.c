/* SPDX-License-Identifier: MIT */
#include "bench/selftest/selftest.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "stats/statistics.h"

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
    selftest->judgement = malloc(sizeof *selftest->judgement);
    (void)snprintf(selftest->work, sizeof selftest->work, "%s", work);
    int err = slow_down_init(&selftest->slow_down, options, work);
    return selftest->outcomes && selftest->judgement ? err : -ENOMEM;
}

void selftest_release(struct selftest *selftest)
{
    slow_down_release(&selftest->slow_down);
    free(selftest->judgement);
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

static double median_of(const struct selftest *selftest, size_t row, double (*number)(const struct outcome *))
{
    double *values = calloc(selftest->count + 1, sizeof *values);
    size_t count = 0;
    for (size_t i = 0; values && i < selftest->count; i++) {
        double value = number(&selftest->outcomes[i]);
        if (selftest->outcomes[i].row == row && isfinite(value))
            values[count++] = value;
    }
    double median = values ? statistics_median(values, count) : NAN;
    free(values);
    return median;
}

static double seconds_of(const struct outcome *outcome)
{
    return outcome->seconds;
}

static double blocks_of(const struct outcome *outcome)
{
    return (double)outcome->blocks;
}

static double wall_of(const struct outcome *outcome)
{
    return outcome->wall.ratio.value;
}

static double cpu_of(const struct outcome *outcome)
{
    return outcome->cpu.ratio.value;
}

static void tally(struct selftest *selftest, size_t number)
{
    struct selftest_row *row = &selftest->rows[number];
    row->count = row->suspected = row->slower = row->faster = 0;
    for (size_t i = 0; i < selftest->count; i++) {
        const struct outcome *outcome = &selftest->outcomes[i];
        if (outcome->row != number)
            continue;
        row->count++;
        row->suspected += outcome->suspected;
        row->slower += outcome->slower;
        row->faster += outcome->faster;
    }
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
        row->seconds = median_of(selftest, i, seconds_of);
        row->blocks = median_of(selftest, i, blocks_of);
        row->wall = median_of(selftest, i, wall_of);
        row->cpu = median_of(selftest, i, cpu_of);
        row->goal = has_goals ? goal_of(row) : NAN;
        row->reached = row->count > 0 ? judge(row) : GOAL_NONE;
    }
}
