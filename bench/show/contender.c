/* SPDX-License-Identifier: MIT */
#include "bench/show/contender.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/options/scenario.h"
#include "bench/words/json.h"

static const char *const limit_names[LIMITED_COUNT] = {
    [LIMITED_LATENCY] = "latency", [LIMITED_WORKERS] = "workers", [LIMITED_CLIENT_CPU] = "client-cpu",
    [LIMITED_ORIGIN] = "origin",   [LIMITED_LOCK] = "lock",       [LIMITED_RATE] = "rate"};

/* What is kept of every trial, as a list of numbers: a key, and where each stands. */
struct column {
    const char *key;
    double *(*at)(struct trial *trial);
};

static double *wall_at(struct trial *trial)
{
    return &trial->wall_s;
}

static double *user_at(struct trial *trial)
{
    return &trial->user_s;
}

static double *system_at(struct trial *trial)
{
    return &trial->system_s;
}

static double *origin_cpu_at(struct trial *trial)
{
    return &trial->origin.cpu_s;
}

enum { WALL, USER, SYSTEM, TIMES };

static const struct column times[TIMES] = {
    [WALL] = {"wall_s", wall_at}, [USER] = {"user_s", user_at}, [SYSTEM] = {"system_s", system_at}};

static const struct column origin_cpu = {"origin_cpu_s", origin_cpu_at};

/* What is kept of a contender, in the order of the file; each list has an end. */
struct kept {
    struct json_field analysed[7], observed[6], tutorial[2];
};

static struct kept kept_of(struct contender *contender)
{
    struct observation *seen = &contender->observed;
    return (struct kept){.analysed = {{"median_s", .real = &contender->wall.value},
                                      {"ci95_s", .interval = &contender->wall.interval},
                                      {"speedup", .real = &contender->speedup.value},
                                      {"speedup_ci95", .interval = &contender->speedup.interval},
                                      {"bound_s", .real = &contender->bound_s},
                                      {"efficiency", .real = &contender->efficiency}},
                         .observed = {{"peak_memory_bytes", .count = &seen->peak_memory_bytes},
                                      {"processes", .count = &seen->processes},
                                      {"threads", .count = &seen->threads},
                                      {"context_switches", .integer = &seen->context_switches},
                                      {"traced_wall_s", .real = &seen->traced_wall_s}},
                         .tutorial = {{"tutorial_s", .real = &contender->tutorial_s}}};
}

static void set_column(json_t *model, const struct contender *contender, const struct column *column)
{
    json_t *values = json_array();
    for (size_t i = 0; i < contender->trial_count; i++)
        json_array_append_new(values, json_real(*column->at(&contender->trials[i])));
    json_object_set_new(model, column->key, values);
}

/* What the origin counted in the last trial; every trial was verified to have the same requests. */
static void set_counts(json_t *model, const struct comparison *comparison, const struct contender *contender)
{
    struct trial last = contender->trials[contender->trial_count - 1];
    const struct json_field retries[] = {{"retries", .count = &last.retries}, {.key = NULL}};
    const struct json_field counts[] = {{"requests", .count = &last.origin.requests},
                                        {"connections", .count = &last.origin.connections},
                                        {"peak_in_flight", .count = &last.origin.peak_in_flight},
                                        {.key = NULL}};
    bool known = !comparison->options->url && scenario_fetches(comparison->options);
    json_set_fields(model, retries, true);
    json_set_fields(model, counts, known);
    if (known)
        set_column(model, contender, &origin_cpu);
    else
        json_object_set_new(model, origin_cpu.key, json_null());
}

static void set_measured(json_t *model, const struct comparison *comparison,
                         const struct contender *contender)
{
    struct contender copy = *contender; /* for the list of fields, by which it could be changed */
    const struct kept kept = kept_of(&copy);
    for (size_t i = 0; i < TIMES; i++)
        set_column(model, contender, &times[i]);
    json_set_fields(model, kept.analysed, true);
    json_object_set_new(model, "limited_by", json_string(limit_names[contender->limited_by]));
    set_counts(model, comparison, contender);
    json_set_fields(model, kept.observed, contender->observed.present);
    json_object_set_new(model, "tasks", json_integer((json_int_t)comparison->task_count));
    json_object_set_new(model, "rows", json_integer((json_int_t)comparison->rows));
    json_object_set_new(model, "bytes", json_integer((json_int_t)comparison->bytes));
    json_set_fields(model, kept.tutorial, true);
}

static json_t *kind_of(const struct worker_kind *kind)
{
    if (!kind)
        return json_null();
    return json_pack("{s:s, s:b, s:b, s:{s:s, s:s}, s:{s:s, s:s}}", "name", kind->name, "own_memory",
                     kind->own_memory, "one_thread", kind->one_thread, "one", "en", kind->one.en, "zh",
                     kind->one.zh, "many", "en", kind->many.en, "zh", kind->many.zh);
}

json_t *contender_look(const struct entrant *entrant)
{
    const struct model *model = entrant->model;
    const struct model_look *look = entrant_look(entrant);
    return json_pack("{s:s, s:s, s:o, s:o}", "color", look->color, "pattern", look->pattern, "worker",
                     kind_of(model ? model->worker : NULL), "each", kind_of(model ? model->each : NULL));
}

json_t *contender_json(const struct comparison *comparison, const struct contender *contender)
{
    const struct entrant *entrant = &contender->entrant;
    json_t *look = contender_look(entrant);
    json_t *model = json_pack("{s:s, s:s, s:I, s:b, s:o}", "name", entrant->label, "model",
                              entrant->model ? entrant->model->name : entrant->program, "workers",
                              (json_int_t)contender->in_flight, "verified", contender_counts(contender),
                              "problem", known_text(contender->problem));
    json_object_update(model, look);
    json_decref(look);
    if (contender->product.rows[0])
        json_object_set_new(model, "output_sha256", json_string(contender->product.rows));
    if (contender->product.files[0])
        json_object_set_new(model, "files_sha256", json_string(contender->product.files));
    if (contender_counts(contender))
        set_measured(model, comparison, contender);
    return model;
}

/* Returns 0 or -EBADMSG. */
static int get_entrant(struct entrant *entrant, const json_t *model)
{
    const char *label = json_string_value(json_object_get(model, "name"));
    const char *name = json_string_value(json_object_get(model, "model"));
    if (!label || !*label || !name || strlen(label) >= sizeof entrant->label)
        return -EBADMSG;
    snprintf(entrant->label, sizeof entrant->label, "%s", label);
    for (size_t i = 0; models[i]; i++) {
        if (strcmp(models[i]->name, name) == 0)
            entrant->model = models[i];
    }
    if (!entrant->model)
        snprintf(entrant->program, sizeof entrant->program, "%s", name);
    return 0;
}

int contender_trials_from_json(struct trial **trials, size_t *count, const json_t *model)
{
    size_t rounds = json_array_size(json_object_get(model, times[WALL].key));
    if (rounds == 0 || rounds > OPTIONS_MOST_ROUNDS)
        return -EBADMSG;
    struct trial *list = calloc(rounds, sizeof *list);
    int err = list ? 0 : -ENOMEM;
    for (size_t i = 0; i < TIMES && !err; i++) {
        const json_t *values = json_object_get(model, times[i].key);
        err = json_array_size(values) == rounds ? 0 : -EBADMSG;
        for (size_t j = 0; j < rounds && !err; j++) {
            const json_t *value = json_array_get(values, j);
            *times[i].at(&list[j]) = json_number_value(value);
            err = json_is_number(value) ? 0 : -EBADMSG;
        }
    }
    if (err) {
        free(list);
        return err;
    }
    *trials = list;
    *count = rounds;
    return 0;
}

static double median_of(const struct contender *contender, const struct column *column)
{
    double values[OPTIONS_MOST_ROUNDS];
    for (size_t i = 0; i < contender->trial_count; i++)
        values[i] = *column->at(&contender->trials[i]);
    return statistics_median(values, contender->trial_count);
}

static int get_measured(struct contender *contender, const json_t *model)
{
    const struct kept kept = kept_of(contender);
    const char *limit = json_string_value(json_object_get(model, "limited_by"));
    int limited_by = 0;
    while (limit && limited_by < LIMITED_COUNT && strcmp(limit_names[limited_by], limit) != 0)
        limited_by++;
    if (!limit || limited_by == LIMITED_COUNT)
        return -EBADMSG;
    contender->limited_by = (enum limited_by)limited_by;
    json_get_fields(model, kept.analysed);
    json_get_fields(model, kept.observed);
    json_get_fields(model, kept.tutorial);
    contender->observed.present = json_is_integer(json_object_get(model, kept.observed[0].key));
    int err = contender_trials_from_json(&contender->trials, &contender->trial_count, model);
    if (err)
        return err;
    contender->wall.value = median_of(contender, &times[WALL]);
    contender->user_s = median_of(contender, &times[USER]);
    contender->system_s = median_of(contender, &times[SYSTEM]);
    return 0;
}

int contender_from_json(struct contender *contender, const json_t *model)
{
    const char *problem = json_string_value(json_object_get(model, "problem"));
    int err = get_entrant(&contender->entrant, model);
    contender->in_flight = json_count(model, "workers");
    if (problem)
        snprintf(contender->problem, sizeof contender->problem, "%s", problem);
    if (err || !json_is_true(json_object_get(model, "verified")))
        return err;
    return get_measured(contender, model);
}
