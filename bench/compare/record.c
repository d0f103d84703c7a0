/* SPDX-License-Identifier: MIT */
#include "bench/compare/record.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/show/contender.h"
#include "bench/words/json.h"
#include "bench/words/text.h"

enum { MOST_BYTES = 64 << 20 };

const char *const record_names[RECORD_KINDS] = {
    [RECORD_TIMES] = "results.json", [RECORD_COUNTS] = "counts.json"};

/* What must be equal. Not the versions of the libraries and the compiler: comparing those is a purpose, too.
 */
static const struct {
    const char *part, *field;
} compared[] = {
    {"environment", "cpu"},       {"environment", "cores"},     {"environment", "governor"},
    {"environment", "kernel"},    {"environment", "hyperfine"}, {"scenario", "workload"},
    {"scenario", "tasks"},        {"scenario", "latency_s"},    {"scenario", "jitter_s"},
    {"scenario", "faults"},       {"scenario", "url"},          {"scenario", "bandwidth_bytes_per_s"},
    {"scenario", "seed"},         {"scenario", "rate_per_s"},   {"scenario", "work_s"},
    {"scenario", "work_steps"},   {"scenario", "from"},         {"scenario", "file_bytes"},
    {"scenario", "work_options"}, {"reference", "sha256"},      {"reference", "files_sha256"},
    {"reference", "tasks"},
};

bool record_both_have(const struct record *base, const struct record *other, enum record_kind kind)
{
    return base->roots[kind] && other->roots[kind];
}

/* Whether a field differs in the files of one kind that both have. */
static bool differs(const struct record *base, const struct record *other, enum record_kind kind,
                    const char *part, const char *field)
{
    json_t *one = json_object_get(json_object_get(base->roots[kind], part), field);
    json_t *two = json_object_get(json_object_get(other->roots[kind], part), field);
    bool absent = !one && !two; /* both are of a time before it */
    bool matters = kind == RECORD_TIMES || strcmp(part, "scenario") == 0;
    return record_both_have(base, other, kind) && matters && !absent && !json_equal(one, two);
}

void record_differences(const struct record *base, const struct record *other, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < sizeof compared / sizeof *compared; i++) {
        const char *part = compared[i].part;
        const char *field = compared[i].field;
        if (differs(base, other, RECORD_TIMES, part, field) ||
            differs(base, other, RECORD_COUNTS, part, field))
            text_add(out, size, "%s%s.%s", *out ? ", " : "", part, field);
    }
}

static bool is_label(const char *text)
{
    static const char permitted[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:";
    size_t length = text ? strlen(text) : 0;
    return length > 0 && length < ENTRANT_LABEL_SIZE && strspn(text, permitted) == length;
}

static int read_times(struct record_model *model, const json_t *from)
{
    for (int metric = 0; metric < METRIC_COUNT; metric++) {
        double value = metrics[metric].recorded ? json_number(from, metrics[metric].recorded) : NAN;
        model->once[metric] = value > 0 ? value : NAN;
    }
    int err = contender_trials_from_json(&model->trials, &model->rounds[RECORD_TIMES], from);
    for (size_t i = 0; i < model->rounds[RECORD_TIMES] && !err; i++) {
        const struct trial *trial = &model->trials[i];
        bool can_be = trial->wall_s > 0 && trial->user_s >= 0 && trial->system_s >= 0 &&
                      isfinite(trial->user_s + trial->system_s);
        err = can_be ? 0 : -EBADMSG;
    }
    return err;
}

/* What could not be counted is null: all of it, of a model whose turn did not come as it ended early. */
static int read_counts(struct record_model *model, const json_t *from, bool partial)
{
    const json_t *counts = json_object_get(from, "counts");
    for (int i = 0; i < METRICS_COUNTED; i++) {
        enum metric metric = metrics_counted[i];
        const json_t *tally = json_object_get(counts, metrics[metric].name);
        double median = json_number(tally, "median");
        size_t rounds = json_count(tally, "rounds");
        if (!tally || json_is_null(tally))
            continue;
        if (!(median >= 0) || rounds < 1 || rounds > RECORD_MOST_VALUES)
            return -EBADMSG;
        model->counts[metric] = median;
        model->rounds[RECORD_COUNTS] = rounds;
    }
    return model->rounds[RECORD_COUNTS] || partial ? 0 : -EBADMSG;
}

const struct record_model *record_find(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->count; i++) {
        if (strcmp(record->models[i].name, name) == 0)
            return &record->models[i];
    }
    return NULL;
}

const char *record_workload(const struct record *record, enum record_kind kind)
{
    const json_t *scenario = json_object_get(record->roots[kind], "scenario");
    const char *workload = json_string_value(json_object_get(scenario, "workload"));
    return is_label(workload) ? workload : "";
}

const char *record_scenario(const struct record *record, enum record_kind kind, enum language language)
{
    const json_t *account = json_object_get(record->roots[kind], "account");
    const json_t *words = json_object_get(account, language_tag(language));
    const char *scenario = json_string_value(json_object_get(words, "scenario"));
    return scenario ? scenario : record_workload(record, kind);
}

/* The model of that name, added where there is none yet. */
static struct record_model *find_or_add(struct record *record, const char *name)
{
    const struct record_model *found = record_find(record, name);
    if (found)
        return &record->models[found - record->models];
    struct record_model *model = &record->models[record->count++];
    *model = (struct record_model){.trials = NULL};
    (void)snprintf(model->name, sizeof model->name, "%s", name);
    for (int i = 0; i < METRIC_COUNT; i++)
        model->once[i] = model->counts[i] = NAN;
    return model;
}

static int read_model(struct record *record, enum record_kind kind, const json_t *from)
{
    const char *name = json_string_value(json_object_get(from, "name"));
    const json_t *verified = json_object_get(from, "verified");
    struct record_model *model =
        is_label(name) && json_is_boolean(verified) ? find_or_add(record, name) : NULL;
    if (!model || model->listed[kind])
        return -EBADMSG;
    model->listed[kind] = true;
    if (json_is_false(verified)) {
        model->problem[kind] = json_string_value(json_object_get(from, "problem"));
        return 0;
    }
    bool partial = json_is_true(json_object_get(record->roots[kind], "partial"));
    return kind == RECORD_TIMES ? read_times(model, from) : read_counts(model, from, partial);
}

/* Adds a document, which it takes over, to those of other kinds. */
static int add_document(struct record *record, json_t *root)
{
    enum record_kind kind =
        json_is_object(json_object_get(root, "tolerances")) ? RECORD_COUNTS : RECORD_TIMES;
    const json_t *list = json_object_get(root, "models");
    if (record->roots[kind]) {
        json_decref(root);
        return -EBADMSG;
    }
    record->roots[kind] = root;
    if (json_integer_value(json_object_get(root, "schema_version")) != 1 || !json_is_array(list) ||
        !json_is_object(json_object_get(root, "environment")) ||
        !json_is_object(json_object_get(root, "scenario")))
        return -EBADMSG;
    int err = json_array_size(list) > 0 && json_array_size(list) <= OPTIONS_MOST_MODELS ? 0 : -EBADMSG;
    for (size_t i = 0; i < json_array_size(list) && !err; i++)
        err = read_model(record, kind, json_array_get(list, i));
    return err;
}

static int read_file(struct record *record, const char *file, struct failure *why)
{
    struct stat found;
    if (stat(file, &found))
        return fail(why, -errno, MESSAGE_CANNOT_OPEN, file, strerror(errno));
    if (!S_ISREG(found.st_mode) || found.st_size > MOST_BYTES)
        return fail(why, -EBADMSG, MESSAGE_NOT_RESULTS, file);
    json_t *root = json_load_file(file, JSON_REJECT_DUPLICATES, NULL);
    int err = root ? add_document(record, root) : -EBADMSG;
    return err ? fail(why, err, MESSAGE_NOT_RESULTS, file) : 0;
}

int record_read(struct record *record, const char *path, struct failure *why)
{
    char files[RECORD_KINDS][VERDICT_PATH_SIZE];
    struct stat found;
    int err = 0;
    *record = (struct record){.count = 0};
    if (strlen(path) >= sizeof files[0] - 16)
        return fail(why, -ENAMETOOLONG, MESSAGE_CANNOT_OPEN, "…", strerror(ENAMETOOLONG));
    if (stat(path, &found) || !S_ISDIR(found.st_mode))
        return read_file(record, path, why);
    for (int kind = 0; kind < RECORD_KINDS && !err; kind++) {
        (void)snprintf(files[kind], sizeof files[kind], "%s/%s", path, record_names[kind]);
        if (stat(files[kind], &found) == 0)
            err = read_file(record, files[kind], why);
    }
    if (err || record->roots[RECORD_TIMES] || record->roots[RECORD_COUNTS])
        return err;
    return read_file(record, files[RECORD_TIMES], why); /* what is missing is named after what is usual */
}

void record_release(struct record *record)
{
    for (size_t i = 0; i < record->count; i++)
        free(record->models[i].trials);
    for (int kind = 0; kind < RECORD_KINDS; kind++)
        json_decref(record->roots[kind]);
}
