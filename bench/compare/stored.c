/* SPDX-License-Identifier: MIT */
#include "bench/compare/stored.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/compare/record.h"
#include "stats/ratio.h"
#include "stats/sample.h"

static int add_times(struct judgement *out, enum metric metric, const struct record_model *base,
                     const struct record_model *other)
{
    const double *before = metric == METRIC_WALL ? base->wall_s : base->cpu_s;
    const double *after = metric == METRIC_WALL ? other->wall_s : other->cpu_s;
    struct ratio ratio;
    int err = ratio_separate(before, base->count, after, other->count, &ratio);
    struct finding *finding = err ? NULL : verdict_add(out, base->name, metric);
    if (!finding)
        return err == -EINVAL ? 0 : err; /* a CPU time of 0: too short to be seen */
    finding->base = statistics_median(before, base->count);
    finding->other = statistics_median(after, other->count);
    finding->base_count = base->count;
    finding->new_count = other->count;
    finding->ratio = ratio.estimate;
    finding->p = ratio.p;
    finding->base_oddities = sample_oddities(before, base->count);
    finding->new_oddities = sample_oddities(after, other->count);
    return 0;
}

static void add_single(struct judgement *out, enum metric metric, const struct record_model *base,
                       const struct record_model *other)
{
    if (isnan(base->once[metric]) || isnan(other->once[metric]))
        return;
    verdict_add_single(out, base->name, metric, base->once[metric], other->once[metric]);
}

static int keep_times(struct judgement *out, enum side side, const struct record_model *model)
{
    struct verdict_times *times = verdict_add_times(out, model->name, side, model->count);
    if (!times)
        return -ENOMEM;
    memcpy(times->wall_s, model->wall_s, model->count * sizeof *times->wall_s);
    times->user_s = model->user_s;
    times->system_s = model->system_s;
    return 0;
}

/* Notes what one of the two has alone: a model, or one of its numbers. */
static void note_unmatched(struct judgement *out, const char *model, const char *number)
{
    size_t used = strlen(out->unmatched);
    (void)snprintf(out->unmatched + used, sizeof out->unmatched - used, "%s%s%s%s", used ? ", " : "", model,
                   *number ? " " : "", number);
}

/* Context switches vary too much to be judged (bench/measure/count.c). */
static void add_counts(struct judgement *out, const struct record_model *base,
                       const struct record_model *other)
{
    static const enum metric metrics[COUNTED_COUNT] = {METRIC_REQUESTS,  METRIC_CONNECTIONS, METRIC_BYTES,
                                                       METRIC_PROCESSES, METRIC_THREADS,     METRIC_SWITCHES,
                                                       METRIC_SYSCALLS,  METRIC_INSTRUCTIONS};
    size_t rounds = base->count < other->count ? base->count : other->count;
    for (int i = 0; i < COUNTED_COUNT; i++) {
        double tolerance = i == COUNTED_SWITCHES ? NAN : count_tolerance((enum counted)i);
        if (isfinite(base->counts[i]) && isfinite(other->counts[i])) {
            verdict_add_counted(out, base->name, metrics[i], base->counts[i], other->counts[i], rounds,
                                tolerance);
        } else if (isfinite(base->counts[i]) || isfinite(other->counts[i])) {
            note_unmatched(out, base->name, metric_name(metrics[i]));
        }
    }
}

static int compare_model(struct judgement *out, const struct record_model *base,
                         const struct record_model *other)
{
    if (out->counts) {
        add_counts(out, base, other);
        return 0;
    }
    int err = add_times(out, METRIC_WALL, base, other);
    if (!err)
        err = add_times(out, METRIC_CPU, base, other);
    if (!err)
        err = keep_times(out, SIDE_BASE, base);
    if (!err)
        err = keep_times(out, SIDE_NEW, other);
    for (int metric = METRIC_MEMORY; metric < METRIC_COUNT && !err; metric++)
        add_single(out, (enum metric)metric, base, other);
    return err;
}

static int compare_models(struct judgement *out, const struct record *base, const struct record *other)
{
    int err = 0;
    for (size_t i = 0; i < base->count && !err; i++) {
        const struct record_model *before = &base->models[i];
        const struct record_model *after = record_find(other, before->name);
        const char *problem = record_problem(other, before->name);
        if (after)
            err = compare_model(out, before, after);
        else if (problem && !out->problem[0]) /* the new one took it out: that is worse than slow */
            verdict_note_problem(out->problem, SIDE_NEW, before->name, problem);
        else
            note_unmatched(out, before->name, "");
    }
    for (size_t i = 0; i < other->count; i++) {
        if (!record_find(base, other->models[i].name))
            note_unmatched(out, other->models[i].name, "");
    }
    return err;
}

static int compare_records(struct judgement *out, const struct record *base, const struct record *other,
                           struct failure *why)
{
    if (base->counts != other->counts)
        return fail(why, -EINVAL, MESSAGE_NO_MODEL_SHARED);
    out->counts = base->counts;
    record_differences(base, other, out->differences, sizeof out->differences);
    if (out->differences[0] && !out->forced)
        return fail(why, -EINVAL, MESSAGE_NOT_COMPARABLE, out->differences);
    (void)snprintf(out->workload, sizeof out->workload, "%s", base->workload);
    out->partial = base->partial || other->partial;
    int err = compare_models(out, base, other);
    if (err)
        return fail(why, err, MESSAGE_TEXT, strerror(-err));
    if (out->count == 0 && !out->problem[0])
        return fail(why, -EINVAL, MESSAGE_NO_MODEL_SHARED);
    if (out->problem[0])
        out->count = 0;
    verdict_judge(out);
    return 0;
}

int compare_files(struct judgement *out, const char *base, const char *other, struct failure *why)
{
    struct record before;
    struct record after = {.root = NULL};
    (void)snprintf(out->base, sizeof out->base, "%s", base);
    (void)snprintf(out->other, sizeof out->other, "%s", other);
    int err = record_read(&before, base, why);
    if (!err)
        err = record_read(&after, other, why);
    if (!err)
        err = compare_records(out, &before, &after, why);
    record_release(&after);
    record_release(&before);
    return err;
}
