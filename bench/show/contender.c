/* SPDX-License-Identifier: MIT */
#include "bench/show/contender.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/options/scenario.h"
#include "bench/show/budget.h"
#include "bench/words/json.h"

static const char *const limit_names[LIMITED_COUNT] = {
    [LIMITED_LATENCY] = "latency", [LIMITED_WORKERS] = "workers",  [LIMITED_CLIENT_CPU] = "client-cpu",
    [LIMITED_ORIGIN] = "origin",   [LIMITED_LOCK] = "lock",        [LIMITED_RATE] = "rate",
    [LIMITED_FAULTS] = "faults",   [LIMITED_STARTUP] = "start-up", [LIMITED_OVERHEAD] = "overhead"};

static const char own_memory[] = "peak_own_memory_bytes"; /* null, and not there once, when it is not known */

/* What is kept of a contender, in the order of the file; each list has an end. */
struct kept {
    struct json_field derived[6], bounds[3], observed[7], tutorial[2];
};

static struct kept kept_of(struct contender *contender)
{
    struct observation *seen = &contender->observed;
    return (struct kept){
        .derived = {{"median_s", .real = &contender->wall.value},
                    {"ci95_s", .interval = &contender->wall.interval},
                    {"speedup", .real = &contender->speedup.value},
                    {"speedup_ci95", .interval = &contender->speedup.interval},
                    {"median_cpu_s", .real = &contender->cpu_s}},
        .bounds = {{"bound_s", .real = &contender->bound_s}, {"efficiency", .real = &contender->efficiency}},
        .observed = {{"peak_memory_bytes", .count = &seen->peak_memory_bytes},
                     {"processes", .count = &seen->processes},
                     {"threads", .count = &seen->threads},
                     {"context_switches", .integer = &seen->context_switches},
                     {"traced_wall_s", .real = &seen->traced_wall_s},
                     {"startup_s", .real = &seen->startup_s}},
        .tutorial = {{"tutorial_s", .real = &contender->tutorial_s}}};
}

/* Sets a list of this number of every trial. */
static void set_column(json_t *model, const char *key, const struct contender *contender,
                       enum trial_number which)
{
    double values[OPTIONS_MOST_ROUNDS];
    json_t *list = json_array();
    contender_numbers(contender, contender->trial_count, which, values);
    for (size_t i = 0; i < contender->trial_count; i++)
        json_array_append_new(list, json_real(values[i]));
    json_object_set_new(model, key, list);
}

/* What the origin counted in the last trial; every trial was verified to have the same requests. */
static void set_counts(json_t *model, const struct comparison *comparison, const struct contender *contender)
{
    struct trial last = contender->trials[contender->trial_count - 1];
    const struct json_field counts[] = {{"requests", .count = &last.origin.requests},
                                        {"connections", .count = &last.origin.connections},
                                        {"peak_in_flight", .count = &last.origin.peak_in_flight},
                                        {.key = NULL}};
    bool known = !comparison->options->url && scenario_fetches(comparison->options);
    json_object_set_new(model, "retries", json_integer((json_int_t)last.retries));
    json_set_fields(model, counts, known);
    if (known)
        set_column(model, "origin_cpu_s", contender, TRIAL_ORIGIN_CPU);
    else
        json_object_set_new(model, "origin_cpu_s", json_null());
}

void contender_set_derived(json_t *model, const struct contender *contender)
{
    struct contender copy = *contender; /* for the list of fields, by which it could be changed */
    json_set_fields(model, kept_of(&copy).derived, true);
    json_object_set_new(model, "place", known_count(contender->place));
}

/* Where the time went, a field a part; the list has an end. */
struct kept_budget {
    struct json_field parts[BUDGET_PARTS + 1];
};

static struct kept_budget budget_of(struct contender *contender)
{
    struct kept_budget kept = {{{.key = NULL}}};
    for (int part = 0; part < BUDGET_PARTS; part++)
        kept.parts[part] =
            (struct json_field){budget_words[part].key, .real = &contender->budget.part_s[part]};
    return kept;
}

static void set_measured(json_t *model, const struct comparison *comparison,
                         const struct contender *contender)
{
    struct contender copy = *contender; /* as above */
    const struct kept kept = kept_of(&copy);
    const struct kept_budget budget = budget_of(&copy);
    json_t *parts = json_object();
    json_set_fields(parts, budget.parts, true);
    set_column(model, "wall_s", contender, TRIAL_WALL);
    set_column(model, "user_s", contender, TRIAL_USER);
    set_column(model, "system_s", contender, TRIAL_SYSTEM);
    contender_set_derived(model, contender);
    json_set_fields(model, kept.bounds, true);
    json_object_set_new(model, "limited_by", json_string(limit_names[contender->limited_by]));
    json_object_set_new(model, "budget", parts);
    set_counts(model, comparison, contender);
    json_set_fields(model, kept.observed, contender->observed.present);
    json_object_set_new(model, own_memory, known_count(contender->observed.peak_own_memory_bytes));
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

/* NaN for what is no number, or not there. */
static double number_at(const json_t *list, size_t i)
{
    const json_t *value = json_array_get(list, i);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

int contender_trials_from_json(struct trial **trials, size_t *count, const json_t *model)
{
    const json_t *wall = json_object_get(model, "wall_s");
    const json_t *user = json_object_get(model, "user_s");
    const json_t *system = json_object_get(model, "system_s");
    size_t rounds = json_array_size(wall);
    if (rounds == 0 || rounds > OPTIONS_MOST_ROUNDS || json_array_size(user) != rounds ||
        json_array_size(system) != rounds)
        return -EBADMSG;
    struct trial *list = calloc(rounds, sizeof *list);
    if (!list)
        return -ENOMEM;
    for (size_t i = 0; i < rounds; i++) {
        list[i] = (struct trial){
            .wall_s = number_at(wall, i), .user_s = number_at(user, i), .system_s = number_at(system, i)};
        if (!(list[i].wall_s > 0 && list[i].user_s >= 0 && list[i].system_s >= 0)) {
            free(list);
            return -EBADMSG;
        }
    }
    *trials = list;
    *count = rounds;
    return 0;
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
    json_get_fields(model, kept.bounds);
    json_get_fields(model, kept.observed);
    contender->observed.peak_own_memory_bytes = json_count(model, own_memory);
    json_get_fields(model, kept.tutorial);
    const struct kept_budget budget = budget_of(contender);
    json_get_fields(json_object_get(model, "budget"), budget.parts);
    contender->observed.present = json_is_integer(json_object_get(model, kept.observed[0].key));
    return contender_trials_from_json(&contender->trials, &contender->trial_count, model);
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
