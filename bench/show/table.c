/* SPDX-License-Identifier: MIT */
#include "bench/show/table.h"
#include "bench/show/sentences.h"

#include <math.h>
#include <string.h>

#include "bench/words/sheet.h"
#include "bench/words/text.h"

enum { LEAST_BAR = 5, GAP = 2 };

/* The columns of what stands behind a bar: " 626 ms · 9.81 ×". */
static size_t behind_bar(const struct contender *contender)
{
    struct text_number wall = text_seconds(contender->wall.value);
    struct text_number ratio = text_ratio(contender->speedup.value);
    return text_width(wall.text) + text_width(ratio.text) + text_width("  · ");
}

/* The widest name before the bars and what is left for them; no name where each is on a line of its own. */
static void lay_out_bars(const struct sheet *sheet, const struct comparison *comparison, size_t *names,
                         size_t *room)
{
    size_t behind = 0;
    *names = 0;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        *names = strlen(contender->entrant.label) > *names ? strlen(contender->entrant.label) : *names;
        behind = behind_bar(contender) > behind ? behind_bar(contender) : behind;
    }
    if (*names + GAP + LEAST_BAR + behind > sheet->columns)
        *names = 0;
    *room = sheet->columns - *names - GAP - behind;
    *room = *room > TEXT_MOST_BAR ? TEXT_MOST_BAR : *room;
}

static void put_bars(const struct sheet *sheet, const struct comparison *comparison)
{
    double slowest = 0;
    size_t names;
    size_t room;
    lay_out_bars(sheet, comparison, &names, &room);
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            slowest = fmax(slowest, comparison->contenders[i].wall.value);
    }
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        struct text_bar bar = text_bar(contender->wall.value, slowest, room, sheet->ascii);
        sheet_color(sheet, entrant_look(&contender->entrant)->terminal, contender->entrant.label,
                    names ? names + GAP : 0);
        if (!names)
            fprintf(sheet->file, "\n%*s", GAP, "");
        sheet_color(sheet, entrant_look(&contender->entrant)->terminal, bar.text, 0);
        fprintf(sheet->file, " %s", text_seconds(contender->wall.value).text);
        if (contender != comparison_baseline(comparison)) {
            fputs(" · ", sheet->file);
            sheet_put(sheet, "1", text_ratio(contender->speedup.value).text, 0, TEXT_LEFT);
        }
        fputc('\n', sheet->file);
    }
}

/* Which of the columns that hold something fit: the least needed are left out first. Returns whether all do.
 */
static bool choose_columns(const size_t widths[REPORT_COLUMNS], size_t room, bool shown[REPORT_COLUMNS])
{
    static const enum report_column least_needed_first[] = {
        COLUMN_CPU, COLUMN_MEMORY, COLUMN_BOUND, COLUMN_TUTORIAL, COLUMN_LIMIT, COLUMN_EFFICIENCY};
    size_t total = 0;
    for (size_t i = 0; i < REPORT_COLUMNS; i++) {
        shown[i] = widths[i] > 0;
        total += shown[i] ? widths[i] + (i ? GAP : 0) : 0;
    }
    bool all = total <= room;
    for (size_t i = 0; i < sizeof least_needed_first / sizeof *least_needed_first && total > room; i++) {
        size_t column = least_needed_first[i];
        total -= shown[column] ? widths[column] + GAP : 0;
        shown[column] = false;
    }
    return all;
}

/* How wide each column has to be; 0 for one that holds nothing. */
static void measure_columns(const struct comparison *comparison, size_t widths[REPORT_COLUMNS])
{
    char cell[REPORT_CELL_SIZE];
    for (int column = 0; column < REPORT_COLUMNS; column++) {
        widths[column] = 0;
        if (!report_has(comparison, (enum report_column)column))
            continue;
        widths[column] = text_width(report_title((enum report_column)column));
        for (size_t i = 0; i < comparison->count; i++) {
            if (!contender_counts(&comparison->contenders[i]))
                continue;
            report_cell(cell, &comparison->contenders[i], (enum report_column)column);
            if (text_width(cell) > widths[column])
                widths[column] = text_width(cell);
        }
    }
}

/* One row of the table; `contender` is NULL for the titles. */
static void put_row(const struct sheet *sheet, const struct contender *contender,
                    const size_t widths[REPORT_COLUMNS], const bool shown[REPORT_COLUMNS])
{
    char cell[REPORT_CELL_SIZE];
    if (contender && !shown[COLUMN_MODEL]) {
        sheet_color(sheet, entrant_look(&contender->entrant)->terminal, contender->entrant.label, 0);
        fputc('\n', sheet->file);
    }
    for (int i = 0; i < REPORT_COLUMNS; i++) {
        enum report_column column = (enum report_column)i;
        if (!shown[i])
            continue;
        fprintf(sheet->file, "%*s", i ? GAP : 0, "");
        if (contender)
            report_cell(cell, contender, column);
        bool left = column == COLUMN_MODEL || column == COLUMN_LIMIT;
        size_t width = column == COLUMN_LIMIT ? 0 : widths[i]; /* the last: no spaces behind it */
        if (!contender)
            sheet_put(sheet, "2", report_title(column), width, left ? TEXT_LEFT : TEXT_RIGHT);
        else if (column == COLUMN_MODEL)
            sheet_color(sheet, entrant_look(&contender->entrant)->terminal, cell, width);
        else
            sheet_put(sheet, column == COLUMN_SPEEDUP ? "1" : "", cell, width, left ? TEXT_LEFT : TEXT_RIGHT);
    }
    fputc('\n', sheet->file);
}

static void put_table(const struct sheet *sheet, const struct comparison *comparison)
{
    size_t widths[REPORT_COLUMNS];
    bool shown[REPORT_COLUMNS];
    measure_columns(comparison, widths);
    if (widths[COLUMN_MODEL] + GAP + widths[COLUMN_TIME] + GAP + widths[COLUMN_SPEEDUP] > sheet->columns)
        widths[COLUMN_MODEL] = 0; /* each has a line of its own */
    bool all = choose_columns(widths, sheet->columns, shown);
    put_row(sheet, NULL, widths, shown);
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            put_row(sheet, &comparison->contenders[i], widths, shown);
    }
    if (!all)
        sheet_paragraph(sheet, "2", message(MESSAGE_COLUMNS_LEFT_OUT));
}

void table_print(FILE *file, const struct comparison *comparison)
{
    const struct options *options = comparison->options;
    const struct sheet sheet = {.file = file,
                                .columns = sheet_columns(file),
                                .color = sheet_wants_color(file, options->color),
                                .ascii = options->ascii};
    struct report_words words;
    report_words(&words, comparison);
    sheet_lines(&sheet, "1;31", &words.warnings);
    sheet_paragraph(&sheet, "1", words.scenario);
    if (!comparison_baseline(comparison))
        return;
    fputc('\n', file);
    put_bars(&sheet, comparison);
    fputc('\n', file);
    put_table(&sheet, comparison);
    fputc('\n', file);
    sheet_lines(&sheet, "", &words.meaning);
    sheet_lines(&sheet, "2", &words.notes);
}
