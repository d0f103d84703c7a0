/* SPDX-License-Identifier: MIT */
#include "bench/verdict_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/report.h"
#include "bench/sample.h"

enum { COLUMNS = 6, GAP = 2, CELL_SIZE = 96 };

/* How a verdict looks; an increase is what fails. */
static const struct {
    const char *symbol, *ascii, *sgr;
} looks[VERDICT_COUNT] = {[VERDICT_INCONCLUSIVE] = {"?", "?", "33"},
                          [VERDICT_SAME] = {"=", "=", "32"},
                          [VERDICT_LESS] = {"▼", "-", "1;32"},
                          [VERDICT_MORE] = {"▲", "+", "1;31"}};

static const char *word_of(enum metric metric, enum verdict verdict)
{
    bool time = metric == METRIC_WALL || metric == METRIC_CPU;
    switch (verdict) {
    case VERDICT_SAME:
        return message(MESSAGE_VERDICT_SAME);
    case VERDICT_LESS:
        return message(time ? MESSAGE_VERDICT_FASTER : MESSAGE_VERDICT_LESS);
    case VERDICT_MORE:
        return message(time ? MESSAGE_VERDICT_SLOWER : MESSAGE_VERDICT_MORE);
    default:
        return message(MESSAGE_VERDICT_INCONCLUSIVE);
    }
}

static const char *title_of(enum metric metric)
{
    static const enum message titles[METRIC_COUNT] = {MESSAGE_METRIC_WALL, MESSAGE_METRIC_CPU,
                                                      MESSAGE_METRIC_MEMORY, MESSAGE_METRIC_REQUESTS,
                                                      MESSAGE_METRIC_SWITCHES};
    return message(titles[metric]);
}

static void put_value(char out[CELL_SIZE], enum metric metric, double value)
{
    char text[TEXT_NUMBER_SIZE];
    if (metric == METRIC_WALL || metric == METRIC_CPU)
        (void)snprintf(out, CELL_SIZE, "%s", text_seconds(text, value));
    else if (metric == METRIC_MEMORY)
        (void)snprintf(out, CELL_SIZE, "%s", text_bytes(text, value));
    else
        (void)snprintf(out, CELL_SIZE, "%.0f", value);
}

/* "+5.2 % [+4.1, +6.3]" */
static void put_change(char out[CELL_SIZE], const struct estimate *ratio)
{
    int length = snprintf(out, CELL_SIZE, "%+.1f %%", 100 * (ratio->value - 1));
    if (isfinite(ratio->interval.low) && isfinite(ratio->interval.high) && length > 0)
        (void)snprintf(out + length, CELL_SIZE - (size_t)length, " [%+.1f, %+.1f]",
                       100 * (ratio->interval.low - 1), 100 * (ratio->interval.high - 1));
}

static void fill_row(char row[COLUMNS][CELL_SIZE], const struct finding *finding, bool ascii)
{
    const char *symbol = ascii ? looks[finding->verdict].ascii : looks[finding->verdict].symbol;
    int length = snprintf(row[5], CELL_SIZE, "%s %s", symbol, word_of(finding->metric, finding->verdict));
    (void)snprintf(row[0], CELL_SIZE, "%s", finding->model);
    (void)snprintf(row[1], CELL_SIZE, "%s", title_of(finding->metric));
    put_value(row[2], finding->metric, finding->base);
    put_value(row[3], finding->metric, finding->other);
    put_change(row[4], &finding->ratio);
    if (finding->more && length > 0 && (size_t)length < CELL_SIZE)
        (void)snprintf(row[5] + length, CELL_SIZE - (size_t)length, message(MESSAGE_VERDICT_ROUNDS),
                       finding->more);
}

static void fill_titles(char row[COLUMNS][CELL_SIZE])
{
    static const enum message titles[COLUMNS] = {MESSAGE_COLUMN_MODEL,  MESSAGE_COLUMN_METRIC,
                                                 MESSAGE_COLUMN_BASE,   MESSAGE_COLUMN_NEW,
                                                 MESSAGE_COLUMN_CHANGE, MESSAGE_COLUMN_VERDICT};
    for (size_t i = 0; i < COLUMNS; i++)
        (void)snprintf(row[i], CELL_SIZE, "%s", message(titles[i]));
}

static void widen(size_t widths[COLUMNS], char row[COLUMNS][CELL_SIZE])
{
    for (size_t i = 0; i < COLUMNS; i++)
        widths[i] = text_width(row[i]) > widths[i] ? text_width(row[i]) : widths[i];
}

/* The last column in a style of its own, without spaces behind it. */
static void put_row(const struct sheet *sheet, char row[COLUMNS][CELL_SIZE], const size_t widths[COLUMNS],
                    const char *sgr, const char *last_sgr)
{
    for (size_t i = 0; i + 1 < COLUMNS; i++) {
        sheet_put(sheet, sgr, row[i], widths[i], i < 2 ? TEXT_LEFT : TEXT_RIGHT);
        fprintf(sheet->file, "%*s", GAP, "");
    }
    sheet_put(sheet, last_sgr, row[COLUMNS - 1], 0, TEXT_LEFT);
    fputc('\n', sheet->file);
}

static void put_table(const struct sheet *sheet, const struct judgement *judgement)
{
    char row[COLUMNS][CELL_SIZE];
    size_t widths[COLUMNS] = {0};
    fill_titles(row);
    widen(widths, row);
    for (size_t i = 0; i < judgement->count; i++) {
        fill_row(row, &judgement->findings[i], sheet->ascii);
        widen(widths, row);
    }
    fill_titles(row);
    put_row(sheet, row, widths, "2", "2");
    for (size_t i = 0; i < judgement->count; i++) {
        fill_row(row, &judgement->findings[i], sheet->ascii);
        put_row(sheet, row, widths, "", looks[judgement->findings[i].verdict].sgr);
    }
}

static void add_oddities(struct report_lines *lines, const struct finding *finding, bool new)
{
    unsigned bits = new ? finding->new_oddities : finding->base_oddities;
    const char *side = message(new ? MESSAGE_COLUMN_NEW : MESSAGE_COLUMN_BASE);
    if (bits & SAMPLE_WARM_UP)
        report_add(lines, MESSAGE_WARN_WARM_UP, finding->model, title_of(finding->metric), side);
    if (bits & SAMPLE_DRIFT)
        report_add(lines, MESSAGE_WARN_DRIFT, finding->model, title_of(finding->metric), side);
    if (bits & SAMPLE_BIMODAL)
        report_add(lines, MESSAGE_WARN_BIMODAL, finding->model, title_of(finding->metric), side);
}

/* What the control and a second run had to say of a finding. */
static void add_history(struct report_lines *lines, const struct judgement *judgement,
                        const struct finding *finding)
{
    char change[CELL_SIZE];
    if (finding->margin > judgement->margin) {
        char margin[TEXT_NUMBER_SIZE];
        put_change(change, &finding->control);
        report_add(lines, MESSAGE_NOTE_CONTROL, finding->model, title_of(finding->metric), change,
                   text_percent(margin, finding->margin));
    }
    if (finding->suspected) {
        put_change(change, &finding->first);
        report_add(lines, finding->verdict == VERDICT_MORE ? MESSAGE_NOTE_CONFIRMED : MESSAGE_NOTE_REFUTED,
                   finding->model, title_of(finding->metric), change);
    }
}

void verdict_table_print(const struct sheet *sheet, const struct judgement *judgement)
{
    struct report_lines warnings = {.count = 0};
    struct report_lines notes = {.count = 0};
    char number[TEXT_NUMBER_SIZE];
    if (judgement->differences[0])
        report_add(&warnings, MESSAGE_WARN_FORCED, judgement->differences);
    if (judgement->partial)
        report_add(&warnings, MESSAGE_WARN_PARTIAL);
    for (size_t i = 0; i < judgement->count; i++) {
        add_oddities(&warnings, &judgement->findings[i], false);
        add_oddities(&warnings, &judgement->findings[i], true);
        add_history(&notes, judgement, &judgement->findings[i]);
    }
    report_add(&notes, MESSAGE_NOTE_MARGIN, text_percent(number, judgement->margin));
    if (judgement->live)
        report_add(&notes, MESSAGE_NOTE_LIVE, judgement->rounds, text_seconds(number, judgement->seconds));
    else
        report_add(&notes, MESSAGE_NOTE_SEPARATE);
    sheet_lines(sheet, "33", &warnings);
    put_table(sheet, judgement);
    fputc('\n', sheet->file);
    sheet_lines(sheet, "2", &notes);
}
