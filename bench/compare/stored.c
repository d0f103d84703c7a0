/* SPDX-License-Identifier: MIT */
#include "bench/compare/stored.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/compare/record.h"
#include "bench/words/text.h"

/* Of a number that is judged: that only one of the two has it. */
static void add_lone(struct judgement *out, const char *name, enum metric metric, bool in_base)
{
    if (metrics[metric].judged)
        verdict_add_gap(out, name, metric, in_base ? GAP_ONLY_BASE : GAP_ONLY_NEW, NULL);
}

/* Adds a pair of values, of so many rounds; NaN is what one of the two lacks. Returns whether either is
 * known. */
static bool add_pair(struct judgement *out, const char *name, enum metric metric, double base, double other,
                     size_t rounds)
{
    bool in_base = isfinite(base) != 0;
    bool in_new = isfinite(other) != 0;
    if (in_base && in_new)
        verdict_add_count(out, name, metric, base, other, rounds);
    else if (in_base || in_new)
        add_lone(out, name, metric, in_base);
    return in_base || in_new;
}

/* What is no time: as it was counted in some rounds, else as it was measured once beside the times. */
static void add_number(struct judgement *out, enum metric metric, const struct record_model *base,
                       const struct record_model *other)
{
    size_t before = base->rounds[RECORD_COUNTS];
    size_t after = other->rounds[RECORD_COUNTS];
    if (verdict_find(out, base->name, metric)) /* a gap */
        return;
    bool counted = before && after &&
                   add_pair(out, base->name, metric, base->counts[metric], other->counts[metric],
                            before < after ? before : after);
    if (!counted && base->rounds[RECORD_TIMES] && other->rounds[RECORD_TIMES])
        (void)add_pair(out, base->name, metric, base->once[metric], other->once[metric], 1);
}

static int add_times(struct judgement *out, const struct record_model *base, const struct record_model *other)
{
    const struct runs runs[ROLE_COUNT] = {[ROLE_BASE] = {base->trials, base->rounds[RECORD_TIMES]},
                                          [ROLE_NEW] = {other->trials, other->rounds[RECORD_TIMES]}};
    int err = verdict_add_times(out, base->name, runs);
    return err ? err : verdict_keep_times(out, base->name, runs);
}

/* Why a model cannot be compared by what files of one kind say of it; NULL: they do not. */
static enum gap gap_of(const struct record_model *base, const struct record_model *other,
                       enum record_kind kind)
{
    bool in_base = base && base->rounds[kind];
    bool in_new = other && other->rounds[kind];
    if (base && base->problem[kind])
        return GAP_BASE_FAILED;
    if (other && other->problem[kind])
        return GAP_NEW_FAILED;
    if (in_base && in_new)
        return GAP_NONE;
    if (!in_base && !in_new)
        return GAP_NOT_REACHED;
    return in_base ? GAP_ONLY_BASE : GAP_ONLY_NEW;
}

/* Adds such a gap: where the numbers of one side are there, each of those that are judged. */
static void add_gap(struct judgement *out, const struct record_model *base, const struct record_model *other,
                    enum record_kind kind, enum gap gap)
{
    const char *name = base ? base->name : other->name;
    const struct record_model *lone = gap == GAP_ONLY_BASE ? base : gap == GAP_ONLY_NEW ? other : NULL;
    const char *problem = gap == GAP_BASE_FAILED  ? base->problem[kind]
                          : gap == GAP_NEW_FAILED ? other->problem[kind]
                                                  : NULL;
    if (kind == RECORD_TIMES || !lone) {
        verdict_add_gap(out, name, kind == RECORD_TIMES ? METRIC_WALL : METRIC_REQUESTS, gap, problem);
        return;
    }
    for (size_t i = 0; i < METRICS_COUNTED; i++) {
        if (isfinite(lone->counts[metrics_counted[i]]))
            add_lone(out, name, metrics_counted[i], lone == base);
    }
}

/* `base` or `other` is NULL where one of the two does not know the model. */
static int compare_model(struct judgement *out, const struct record_model *base,
                         const struct record_model *other)
{
    const bool both[RECORD_KINDS] = {[RECORD_TIMES] = out->timed, [RECORD_COUNTS] = out->counted};
    int err = 0;
    for (enum record_kind kind = 0; kind < RECORD_KINDS; kind++) {
        bool listed = (base && base->listed[kind]) || (other && other->listed[kind]);
        enum gap gap = both[kind] && listed ? gap_of(base, other, kind) : GAP_NONE;
        if (gap)
            add_gap(out, base, other, kind, gap);
        else if (base && other && both[kind] && listed && kind == RECORD_TIMES)
            err = add_times(out, base, other);
    }
    for (enum metric metric = METRIC_MEMORY; metric < METRIC_COUNT && !err && base && other; metric++)
        add_number(out, metric, base, other);
    return err;
}

static int compare_models(struct judgement *out, const struct record *base, const struct record *other)
{
    int err = 0;
    for (size_t i = 0; i < base->count && !err; i++)
        err = compare_model(out, &base->models[i], record_find(other, base->models[i].name));
    for (size_t i = 0; i < other->count && !err; i++) {
        if (!record_find(base, other->models[i].name))
            err = compare_model(out, NULL, &other->models[i]);
    }
    return err;
}

/* Whether a model took part in both. */
static bool share_model(const struct record *base, const struct record *other)
{
    for (size_t i = 0; i < base->count; i++) {
        if (record_find(other, base->models[i].name))
            return true;
    }
    return false;
}

/* What a file says of the machine and the programs, instead of what another kind of file said. */
static void take_environment(json_t **environment, const json_t *root)
{
    json_decref(*environment);
    *environment = json_incref(json_object_get(root, "environment"));
}

/* Says what was done: once where both say the same, which they do not of how many rounds there were. */
static void take_scenario(struct judgement *out, const struct record *base, const struct record *other,
                          enum record_kind kind, enum language language)
{
    const char *before = record_scenario(base, kind, language);
    const char *after = record_scenario(other, kind, language);
    if (strcmp(before, after) == 0)
        (void)snprintf(out->scenario[language], LINES_SIZE, "%s", before);
    else
        (void)snprintf(out->scenario[language], LINES_SIZE, message_in(language, MESSAGE_SCENARIO_BOTH),
                       before, after);
}

/* Takes over what the files of one kind say of themselves; one that only one of the two has is noted. */
static void take_kind(struct judgement *out, const struct record *base, const struct record *other,
                      enum record_kind kind)
{
    const json_t *before = base->roots[kind];
    const json_t *after = other->roots[kind];
    if (!before != !after)
        (void)snprintf(out->unmatched, sizeof out->unmatched, "%s", record_names[kind]);
    if (!before || !after)
        return;
    take_environment(&out->environments[ROLE_BASE], before);
    take_environment(&out->environments[ROLE_NEW], after);
    (void)snprintf(out->workload, sizeof out->workload, "%s", record_workload(base, kind));
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        take_scenario(out, base, other, kind, (enum language)language);
    out->partial = out->partial || json_is_true(json_object_get(before, "partial")) ||
                   json_is_true(json_object_get(after, "partial"));
}

static int compare_records(struct judgement *out, const struct record *base, const struct record *other,
                           struct failure *why)
{
    out->timed = record_both_have(base, other, RECORD_TIMES);
    out->counted = record_both_have(base, other, RECORD_COUNTS);
    if ((!out->timed && !out->counted) || !share_model(base, other))
        return fail(why, -EINVAL, MESSAGE_NO_MODEL_SHARED);
    record_differences(base, other, out->differences, sizeof out->differences);
    if (out->differences[0] && !out->forced)
        return fail(why, -EINVAL, MESSAGE_NOT_COMPARABLE, out->differences);
    take_kind(out, base, other, RECORD_COUNTS);
    take_kind(out, base, other, RECORD_TIMES);
    int err = compare_models(out, base, other);
    if (err)
        return fail(why, err, MESSAGE_TEXT, strerror(-err));
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
