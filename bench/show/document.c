/* SPDX-License-Identifier: MIT */
#include "bench/show/document.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/host/machine.h"
#include "bench/measure/analysis.h"
#include "bench/options/reproduce.h"
#include "bench/options/scenario.h"
#include "bench/show/contender.h"
#include "bench/show/sentences.h"
#include "bench/words/json.h"

enum { SCHEMA_VERSION = 1 };

/* Every `step`th of the words, from number `first` on. */
static json_t *list_of_words(const char *const *words, size_t count, size_t first, size_t step)
{
    json_t *list = json_array();
    for (size_t i = first; i < count; i += step)
        json_array_append_new(list, json_string(words[i]));
    return list;
}

json_t *document_command(const struct options *options, unsigned takes)
{
    const char **words = calloc(options->word_count + 1, sizeof *words);
    if (!words)
        return NULL;
    size_t kept = reproduce_words(words, (const char *const *)options->words, options->word_count, takes);
    json_t *list = list_of_words(words, kept, 0, 1);
    free(words);
    return list;
}

json_t *document_scenario(const struct comparison *comparison)
{
    const struct options *options = comparison->options;
    const struct passed_on *origin = &options->to_origin;
    const struct passed_on *work = &options->to_work;
    bool ours = !options->url && scenario_fetches(options);
    bool makes = options->workload->copies && !options->from;
    json_t *asked = json_object();
    json_object_set_new(asked, "workload", json_string(options->workload->name));
    json_object_set_new(asked, "tasks", json_integer((json_int_t)options->tasks));
    json_object_set_new(asked, "latency_s", known_real(ours ? (double)options->latency_ns / 1e9 : NAN));
    json_object_set_new(asked, "jitter_s", known_real(ours ? (double)options->jitter_ns / 1e9 : NAN));
    json_object_set_new(asked, "bandwidth_bytes_per_s", known_count(ours ? options->bandwidth : 0));
    json_object_set_new(asked, "url", known_text(options->url));
    json_object_set_new(asked, "seed", json_integer((json_int_t)options->seed));
    json_object_set_new(asked, "rate_per_s", known_real(options->rate > 0 ? options->rate : NAN));
    json_object_set_new(asked, "rounds", json_integer((json_int_t)comparison->rounds));
    json_object_set_new(asked, "faults", list_of_words(origin->words, origin->count, 1, 2));
    json_object_set_new(asked, "work_s", known_real(options->work_ns ? (double)options->work_ns / 1e9 : NAN));
    json_object_set_new(asked, "work_steps", known_count(comparison->steps));
    json_object_set_new(asked, "from", known_text(options->from));
    json_object_set_new(asked, "file_bytes",
                        makes ? json_integer((json_int_t)options->file_bytes) : json_null());
    json_object_set_new(asked, "work_options", list_of_words(work->words, work->count, 0, 1));
    json_object_set_new(asked, "in_flight", known_count(options->in_flight));
    json_object_set_new(asked, "advised_workers", known_count(comparison->advised));
    return asked;
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

json_t *document_reference(const struct comparison *comparison)
{
    const struct product_digest *product = &comparison->product;
    return json_pack("{s:f, s:f, s:s, s:o, s:I, s:I, s:I, s:o, s:o, s:o}", "latency_s",
                     comparison->typical_latency_s, "parse_s", comparison->parse_s, "sha256", product->rows,
                     "files_sha256", known_text(product->files), "tasks", (json_int_t)comparison->task_count,
                     "rows", (json_int_t)comparison->rows, "bytes", (json_int_t)comparison->bytes, "pipe_s",
                     known_real(comparison->pipe_s), "span_record_s", known_real(comparison->record_s),
                     "origin_capacity_per_s", known_real(comparison->capacity_per_s));
}

json_t *document_models(const struct comparison *comparison)
{
    json_t *list = json_array();
    for (size_t i = 0; i < comparison->count; i++)
        json_array_append_new(list, contender_json(comparison, &comparison->contenders[i]));
    return list;
}

json_t *document_lines(const struct lines *lines)
{
    json_t *list = json_array();
    for (size_t i = 0; i < lines->count; i++)
        json_array_append_new(list, json_string(lines->text[i]));
    return list;
}

/* The comparison in the words of every language, so that a report can be drawn again from the file. */
static json_t *account_of(const struct comparison *comparison)
{
    enum language shown = message_language_set();
    json_t *account = json_object();
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        struct report_words words;
        message_language((enum language)language);
        report_words(&words, comparison);
        json_object_set_new(account, language_tag((enum language)language),
                            json_pack("{s:s, s:o, s:o, s:o}", "scenario", words.scenario, "warnings",
                                      document_lines(&words.warnings), "meaning",
                                      document_lines(&words.meaning), "notes", document_lines(&words.notes)));
    }
    message_language(shown);
    return account;
}

json_t *document_new(const struct comparison *comparison)
{
    json_t *spent = json_pack("{s:f, s:f, s:f}", "timed", comparison->timed_s, "untimed",
                              comparison->untimed_s, "total", comparison->total_s);
    json_t *document = json_pack(
        "{s:i, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "schema_version", SCHEMA_VERSION, "partial",
        comparison->partial, "command", document_command(comparison->options, TAKER_RUN), "environment",
        machine_environment(comparison->cores, &comparison->warnings), "scenario",
        document_scenario(comparison), "reference", document_reference(comparison), "spent_s", spent,
        "tutorial", tutorial_of(), "models", document_models(comparison), "account", account_of(comparison));
    period_put(document, &comparison->period);
    return document;
}

int document_recall(struct comparison *comparison, const json_t *document)
{
    const json_t *list = json_object_get(document, "models");
    const json_t *scenario = json_object_get(document, "scenario");
    size_t count = json_array_size(list);
    *comparison = (struct comparison){.count = 0};
    if (json_integer_value(json_object_get(document, "schema_version")) != SCHEMA_VERSION || count == 0 ||
        count > OPTIONS_MOST_MODELS || !json_is_object(scenario))
        return -EBADMSG;
    comparison->count = count;
    comparison->partial = json_is_true(json_object_get(document, "partial"));
    comparison->rounds = json_count(scenario, "rounds");
    int err = 0;
    for (size_t i = 0; i < count && !err; i++)
        err = contender_from_json(&comparison->contenders[i], json_array_get(list, i));
    if (!err)
        err = analysis_times(comparison);
    return err == -EINVAL ? -EBADMSG : err;
}

int document_load(struct comparison *comparison, json_t **document, const char *path, struct failure *why)
{
    *comparison = (struct comparison){.count = 0};
    *document = NULL;
    FILE *file = fopen(path, "r");
    if (!file)
        return fail(why, -errno, MESSAGE_CANNOT_OPEN, path, strerror(errno));
    *document = json_loadf(file, 0, NULL);
    (void)fclose(file);
    int err = document_recall(comparison, *document);
    return err ? fail(why, err, MESSAGE_NOT_A_RESULT, path) : 0;
}
