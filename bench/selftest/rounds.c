/* SPDX-License-Identifier: MIT */
#include "bench/selftest/rounds.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/compare/live.h"
#include "bench/host/counters.h"
#include "bench/host/machine.h"
#include "bench/measure/progress.h"

/* A comparison that is begun last takes up to 10 s more, and its beginning and its end. */
static const double quick_s = 42;

static double elapsed_s(uint64_t since_ns)
{
    return (double)(span_now_ns() - since_ns) / 1e9;
}

static const struct finding unknown = {.ratio = {NAN, {NAN, NAN}}, .margin = NAN};

static void note(struct selftest *selftest, size_t row, uint64_t seed)
{
    const struct judgement *judgement = selftest->judgement;
    struct outcome *outcome = &selftest->outcomes[selftest->count++];
    *outcome = (struct outcome){.row = row,
                                .seed = seed,
                                .blocks = judgement->rounds,
                                .seconds = judgement->seconds,
                                .slower = verdict_regressed(judgement),
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
    run.quiet = true; /* its progress; ours is shown */
    struct live_request request = {.options = &run,
                                   .more_steps = row->steps,
                                   .warned = true,
                                   .margin = run.margin,
                                   .limit_s = (double)run.limit_ns / 1e9,
                                   .seed = run.seed + selftest->count,
                                   .workspace = workspace};
    memcpy(request.base, selftest->work, sizeof request.base);
    memcpy(request.other, selftest->work, sizeof request.other);
    int err = live_compare(&request, selftest->judgement, why);
    if (!err && selftest->judgement->problem[0])
        err = fail(why, -EBADMSG, MESSAGE_TEXT, selftest->judgement->problem);
    if (!err)
        note(selftest, (size_t)(row - selftest->rows), request.seed);
    verdict_release(selftest->judgement);
    return err;
}

static void show_progress(const struct selftest *selftest, const struct selftest_row *row, double spent_s)
{
    char detail[96];
    double left_s = selftest->count
                        ? spent_s / (double)selftest->count * (double)(selftest->wanted - selftest->count)
                        : 0;
    (void)snprintf(detail, sizeof detail, "%zu / %zu · %+.1f %% · %.0f / %.0f s", selftest->count + 1,
                   selftest->wanted, 100 * row->slow_down, spent_s, spent_s + left_s);
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
        selftest->rows[i].steps = slow_down_steps(&selftest->slow_down, selftest->rows[i].slow_down);
    if (!err)
        err = count_instructions(selftest);
    slow_down_end(&selftest->slow_down);
    return err;
}

int selftest_measure(struct selftest *selftest, const struct workspace *workspace, struct failure *why)
{
    struct machine machine;
    struct comparison *comparison = &selftest->slow_down.comparison;
    uint64_t began_ns = span_now_ns();
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
    selftest_summarise(selftest);
    return err;
}
