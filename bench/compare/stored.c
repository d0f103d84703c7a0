/* SPDX-License-Identifier: MIT */
#include "bench/compare/stored.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/compare/record.h"
#include "bench/words/text.h"

/* Notes what one of the two has alone: a file, a model, or one of its numbers. */
static void note_unmatched(struct judgement *out, const char *what, const char *of_it)
{
    text_add(out->unmatched, sizeof out->unmatched, "%s%s%s%s", *out->unmatched ? ", " : "", what,
             *of_it ? " " : "", of_it);
}

/* Adds what is no time: as it was counted in some rounds, else as it was measured once. */
static void add_number(struct judgement *out, enum metric metric, const struct record_model *base,
                       const struct record_model *other)
{
    size_t before = base->rounds[RECORD_COUNTS];
    size_t after = other->rounds[RECORD_COUNTS];
    bool in_base = after && isfinite(base->counts[metric]);
    bool in_new = before && isfinite(other->counts[metric]);
    if (in_base != in_new)
        note_unmatched(out, base->name, metrics[metric].name);
    if (in_base && in_new) {
        verdict_add_count(out, base->name, metric, base->counts[metric], other->counts[metric],
                          before < after ? before : after);
    } else if (isfinite(base->once[metric]) && isfinite(other->once[metric])) {
        verdict_add_count(out, base->name, metric, base->once[metric], other->once[metric], 1);
    }
}

static int compare_model(struct judgement *out, const struct record_model *base,
                         const struct record_model *other)
{
    const struct runs runs[ROLE_COUNT] = {[ROLE_BASE] = {base->trials, base->rounds[RECORD_TIMES]},
                                          [ROLE_NEW] = {other->trials, other->rounds[RECORD_TIMES]}};
    bool timed = base->trials && other->trials;
    int err = timed ? verdict_add_times(out, base->name, runs) : 0;
    if (!err && timed)
        err = verdict_keep_times(out, base->name, runs);
    if (err)
        return err;
    add_number(out, METRIC_MEMORY, base, other);
    for (size_t i = 0; i < METRICS_COUNTED; i++)
        add_number(out, metrics_counted[i], base, other);
    return 0;
}

/* Notes what only one of the two has of a model, in files of a kind that both have; where the new one took it
   out, that is worse than slow. */
static void note_missing(struct judgement *out, const struct record *base, const struct record *other,
                         const char *name)
{
    const struct record_model *before = record_find(base, name);
    const struct record_model *after = record_find(other, name);
    for (enum record_kind kind = 0; kind < RECORD_KINDS; kind++) {
        bool in_base = before && before->rounds[kind];
        bool in_new = after && after->rounds[kind];
        const char *problem = in_base ? record_problem(other, kind, name) : NULL;
        if (in_base == in_new || !record_both_have(base, other, kind))
            continue;
        if (problem && !out->problem[0])
            verdict_note_problem(out->problem, ROLE_NEW, name, problem);
        else
            note_unmatched(out, name, out->timed && out->counted ? record_names[kind] : "");
    }
}

static int compare_models(struct judgement *out, const struct record *base, const struct record *other)
{
    int err = 0;
    for (size_t i = 0; i < base->count && !err; i++) {
        const struct record_model *model = &base->models[i];
        const struct record_model *after = record_find(other, model->name);
        err = after ? compare_model(out, model, after) : 0;
        note_missing(out, base, other, model->name);
    }
    for (size_t i = 0; i < other->count; i++) {
        if (!record_find(base, other->models[i].name))
            note_missing(out, base, other, other->models[i].name);
    }
    return err;
}

/* Takes over what the files of one kind say of themselves; one that only one of the two has is noted. */
static void take_kind(struct judgement *out, const struct record *base, const struct record *other,
                      enum record_kind kind)
{
    const json_t *before = base->roots[kind];
    const json_t *after = other->roots[kind];
    if (!before != !after)
        note_unmatched(out, record_names[kind], "");
    if (!before || !after)
        return;
    (void)snprintf(out->workload, sizeof out->workload, "%s", record_workload(base, kind));
    out->partial = out->partial || json_is_true(json_object_get(before, "partial")) ||
                   json_is_true(json_object_get(after, "partial"));
}

static int compare_records(struct judgement *out, const struct record *base, const struct record *other,
                           struct failure *why)
{
    out->timed = record_both_have(base, other, RECORD_TIMES);
    out->counted = record_both_have(base, other, RECORD_COUNTS);
    if (!out->timed && !out->counted)
        return fail(why, -EINVAL, MESSAGE_NO_MODEL_SHARED);
    record_differences(base, other, out->differences, sizeof out->differences);
    if (out->differences[0] && !out->forced)
        return fail(why, -EINVAL, MESSAGE_NOT_COMPARABLE, out->differences);
    take_kind(out, base, other, RECORD_COUNTS);
    take_kind(out, base, other, RECORD_TIMES);
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
    struct record after = {.count = 0};
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
