/* SPDX-License-Identifier: MIT */
#include "bench/show/document.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "bench/host/environment.h"
#include "bench/options/scenario.h"
#include "bench/show/account.h"
#include "bench/words/json.h"

enum { SCHEMA_VERSION = 1 };

static const char *const limit_names[LIMITED_COUNT] = {
    [LIMITED_LATENCY] = "latency", [LIMITED_WORKERS] = "workers", [LIMITED_CLIENT_CPU] = "client-cpu",
    [LIMITED_ORIGIN] = "origin",   [LIMITED_LOCK] = "lock",       [LIMITED_RATE] = "rate"};

int document_limit(const char *name)
{
    for (int limit = 0; limit < LIMITED_COUNT; limit++) {
        if (strcmp(limit_names[limit], name) == 0)
            return limit;
    }
    return -1;
}

static json_t *column(const struct contender *contender, size_t offset)
{
    json_t *values = json_array();
    for (size_t i = 0; i < contender->trial_count; i++)
        json_array_append_new(
            values, json_real(*(const double *)(const void *)((const char *)&contender->trials[i] + offset)));
    return values;
}

/* What the origin counted in the last trial; every trial was verified to have the same requests. */
static void add_counts(json_t *model, const struct comparison *comparison, const struct contender *contender)
{
    const struct origin_counts *counts = &contender->trials[contender->trial_count - 1].origin;
    bool known = !comparison->options->url && scenario_fetches(comparison->options);
    json_object_set_new(model, "retries",
                        json_integer((json_int_t)contender->trials[contender->trial_count - 1].retries));
    json_object_set_new(model, "requests", known ? json_integer((json_int_t)counts->requests) : json_null());
    json_object_set_new(model, "connections",
                        known ? json_integer((json_int_t)counts->connections) : json_null());
    json_object_set_new(model, "peak_in_flight",
                        known ? json_integer((json_int_t)counts->peak_in_flight) : json_null());
    json_object_set_new(model, "origin_cpu_s",
                        known ? column(contender, offsetof(struct trial, origin.cpu_s)) : json_null());
}

static void add_times(json_t *model, const struct comparison *comparison, const struct contender *contender)
{
    json_object_set_new(model, "wall_s", column(contender, offsetof(struct trial, wall_s)));
    json_object_set_new(model, "user_s", column(contender, offsetof(struct trial, user_s)));
    json_object_set_new(model, "system_s", column(contender, offsetof(struct trial, system_s)));
    json_object_set_new(model, "median_s", json_real(contender->wall.value));
    json_object_set_new(model, "ci95_s", known_pair(contender->wall.interval));
    json_object_set_new(model, "speedup", json_real(contender->speedup.value));
    json_object_set_new(model, "speedup_ci95", known_pair(contender->speedup.interval));
    json_object_set_new(model, "bound_s", json_real(contender->bound_s));
    json_object_set_new(model, "efficiency", json_real(contender->efficiency));
    json_object_set_new(model, "limited_by", json_string(limit_names[contender->limited_by]));
    add_counts(model, comparison, contender);
}

static void add_observation(json_t *model, const struct observation *observed)
{
    bool known = observed->present;
    json_object_set_new(model, "peak_memory_bytes",
                        known ? json_integer((json_int_t)observed->peak_memory_bytes) : json_null());
    json_object_set_new(model, "processes",
                        known ? json_integer((json_int_t)observed->processes) : json_null());
    json_object_set_new(model, "threads", known ? json_integer((json_int_t)observed->threads) : json_null());
    json_object_set_new(model, "context_switches",
                        known ? json_integer(observed->context_switches) : json_null());
    json_object_set_new(model, "traced_wall_s", known ? known_real(observed->traced_wall_s) : json_null());
}

static json_t *kind_of(const struct worker_kind *kind)
{
    if (!kind)
        return json_null();
    return json_pack("{s:s, s:b, s:b, s:{s:s, s:s}, s:{s:s, s:s}}", "name", kind->name, "own_memory",
                     kind->own_memory, "one_thread", kind->one_thread, "one", "en", kind->one.en, "zh",
                     kind->one.zh, "many", "en", kind->many.en, "zh", kind->many.zh);
}

json_t *document_look(const struct entrant *entrant)
{
    const struct model *model = entrant->model;
    const struct model_look *look = entrant_look(entrant);
    return json_pack("{s:s, s:s, s:o, s:o}", "color", look->color, "pattern", look->pattern, "worker",
                     kind_of(model ? model->worker : NULL), "each", kind_of(model ? model->each : NULL));
}

static json_t *model_of(const struct comparison *comparison, const struct contender *contender)
{
    json_t *look = document_look(&contender->entrant);
    json_t *model =
        json_pack("{s:s, s:s, s:I, s:b, s:o}", "name", contender->entrant.label, "model",
                  contender->entrant.model ? contender->entrant.model->name : contender->entrant.program,
                  "workers", (json_int_t)contender->in_flight, "verified", contender_counts(contender),
                  "problem", contender->problem[0] ? json_string(contender->problem) : json_null());
    json_object_update(model, look);
    json_decref(look);
    if (contender->product.rows[0])
        json_object_set_new(model, "output_sha256", json_string(contender->product.rows));
    if (contender->product.files[0])
        json_object_set_new(model, "files_sha256", json_string(contender->product.files));
    if (!contender_counts(contender))
        return model;
    add_times(model, comparison, contender);
    add_observation(model, &contender->observed);
    json_object_set_new(model, "tasks", json_integer((json_int_t)comparison->task_count));
    json_object_set_new(model, "rows", json_integer((json_int_t)comparison->rows));
    json_object_set_new(model, "bytes", json_integer((json_int_t)comparison->bytes));
    json_object_set_new(model, "tutorial_s", known_real(contender->tutorial_s));
    return model;
}

static json_t *faults_of(const struct passed_on *faults)
{
    json_t *list = json_array();
    for (size_t i = 1; i < faults->count; i += 2) /* the values behind each "--fault" */
        json_array_append_new(list, json_string(faults->words[i]));
    return list;
}

/* The words of manyhands-work's own options that were passed on. */
static json_t *words_of(const struct passed_on *options)
{
    json_t *list = json_array();
    for (size_t i = 0; i < options->count; i++)
        json_array_append_new(list, json_string(options->words[i]));
    return list;
}

/* What was behind "run". */
static json_t *command_of(const struct options *options)
{
    json_t *list = json_array();
    for (size_t i = 0; i < options->word_count; i++)
        json_array_append_new(list, json_string(options->words[i]));
    return list;
}

/* What is done on this machine alone: computing, copying. */
static void add_own_work(json_t *scenario, const struct comparison *comparison)
{
    const struct options *options = comparison->options;
    bool makes = options->workload->copies && !options->from;
    json_object_set_new(scenario, "work_s",
                        options->work_ns ? json_real((double)options->work_ns / 1e9) : json_null());
    json_object_set_new(scenario, "work_steps", known_count(comparison->steps));
    json_object_set_new(scenario, "from", options->from ? json_string(options->from) : json_null());
    json_object_set_new(scenario, "file_bytes",
                        makes ? json_integer((json_int_t)options->file_bytes) : json_null());
    json_object_set_new(scenario, "work_options", words_of(&options->to_work));
    json_object_set_new(scenario, "in_flight", known_count(options->in_flight));
    json_object_set_new(scenario, "advised_workers", known_count(comparison->advised));
}

json_t *document_scenario(const struct comparison *comparison)
{
    const struct options *options = comparison->options;
    bool ours = !options->url && scenario_fetches(options);
    json_t *scenario =
        json_pack("{s:s, s:I, s:o, s:o, s:o, s:o, s:I, s:o, s:o, s:o}", "workload", options->workload->name,
                  "tasks", (json_int_t)options->tasks, "latency_s",
                  ours ? known_real((double)options->latency_ns / 1e9) : json_null(), "jitter_s",
                  ours ? known_real((double)options->jitter_ns / 1e9) : json_null(), "bandwidth_bytes_per_s",
                  ours ? known_count(options->bandwidth) : json_null(), "url",
                  options->url ? json_string(options->url) : json_null(), "seed", (json_int_t)options->seed,
                  "rate_per_s", options->rate > 0 ? json_real(options->rate) : json_null(), "rounds",
                  json_integer((json_int_t)comparison->rounds), "faults", faults_of(&options->to_origin));
    add_own_work(scenario, comparison);
    return scenario;
}

static json_t *tutorial_of(void)
{
    static const char *const about = "published wall times, seconds: ten pages, Python, another machine";
    json_t *tutorial = json_pack("{s:s}", "about", about);
    for (const struct model *const *model = models; *model; model++) {
        if ((*model)->tutorial.seconds > 0)
            json_object_set_new(tutorial, (*model)->name, json_real((*model)->tutorial.seconds));
    }
    return tutorial;
}

json_t *document_environment(const struct comparison *comparison)
{
    json_t *environment = environment_new(comparison->cores);
    json_object_set_new(environment, "warnings", warning_document(&comparison->warnings));
    return environment;
}

json_t *document_reference(const struct comparison *comparison)
{
    const struct product_digest *product = &comparison->product;
    return json_pack("{s:f, s:f, s:s, s:o, s:I, s:I, s:I, s:o, s:o, s:o}", "latency_s",
                     comparison->typical_latency_s, "parse_s", comparison->parse_s, "sha256", product->rows,
                     "files_sha256", product->files[0] ? json_string(product->files) : json_null(), "tasks",
                     (json_int_t)comparison->task_count, "rows", (json_int_t)comparison->rows, "bytes",
                     (json_int_t)comparison->bytes, "pipe_s", known_real(comparison->pipe_s), "span_record_s",
                     known_real(comparison->record_s), "origin_capacity_per_s",
                     known_real(comparison->capacity_per_s));
}

json_t *document_models(const struct comparison *comparison)
{
    json_t *list = json_array();
    for (size_t i = 0; i < comparison->count; i++)
        json_array_append_new(list, model_of(comparison, &comparison->contenders[i]));
    return list;
}

json_t *document_new(const struct comparison *comparison)
{
    json_t *spent = json_pack("{s:f, s:f, s:f}", "timed", comparison->timed_s, "untimed",
                              comparison->untimed_s, "total", comparison->total_s);
    return json_pack("{s:i, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "schema_version", SCHEMA_VERSION,
                     "partial", comparison->partial, "command", command_of(comparison->options),
                     "environment", document_environment(comparison), "scenario",
                     document_scenario(comparison), "reference", document_reference(comparison), "spent_s",
                     spent, "tutorial", tutorial_of(), "models", document_models(comparison), "account",
                     account_new(comparison));
}
