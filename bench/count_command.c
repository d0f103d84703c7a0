/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/commands.h"
#include "bench/host/machine.h"
#include "bench/measure/count.h"
#include "bench/measure/run.h"
#include "bench/options/scenario.h"
#include "bench/session.h"
#include "bench/show/document.h"
#include "bench/show/sentences.h"
#include "bench/words/grid.h"
#include "bench/words/number.h"

enum { SCHEMA_VERSION = 1 };

struct counting {
    struct comparison comparison;
    struct count count;
};

/* A row for each thing that was counted of any, a column a model that counts. */
struct counted_grid {
    const struct count *count;
    enum metric rows[METRICS_COUNTED];
    size_t columns[OPTIONS_MOST_MODELS]; /* which contenders */
};

static void put_tally(struct grid_cell *cell, const struct tally *tally)
{
    double far = fmax(tally->high - tally->median, tally->median - tally->low);
    if (!tally->rounds)
        grid_set(cell, "–");
    else if (far <= 0)
        grid_set(cell, "%s", text_count(tally->median).text);
    else
        grid_set(cell, "%s ± %s", text_count(tally->median).text, text_percent(far / tally->median).text);
}

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct counted_grid *counted = grid->subject;
    if (row > 0)
        grid_set(&cells[0], "%s", message(metrics[counted->rows[row - 1]].title));
    for (size_t column = 1; column < grid->columns; column++) {
        size_t i = counted->columns[column - 1];
        cells[column].side = TEXT_RIGHT;
        if (row == 0)
            grid_set(&cells[column], "%s", counted->count->comparison->contenders[i].entrant.label);
        else
            put_tally(&cells[column], &counted->count->tallies[i][counted->rows[row - 1]]);
    }
}

static bool known(const struct count *count, enum metric what)
{
    bool any = false;
    for (size_t i = 0; i < count->comparison->count; i++)
        any = any || count->tallies[i][what].rounds;
    return any;
}

/* A column a model, a row for each thing that was counted of any. */
static void print(const struct count *count)
{
    const struct comparison *comparison = count->comparison;
    const struct sheet sheet = {.file = stdout, .columns = sheet_columns(stdout)};
    struct counted_grid counted = {.count = count};
    struct lines note = {0};
    struct grid grid = {.columns = 1, .fill = fill, .subject = &counted};
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender->problem[0]) {
            printf(message(MESSAGE_PROBLEM_LINE), contender->entrant.label, contender->problem);
            putchar('\n');
        } else {
            counted.columns[grid.columns++ - 1] = i;
        }
    }
    for (size_t i = 0; i < METRICS_COUNTED; i++) {
        if (known(count, metrics_counted[i]))
            counted.rows[grid.rows++] = metrics_counted[i];
    }
    grid_print(&sheet, &grid);
    if (comparison->rounds > 1)
        lines_add(&note, MESSAGE_COUNT_NOTE, comparison->rounds);
    else
        lines_add(&note, MESSAGE_COUNT_NOTE_ONCE);
    sheet_lines(&sheet, "", &note);
}

static json_t *tally_of(const struct tally *tally)
{
    if (!tally->rounds)
        return json_null();
    return json_pack("{s:I, s:I, s:I, s:I}", "median", (json_int_t)tally->median, "low",
                     (json_int_t)tally->low, "high", (json_int_t)tally->high, "rounds",
                     (json_int_t)tally->rounds);
}

static json_t *model_of(const struct count *count, size_t i)
{
    const struct contender *contender = &count->comparison->contenders[i];
    json_t *counts = json_object();
    for (const enum metric *what = metrics_counted; what < metrics_counted + METRICS_COUNTED; what++)
        json_object_set_new(counts, metrics[*what].name, tally_of(&count->tallies[i][*what]));
    bool failed = contender->problem[0];
    return json_pack("{s:s, s:I, s:b, s:o, s:o}", "name", contender->entrant.label, "workers",
                     (json_int_t)contender->in_flight, "verified", !failed, "problem",
                     failed ? json_string(contender->problem) : json_null(), "counts", counts);
}

/* What was done, in the words of every language. */
static json_t *account_of(const struct comparison *comparison)
{
    enum language shown = message_language_set();
    json_t *account = json_object();
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        char scenario[LINES_SIZE];
        message_language((enum language)language);
        report_scenario(scenario, comparison);
        json_object_set_new(account, language_tag((enum language)language),
                            json_pack("{s:s}", "scenario", scenario));
    }
    message_language(shown);
    return account;
}

static json_t *document_of(const struct count *count)
{
    json_t *list = json_array();
    json_t *tolerances = json_object();
    for (size_t i = 0; i < count->comparison->count; i++)
        json_array_append_new(list, model_of(count, i));
    for (const enum metric *what = metrics_counted; what < metrics_counted + METRICS_COUNTED; what++)
        json_object_set_new(tolerances, metrics[*what].name, json_real(metrics[*what].tolerance));
    json_t *document = json_pack("{s:i, s:b, s:o, s:o, s:o, s:o, s:o}", "schema_version", SCHEMA_VERSION,
                                 "partial", count->comparison->partial, "environment",
                                 machine_environment(count->comparison->cores, &count->missing), "scenario",
                                 document_scenario(count->comparison), "tolerances", tolerances, "models",
                                 list, "account", account_of(count->comparison));
    period_put(document, &count->comparison->period);
    return document;
}

static int begin(void *state, const struct options *options, struct failure *why)
{
    struct counting *counting = state;
    int err = comparison_init(&counting->comparison, options);
    if (!err)
        err = count_init(&counting->count, &counting->comparison);
    return err ? fail(why, err, MESSAGE_TEXT, strerror(-err)) : run_check(&counting->comparison, why);
}

static int measure(void *state, const struct workspace *workspace, struct failure *why)
{
    struct counting *counting = state;
    return count_measure(&counting->count, workspace, why);
}

static bool has_part(const void *state)
{
    const struct counting *counting = state;
    bool any = false;
    for (size_t i = 0; i < METRICS_COUNTED; i++)
        any = any || known(&counting->count, metrics_counted[i]);
    return any;
}

static int publish(void *state, const struct workspace *workspace, struct lines *warnings,
                   struct failure *why)
{
    struct counting *counting = state;
    (void)warnings;
    return workspace_publish_json(workspace, "counts.json", document_of(&counting->count), why);
}

static int show(const void *state, const struct workspace *workspace)
{
    const struct counting *counting = state;
    (void)workspace;
    warning_print(&counting->count.missing);
    print(&counting->count);
    return comparison_verified(&counting->comparison) ? FINE : DIFFERS;
}

static void end(void *state)
{
    struct counting *counting = state;
    count_release(&counting->count);
    comparison_release(&counting->comparison);
}

static int complete(struct options *options, struct failure *why)
{
    options->counting = true;
    return scenario_complete(options, why);
}

static int run(const struct options *options)
{
    static const struct session session = {.makes = MAKING_COUNT,
                                           .begin = begin,
                                           .measure = measure,
                                           .has_part = has_part,
                                           .publish = publish,
                                           .show = show,
                                           .end = end};
    struct counting counting = {.comparison = {0}};
    return session_run(&session, &counting, options, options->out);
}

const struct command count_command = {.name = "count",
                                      .takes = TAKER_COUNT,
                                      .usage = MESSAGE_USAGE_OPTIONS,
                                      .does = MESSAGE_DOES_COUNT,
                                      .about = MESSAGE_ABOUT_COUNT,
                                      .ends = MESSAGE_EXIT_STATUS,
                                      .out = OPTIONS_DEFAULT_OUT,
                                      .complete = complete,
                                      .run = run};
