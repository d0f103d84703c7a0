/* SPDX-License-Identifier: MIT */
#include "bench/compare/document.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/compare/conclusion.h"
#include "bench/compare/table.h"
#include "bench/compare/words.h"
#include "bench/host/machine.h"
#include "bench/words/json.h"
#include "bench/words/text.h"
#include "stats/sample.h"

enum { SCHEMA_VERSION = 1 };

static json_t *oddities_of(unsigned bits)
{
    static const struct {
        unsigned bit;
        const char *name;
    } oddities[] = {{SAMPLE_WARM_UP, "warm-up"}, {SAMPLE_DRIFT, "drift"}, {SAMPLE_BIMODAL, "bimodal"}};
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++) {
        if (bits & oddities[i].bit)
            json_array_append_new(list, json_string(oddities[i].name));
    }
    return list;
}

static const char *const gap_names[GAP_COUNT] = {
    [GAP_NONE] = "",
    [GAP_ROUNDS] = "rounds",
    [GAP_ZERO] = "zero",
    [GAP_NOT_REACHED] = "not-reached",
    [GAP_ONLY_BASE] = "only-base",
    [GAP_ONLY_NEW] = "only-new",
    [GAP_BASE_FAILED] = "base-failed",
    [GAP_NEW_FAILED] = "new-failed",
};

static json_t *finding_of(const struct finding *given)
{
    struct finding finding = *given; /* for the lists of fields, by which it could be changed */
    const struct json_field measured[] = {{"base", .real = &finding.base},
                                          {"new", .real = &finding.other},
                                          {"ratio", .real = &finding.ratio.value},
                                          {"ratio_ci95", .interval = &finding.ratio.interval},
                                          {"p", .real = &finding.p},
                                          {"p_holm", .real = &finding.p_holm},
                                          {"margin", .real = &finding.margin},
                                          {.key = NULL}};
    const struct json_field history[] = {{"control", .real = &finding.control.value},
                                         {"control_ci95", .interval = &finding.control.interval},
                                         {"first_ratio", .real = &finding.first.value},
                                         {"first_ratio_ci95", .interval = &finding.first.interval},
                                         {.key = NULL}};
    const struct metric_about *metric = &metrics[finding.metric];
    json_t *it =
        json_pack("{s:s, s:s, s:s}", "model", finding.model, "metric", metric->name, "unit", metric->unit);
    json_set_fields(it, measured, true);
    json_object_set_new(it, "base_values", known_count(finding.base_count));
    json_object_set_new(it, "new_values", known_count(finding.new_count));
    json_object_set_new(it, "verdict", json_string(verdict_name(finding.metric, finding.verdict)));
    json_object_set_new(it, "gap", known_text(gap_names[finding.gap]));
    json_object_set_new(it, "problem", known_text(finding.problem));
    json_object_set_new(it, "more_rounds", known_count(finding.more));
    json_set_fields(it, history, true);
    json_object_set_new(it, "confirmed",
                        finding.suspected && !finding.untried ? json_boolean(verdict_is_confirmed(&finding))
                                                              : json_null());
    json_object_set_new(it, "base_oddities", oddities_of(finding.base_oddities));
    json_object_set_new(it, "new_oddities", oddities_of(finding.new_oddities));
    return it;
}

json_t *verdict_document_new(const struct judgement *judgement)
{
    bool live = judgement->live;
    enum conclusion conclusion = conclusion_of(judgement, NULL);
    json_t *list = json_array();
    for (size_t i = 0; i < judgement->count; i++)
        json_array_append_new(list, finding_of(&judgement->findings[i]));
    json_t *document = json_pack(
        "{s:i, s:b, s:o, s:s, s:s, s:f, s:b, s:o, s:o, s:b, s:s, s:b, s:o, s:o, s:o, s:o}", "schema_version",
        SCHEMA_VERSION, "live", live, "environment",
        live ? machine_environment(judgement->cores, &judgement->warnings) : json_null(), "base",
        judgement->base, "new", judgement->other, "margin", judgement->margin, "forced",
        judgement->forced && judgement->differences[0], "differences", known_text(judgement->differences),
        "unmatched", known_text(judgement->unmatched), "partial", judgement->partial, "conclusion",
        conclusion_name(conclusion), "regression", conclusion == CONCLUSION_WORSE, "seed",
        live ? json_integer((json_int_t)judgement->seed) : json_null(), "rounds",
        live ? json_integer((json_int_t)judgement->rounds) : json_null(), "seconds",
        live ? json_real(judgement->seconds) : json_null(), "findings", list);
    period_put(document, &judgement->period);
    return document;
}

static const char data[] = "compare.csv";

static void put_rows(FILE *file, const void *about)
{
    const struct judgement *judgement = about;
    fputs("model,metric,ratio,ci_low,ci_high,margin,verdict\n", file);
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        const struct estimate *ratio = &finding->ratio;
        fprintf(file, "%s,%s,%s,%s,%s,%.9g,%s\n", finding->model, metrics[finding->metric].name,
                text_digits(ratio->value, 9).text, text_digits(ratio->interval.low, 9).text,
                text_digits(ratio->interval.high, 9).text, finding->margin,
                verdict_name(finding->metric, finding->verdict));
    }
}

/* The words for what compare.csv has: metrics, then verdicts. */
static void put_words(FILE *file, const void *about)
{
    static const enum message verdicts[] = {
        MESSAGE_VERDICT_INCONCLUSIVE, MESSAGE_VERDICT_SAME,    MESSAGE_VERDICT_FASTER,
        MESSAGE_VERDICT_SLOWER,       MESSAGE_VERDICT_LESS,    MESSAGE_VERDICT_MORE,
        MESSAGE_VERDICT_SHOWN,        MESSAGE_FOREST_UNJUDGED, MESSAGE_VERDICT_FAILED};
    const struct judgement *judgement = about;
    struct text_number margin = text_percent(judgement->margin);
    fprintf(file, "%s\n", message(MESSAGE_FOREST_TITLE));
    fprintf(file, message(judgement->timed ? MESSAGE_FOREST_ABOUT : MESSAGE_FOREST_ABOUT_COUNTS),
            margin.text);
    fprintf(file, "\n%s\n", message(MESSAGE_FOREST_AXIS));
    for (int metric = 0; metric < METRIC_COUNT; metric++)
        fprintf(file, "%s\n", message(metrics[metric].title));
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
        fprintf(file, "%s\n", message(verdicts[i]));
}

const struct figure verdict_figure = {"forest", data, put_words, MESSAGE_FOREST_SHOWS};

int verdict_figure_draw(const struct judgement *judgement, const struct workspace *workspace,
                        struct lines *warnings, struct failure *why)
{
    figure_remove(&verdict_figure, 1, workspace);
    int err = workspace_publish_file(workspace, data, put_rows, judgement, why);
    return err ? err : figure_draw(&verdict_figure, 1, judgement, workspace, warnings, why);
}

static struct measurement *add(struct measurements *measurements)
{
    struct measurement *added = &measurements->list[measurements->count++];
    *added = (struct measurement){.unit = "ratio", .value = NAN, .low = NAN, .high = NAN};
    return added;
}

/* How a measurement passes a test by its verdict, as JUnit has it: what is worse fails, what could not be
   tested is an error, what the test leaves open is skipped. */
static enum measurement_state state_of(enum verdict verdict)
{
    if (verdict == VERDICT_MORE || verdict == VERDICT_FAILED)
        return MEASUREMENT_FAILED;
    if (verdict == VERDICT_UNJUDGED)
        return MEASUREMENT_ERROR;
    return verdict == VERDICT_INCONCLUSIVE ? MEASUREMENT_SKIPPED : MEASUREMENT_PASSED;
}

static int add_ratio(struct measurements *measurements, const struct finding *finding)
{
    char sentence[LINES_SIZE];
    struct measurement *it = add(measurements);
    it->name = finding->model;
    (void)snprintf(it->metric, sizeof it->metric, "%s, new/base", metrics[finding->metric].label);
    (void)snprintf(it->slug, sizeof it->slug, "%s-ratio", metrics[finding->metric].slug);
    it->value = finding->ratio.value;
    it->low = finding->ratio.interval.low;
    it->high = finding->ratio.interval.high;
    it->seconds = metric_is_time(finding->metric) ? finding->other : NAN;
    it->runs = finding->base_count < finding->new_count ? finding->base_count : finding->new_count;
    it->verdict = verdict_name(finding->metric, finding->verdict);
    it->state = state_of(finding->verdict);
    if (it->state == MEASUREMENT_PASSED)
        return 0;
    verdict_sentence(sentence, finding);
    it->problem = strdup(sentence);
    return it->problem ? 0 : -ENOMEM;
}

/* The wall times of both, all in all. */
static double sum_of_times(const struct judgement *judgement)
{
    double sum = 0;
    for (size_t i = 0; i < judgement->times_count; i++) {
        for (size_t j = 0; j < judgement->times[i].count; j++)
            sum += judgement->times[i].wall_s[j];
    }
    return sum;
}

static int add_timing(struct measurements *measurements, const struct judgement *judgement,
                      const struct verdict_times *times)
{
    bool base = times->role == ROLE_BASE;
    char command[VERDICT_PATH_SIZE + 256];
    struct timing *timing = &measurements->timings[measurements->timing_count++];
    (void)snprintf(command, sizeof command, "%s --model %s --workload %s",
                   base ? judgement->base : judgement->other, times->model, judgement->workload);
    *timing = (struct timing){.name = times->model,
                              .build = base ? "base" : "new",
                              .command = strdup(command),
                              .samples = calloc(times->count, sizeof *timing->samples),
                              .count = times->count,
                              .user_s = times->user_s,
                              .system_s = times->system_s};
    if (!timing->samples || !timing->command)
        return -ENOMEM;
    memcpy(timing->samples, times->wall_s, times->count * sizeof *timing->samples);
    return 0;
}

int measurements_of_judgement(struct measurements *measurements, const struct judgement *judgement)
{
    *measurements =
        (struct measurements){.suite = judgement->workload,
                              .total_s = judgement->live ? judgement->seconds : sum_of_times(judgement),
                              .document = verdict_document_new(judgement),
                              .put_table = verdict_put_markdown,
                              .subject = judgement};
    int err = measurements->document ? 0 : -ENOMEM;
    for (size_t i = 0; i < judgement->count && !err; i++)
        err = add_ratio(measurements, &judgement->findings[i]);
    for (size_t i = 0; i < judgement->times_count && !err; i++)
        err = add_timing(measurements, judgement, &judgement->times[i]);
    return err;
}
