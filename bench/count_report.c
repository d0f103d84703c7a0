/* SPDX-License-Identifier: MIT */
#include "bench/count_report.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "bench/host/environment.h"
#include "bench/show/document.h"
#include "bench/show/format.h"
#include "bench/show/results.h"
#include "bench/show/sentences.h"
#include "bench/words/text.h"

enum { SCHEMA_VERSION = 1, GAP = 2 };

static void format_tally(char out[REPORT_CELL_SIZE], const struct tally *tally)
{
    double far = fmax(tally->high - tally->median, tally->median - tally->low);
    if (!tally->rounds)
        snprintf(out, REPORT_CELL_SIZE, "–");
    else if (far <= 0)
        snprintf(out, REPORT_CELL_SIZE, "%.0f", tally->median);
    else
        snprintf(out, REPORT_CELL_SIZE, "%.0f ± %s", tally->median, text_percent(far / tally->median).text);
}

/* What stands in a row of the table in the column of a contender; `what` is METRIC_COUNT for the titles. */
static void format_cell(char out[REPORT_CELL_SIZE], const struct count *count, size_t i, int what)
{
    if (what == METRIC_COUNT)
        snprintf(out, REPORT_CELL_SIZE, "%s", count->comparison->contenders[i].entrant.label);
    else
        format_tally(out, &count->tallies[i][what]);
}

static void put(FILE *file, const char *text, size_t width, enum text_side side)
{
    text_put(file, text, width, side);
}

static bool known(const struct count *count, int what)
{
    bool any = what == METRIC_COUNT;
    for (size_t i = 0; i < count->comparison->count; i++)
        any = any || count->tallies[i][what].rounds;
    return any;
}

static size_t wider(size_t width, const char *text)
{
    return text_width(text) > width ? text_width(text) : width;
}

static void put_row(FILE *file, const struct count *count, int what, size_t first,
                    const size_t widths[OPTIONS_MOST_MODELS])
{
    char cell[REPORT_CELL_SIZE];
    put(file, what == METRIC_COUNT ? "" : message(metrics[what].title), first, TEXT_LEFT);
    for (size_t i = 0; i < count->comparison->count; i++) {
        if (count->comparison->contenders[i].problem[0])
            continue;
        format_cell(cell, count, i, what);
        fprintf(file, "%*s", GAP, "");
        put(file, cell, widths[i], TEXT_RIGHT);
    }
    fputc('\n', file);
}

void count_print(FILE *file, const struct count *count)
{
    const struct comparison *comparison = count->comparison;
    char cell[REPORT_CELL_SIZE];
    size_t widths[OPTIONS_MOST_MODELS] = {0};
    size_t first = 0;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender->problem[0])
            continue;
        fprintf(file, message(MESSAGE_PROBLEM_LINE), contender->entrant.label, contender->problem);
        fputc('\n', file);
    }
    for (int what = 0; what <= METRIC_COUNT; what++) {
        first = what < METRIC_COUNT ? wider(first, message(metrics[what].title)) : first;
        for (size_t i = 0; i < comparison->count; i++) {
            format_cell(cell, count, i, what);
            widths[i] = wider(widths[i], cell);
        }
    }
    put_row(file, count, METRIC_COUNT, first, widths);
    for (size_t i = 0; i < METRICS_COUNTED; i++) {
        if (known(count, metrics_counted[i]))
            put_row(file, count, metrics_counted[i], first, widths);
    }
    fprintf(file, message(MESSAGE_COUNT_NOTE), comparison->rounds);
    fputc('\n', file);
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

static json_t *document_of(const struct count *count)
{
    json_t *list = json_array();
    json_t *tolerances = json_object();
    json_t *environment = environment_new(count->comparison->cores);
    for (size_t i = 0; i < count->comparison->count; i++)
        json_array_append_new(list, model_of(count, i));
    for (const enum metric *what = metrics_counted; what < metrics_counted + METRICS_COUNTED; what++)
        json_object_set_new(tolerances, metrics[*what].name, json_real(metrics[*what].tolerance));
    json_object_set_new(environment, "warnings", warning_document(&count->missing));
    return json_pack("{s:i, s:b, s:o, s:o, s:o, s:o}", "schema_version", SCHEMA_VERSION, "partial",
                     count->comparison->partial, "environment", environment, "scenario",
                     document_scenario(count->comparison), "tolerances", tolerances, "models", list);
}

int count_write(const struct count *count, const struct workspace *workspace, struct failure *why)
{
    return workspace_publish_json(workspace, "counts.json", document_of(count), why);
}
