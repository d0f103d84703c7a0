/* SPDX-License-Identifier: MIT */
#include "bench/compare/table.h"

#include <stdio.h>
#include <string.h>

#include "bench/compare/words.h"

enum { COLUMNS = 6, GAP = 2 };

/* What there is room for: each layout is narrower than the last. */
enum layout {
    WITH_ROUNDS, /* also how many rounds are missing */
    IN_LINES,
    STACKED, /* each model has a line of its own above its own */
};

/* An increase is what fails. */
static const char *const styles[VERDICT_COUNT] = {
    [VERDICT_INCONCLUSIVE] = "33", [VERDICT_SAME] = "32", [VERDICT_LESS] = "1;32", [VERDICT_MORE] = "1;31"};

struct row {
    char cells[COLUMNS][VERDICT_CELL_SIZE];
};

static void fill_row(struct row *row, const struct finding *finding, bool ascii, enum layout layout)
{
    char *last = row->cells[COLUMNS - 1];
    int length =
        snprintf(last, VERDICT_CELL_SIZE, "%s %s", verdict_symbol(finding, ascii), verdict_word(finding));
    (void)snprintf(row->cells[0], VERDICT_CELL_SIZE, "%s", layout == STACKED ? "" : finding->model);
    (void)snprintf(row->cells[1], VERDICT_CELL_SIZE, "%s", message(metrics[finding->metric].title));
    verdict_value(row->cells[2], finding->metric, finding->base);
    verdict_value(row->cells[3], finding->metric, finding->other);
    verdict_change(row->cells[4], &finding->ratio);
    if (layout == WITH_ROUNDS && finding->more && length > 0 && (size_t)length < VERDICT_CELL_SIZE)
        (void)snprintf(last + length, VERDICT_CELL_SIZE - (size_t)length, message(MESSAGE_VERDICT_ROUNDS),
                       finding->more);
}

static void fill_titles(struct row *row, const struct judgement *judgement, enum layout layout)
{
    const char *const titles[COLUMNS] = {layout == STACKED ? "" : message(MESSAGE_COLUMN_MODEL),
                                         message(MESSAGE_COLUMN_METRIC),
                                         message(MESSAGE_COLUMN_BASE),
                                         message(MESSAGE_COLUMN_NEW),
                                         verdict_change_title(judgement),
                                         message(MESSAGE_COLUMN_VERDICT)};
    for (size_t i = 0; i < COLUMNS; i++)
        (void)snprintf(row->cells[i], VERDICT_CELL_SIZE, "%s", titles[i]);
}

static void widen(size_t widths[COLUMNS], const struct row *row)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        size_t width = text_width(row->cells[i]);
        widths[i] = width > widths[i] ? width : widths[i];
    }
}

/* Finds the widths of the columns. Returns that of the table. */
static size_t measure(size_t widths[COLUMNS], const struct judgement *judgement, bool ascii,
                      enum layout layout)
{
    struct row row;
    size_t all = (size_t)GAP * (COLUMNS - 1);
    memset(widths, 0, COLUMNS * sizeof *widths);
    fill_titles(&row, judgement, layout);
    widen(widths, &row);
    for (size_t i = 0; i < judgement->count; i++) {
        fill_row(&row, &judgement->findings[i], ascii, layout);
        widen(widths, &row);
    }
    for (size_t i = 0; i < COLUMNS; i++)
        all += widths[i];
    return all;
}

/* The last column in a style of its own, without spaces behind it. */
static void put_row(const struct sheet *sheet, const struct row *row, const size_t widths[COLUMNS],
                    const char *sgr, const char *last_sgr)
{
    for (size_t i = 0; i + 1 < COLUMNS; i++) {
        sheet_put(sheet, sgr, row->cells[i], widths[i], i < 2 ? TEXT_LEFT : TEXT_RIGHT);
        fprintf(sheet->file, "%*s", GAP, "");
    }
    sheet_put(sheet, last_sgr, row->cells[COLUMNS - 1], 0, TEXT_LEFT);
    fputc('\n', sheet->file);
}

static void put_table(const struct sheet *sheet, const struct judgement *judgement,
                      const size_t widths[COLUMNS], enum layout layout)
{
    struct row row;
    const char *model = "";
    fill_titles(&row, judgement, layout);
    put_row(sheet, &row, widths, "2", "2");
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        bool judged = verdict_is_judged(finding);
        if (layout == STACKED && strcmp(finding->model, model) != 0)
            fprintf(sheet->file, "%s\n", finding->model);
        model = finding->model;
        fill_row(&row, finding, sheet->ascii, layout);
        put_row(sheet, &row, widths, judged ? "" : "2", judged ? styles[finding->verdict] : "2");
    }
}

void verdict_table_print(const struct sheet *sheet, const struct judgement *judgement)
{
    struct lines warnings = {.count = 0};
    struct lines notes = {.count = 0};
    char conclusion[LINES_SIZE];
    size_t widths[COLUMNS];
    enum layout layout = WITH_ROUNDS;
    while (measure(widths, judgement, sheet->ascii, layout) > sheet->columns && layout < STACKED)
        layout++;
    verdict_conclusion(conclusion, judgement);
    verdict_warnings(&warnings, judgement);
    verdict_notes(&notes, judgement, layout != WITH_ROUNDS);
    sheet_paragraph(sheet, verdict_regressed(judgement) ? "1;31" : "1", conclusion);
    sheet_lines(sheet, "33", &warnings);
    fputc('\n', sheet->file);
    put_table(sheet, judgement, widths, layout);
    fputc('\n', sheet->file);
    sheet_lines(sheet, "2", &notes);
}
