/* SPDX-License-Identifier: MIT */
#include "bench/compare/record.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_BYTES = 64 << 20 };

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

void record_differences(const struct record *base, const struct record *other, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof compared / sizeof *compared && used < size; i++) {
        json_t *one = json_object_get(json_object_get(base->root, compared[i].part), compared[i].field);
        json_t *two = json_object_get(json_object_get(other->root, compared[i].part), compared[i].field);
        bool absent = !one && !two; /* both are of a time before it */
        bool matters = !base->counts || strcmp(compared[i].part, "scenario") == 0;
        if (absent || !matters || json_equal(one, two))
            continue;
        int length = snprintf(out + used, size - used, "%s%s.%s", used ? ", " : "", compared[i].part,
                              compared[i].field);
        used += length > 0 ? (size_t)length : 0;
    }
}

static bool is_label(const char *text)
{
    static const char permitted[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:";
    size_t length = text ? strlen(text) : 0;
    return length > 0 && length < ENTRANT_LABEL_SIZE && strspn(text, permitted) == length;
}

/* Entry `i` of a list of times, or NaN. */
static double time_of(const json_t *list, size_t i)
{
    const json_t *value = json_array_get(list, i);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static double count_of(const json_t *model, const char *key)
{
    double value = json_number_value(json_object_get(model, key));
    return isfinite(value) && value > 0 ? value : NAN;
}

static int read_times(struct record_model *model, const json_t *from)
{
    const json_t *wall = json_object_get(from, "wall_s");
    const json_t *user = json_object_get(from, "user_s");
    const json_t *system = json_object_get(from, "system_s");
    size_t count = json_array_size(wall);
    if (count == 0 || count > RECORD_MOST_VALUES || json_array_size(user) != count ||
        json_array_size(system) != count)
        return -EBADMSG;
    model->count = count;
    model->wall_s = calloc(count, sizeof *model->wall_s);
    model->cpu_s = calloc(count, sizeof *model->cpu_s);
    if (!model->wall_s || !model->cpu_s)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++) {
        double of_user = time_of(user, i);
        double of_system = time_of(system, i);
        model->wall_s[i] = time_of(wall, i);
        model->cpu_s[i] = of_user + of_system;
        model->user_s += of_user / (double)count;
        model->system_s += of_system / (double)count;
        if (!(model->wall_s[i] > 0) || !(of_user >= 0) || !(of_system >= 0) || !isfinite(model->wall_s[i]) ||
            !isfinite(model->cpu_s[i]))
            return -EBADMSG;
    }
    return 0;
}

/* What could not be counted is null. */
static int read_counts(struct record_model *model, const json_t *from)
{
    const json_t *counts = json_object_get(from, "counts");
    bool any = false;
    for (int what = 0; what < COUNTED_COUNT; what++) {
        const json_t *tally = json_object_get(counts, count_name((enum counted)what));
        const json_t *median = json_object_get(tally, "median");
        json_int_t rounds = json_integer_value(json_object_get(tally, "rounds"));
        model->counts[what] = NAN;
        if (!tally || json_is_null(tally))
            continue;
        if (!json_is_number(median) || !(json_number_value(median) >= 0) ||
            !isfinite(json_number_value(median)) || rounds < 1 || rounds > RECORD_MOST_VALUES)
            return -EBADMSG;
        model->counts[what] = json_number_value(median);
        model->count = (size_t)rounds;
        any = true;
    }
    return any ? 0 : -EBADMSG;
}

const struct record_model *record_find(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->count; i++) {
        if (strcmp(record->models[i].name, name) == 0)
            return &record->models[i];
    }
    return NULL;
}

const char *record_problem(const struct record *record, const char *name)
{
    const json_t *list = json_object_get(record->root, "models");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *model = json_array_get(list, i);
        const char *its = json_string_value(json_object_get(model, "name"));
        if (its && strcmp(its, name) == 0)
            return json_string_value(json_object_get(model, "problem"));
    }
    return NULL;
}

/* A model without times is left out: it was taken out there, or its turn did not come. */
static int read_model(struct record *record, const json_t *from)
{
    const char *name = json_string_value(json_object_get(from, "name"));
    if (json_is_false(json_object_get(from, "verified")))
        return 0;
    if (!json_is_true(json_object_get(from, "verified")) || !is_label(name) || record_find(record, name) ||
        record->count == OPTIONS_MOST_MODELS)
        return -EBADMSG;
    struct record_model *model = &record->models[record->count++];
    *model = (struct record_model){.count = 0};
    (void)snprintf(model->name, sizeof model->name, "%s", name);
    if (record->counts)
        return read_counts(model, from);
    for (int i = 0; i < METRIC_COUNT; i++)
        model->once[i] = NAN;
    model->once[METRIC_MEMORY] = count_of(from, "peak_memory_bytes");
    model->once[METRIC_REQUESTS] = count_of(from, "requests");
    model->once[METRIC_SWITCHES] = count_of(from, "context_switches");
    return read_times(model, from);
}

static int read_document(struct record *record)
{
    const json_t *list = json_object_get(record->root, "models");
    if (json_integer_value(json_object_get(record->root, "schema_version")) != 1 || !json_is_array(list) ||
        !json_is_object(json_object_get(record->root, "environment")) ||
        !json_is_object(json_object_get(record->root, "scenario")))
        return -EBADMSG;
    const char *workload =
        json_string_value(json_object_get(json_object_get(record->root, "scenario"), "workload"));
    record->workload = is_label(workload) ? workload : "";
    record->counts = json_is_object(json_object_get(record->root, "tolerances"));
    record->partial = json_is_true(json_object_get(record->root, "partial"));
    int err = 0;
    for (size_t i = 0; i < json_array_size(list) && !err; i++)
        err = read_model(record, json_array_get(list, i));
    return err ? err : json_array_size(list) > 0 ? 0 : -EBADMSG;
}

int record_read(struct record *record, const char *path, struct failure *why)
{
    char file[VERDICT_PATH_SIZE];
    struct stat found;
    *record = (struct record){.root = NULL};
    if (strlen(path) >= sizeof file - 16)
        return fail(why, -ENAMETOOLONG, MESSAGE_CANNOT_OPEN, "…", strerror(ENAMETOOLONG));
    bool folder = stat(path, &found) == 0 && S_ISDIR(found.st_mode);
    (void)snprintf(file, sizeof file, "%s%s", path, folder ? "/counts.json" : "");
    if (folder && stat(file, &found)) /* what is missing then is named after what is usual */
        (void)snprintf(file, sizeof file, "%s/results.json", path);
    if (stat(file, &found))
        return fail(why, -errno, MESSAGE_CANNOT_OPEN, file, strerror(errno));
    if (!S_ISREG(found.st_mode) || found.st_size > MOST_BYTES)
        return fail(why, -EBADMSG, MESSAGE_NOT_RESULTS, file);
    record->root = json_load_file(file, JSON_REJECT_DUPLICATES, NULL);
    int err = record->root ? read_document(record) : -EBADMSG;
    return err ? fail(why, err, MESSAGE_NOT_RESULTS, file) : 0;
}

void record_release(struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        free(record->models[i].wall_s);
        free(record->models[i].cpu_s);
    }
    json_decref(record->root);
}
