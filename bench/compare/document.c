/* SPDX-License-Identifier: MIT */
#include "bench/compare/document.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "bench/compare/conclusion.h"
#include "bench/compare/table.h"
#include "bench/compare/words.h"
#include "bench/host/machine.h"
#include "bench/page/page.h"
#include "bench/words/json.h"
#include "bench/words/number.h"
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

static json_t *list_of(const struct lines *lines)
{
    json_t *list = json_array();
    for (size_t i = 0; i < lines->count; i++)
        json_array_append_new(list, json_string(lines->text[i]));
    return list;
}

/* The table, row by row, the head first. */
static json_t *table_of(const struct judgement *judgement)
{
    struct grid_cell cells[GRID_MOST_COLUMNS];
    struct verdict_grid table;
    json_t *rows = json_array();
    verdict_grid_init(&table, judgement);
    for (size_t row = 0; row <= table.grid.rows; row++) {
        json_t *texts = json_array();
        grid_row(cells, &table.grid, row);
        for (size_t column = 0; column < table.grid.columns; column++)
            json_array_append_new(texts, json_string(cells[column].text));
        json_array_append_new(rows, texts);
    }
    return rows;
}

/* The comparison in the words of every language, for the report. */
static json_t *account_of(const struct judgement *judgement)
{
    enum language shown = message_language_set();
    json_t *account = json_object();
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        char conclusion[LINES_SIZE];
        struct lines warnings = {.count = 0};
        struct lines notes = {.count = 0};
        message_language((enum language)language);
        conclusion_sentence(conclusion, judgement);
        verdict_warnings(&warnings, judgement);
        verdict_notes(&notes, judgement, true);
        json_object_set_new(account, language_tag((enum language)language),
                            json_pack("{s:s, s:s, s:o, s:o, s:o}", "scenario", judgement->scenario[language],
                                      "conclusion", conclusion, "warnings", list_of(&warnings), "notes",
                                      list_of(&notes), "table", table_of(judgement)));
    }
    message_language(shown);
    return account;
}

static json_t *environment_of(const struct judgement *judgement, enum role role)
{
    json_t *environment = judgement->environments[role];
    return environment ? json_incref(environment) : json_null();
}

json_t *verdict_document_new(const struct judgement *judgement)
{
    bool live = judgement->live;
    enum conclusion conclusion = conclusion_of(judgement, NULL);
    json_t *list = json_array();
    for (size_t i = 0; i < judgement->count; i++)
        json_array_append_new(list, finding_of(&judgement->findings[i]));
    json_t *document = json_pack(
        "{s:i, s:b, s:o, s:s, s:s, s:f, s:b, s:o, s:o, s:b, s:s, s:b, s:o, s:o, s:o, s:o, s:{s:o, s:o}, s:o}",
        "schema_version", SCHEMA_VERSION, "live", live, "environment",
        live ? machine_environment(judgement->cores, &judgement->warnings) : json_null(), "base",
        judgement->base, "new", judgement->other, "margin", judgement->margin, "forced",
        judgement->forced && judgement->differences[0], "differences", known_text(judgement->differences),
        "unmatched", known_text(judgement->unmatched), "partial", judgement->partial, "conclusion",
        conclusion_name(conclusion), "regression", conclusion == CONCLUSION_WORSE, "seed",
        live ? json_integer((json_int_t)judgement->seed) : json_null(), "rounds",
        live ? json_integer((json_int_t)judgement->rounds) : json_null(), "seconds",
        live ? json_real(judgement->seconds) : json_null(), "findings", list, "environments", "base",
        environment_of(judgement, ROLE_BASE), "new", environment_of(judgement, ROLE_NEW), "account",
        account_of(judgement));
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
        MESSAGE_VERDICT_INCONCLUSIVE, MESSAGE_VERDICT_SAME,     MESSAGE_VERDICT_FASTER,
        MESSAGE_VERDICT_SLOWER,       MESSAGE_VERDICT_LESS,     MESSAGE_VERDICT_MORE,
        MESSAGE_VERDICT_SHOWN,        MESSAGE_VERDICT_UNJUDGED, MESSAGE_VERDICT_FAILED};
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

int verdict_page_write(const struct workspace *workspace, struct failure *why)
{
    char run[WORKSPACE_PATH_SIZE];
    workspace_result_path(run, workspace, "results.json");
    bool has_run = access(run, R_OK) == 0;
    return has_run ? 0 : report_html_write_account(workspace, "compare.json", "compare.html", why);
}
