/* SPDX-License-Identifier: MIT */
#include "bench/show/table.h"

#include <math.h>

#include "bench/options/tutorial.h"
#include "bench/show/sentences.h"
#include "bench/words/number.h"

static const struct {
    enum message title;
    size_t leaves; /* as in struct grid_cell */
} columns[REPORT_COLUMNS] = {
    [COLUMN_MODEL] = {MESSAGE_COLUMN_MODEL, 0},     [COLUMN_TIME] = {MESSAGE_COLUMN_TIME, 0},
    [COLUMN_SPEEDUP] = {MESSAGE_COLUMN_SPEEDUP, 0}, [COLUMN_TUTORIAL] = {MESSAGE_COLUMN_TUTORIAL, 4},
    [COLUMN_BOUND] = {MESSAGE_COLUMN_BOUND, 3},     [COLUMN_EFFICIENCY] = {MESSAGE_COLUMN_EFFICIENCY, 6},
    [COLUMN_CPU] = {MESSAGE_COLUMN_CPU, 1},         [COLUMN_MEMORY] = {MESSAGE_COLUMN_MEMORY, 2},
    [COLUMN_LIMIT] = {MESSAGE_COLUMN_LIMIT, 5},
};

static const enum message limits[LIMITED_COUNT] = {[LIMITED_LATENCY] = MESSAGE_LIMITED_LATENCY,
                                                   [LIMITED_WORKERS] = MESSAGE_LIMITED_WORKERS,
                                                   [LIMITED_CLIENT_CPU] = MESSAGE_LIMITED_CLIENT_CPU,
                                                   [LIMITED_ORIGIN] = MESSAGE_LIMITED_ORIGIN,
                                                   [LIMITED_LOCK] = MESSAGE_LIMITED_LOCK,
                                                   [LIMITED_RATE] = MESSAGE_LIMITED_RATE,
                                                   [LIMITED_FAULTS] = MESSAGE_LIMITED_FAULTS,
                                                   [LIMITED_STARTUP] = MESSAGE_LIMITED_STARTUP,
                                                   [LIMITED_OVERHEAD] = MESSAGE_LIMITED_OVERHEAD};

static bool has_interval(const struct report_grid *report)
{
    for (size_t i = 0; i < report->grid.rows; i++) {
        if (isfinite(report->rows[i]->wall.interval.low))
            return true;
    }
    return false;
}

static void put_title(struct grid_cell *cell, const struct report_grid *report, enum report_column column)
{
    bool alone = column == COLUMN_TIME && !has_interval(report);
    cell->sgr = "2";
    cell->side = column == COLUMN_MODEL || column == COLUMN_LIMIT ? TEXT_LEFT : TEXT_RIGHT;
    cell->leaves = columns[column].leaves;
    grid_set(cell, "%s", message(alone ? MESSAGE_COLUMN_TIME_ALONE : columns[column].title));
}

static void put(struct grid_cell *cell, const struct contender *contender, enum report_column column)
{
    const struct estimate *wall = &contender->wall;
    switch (column) {
    case COLUMN_MODEL:
        cell->color = entrant_look(&contender->entrant)->terminal;
        grid_set(cell, "%s", contender->entrant.label);
        break;
    case COLUMN_TIME:
        grid_set(cell, "%s", text_interval(wall->value, wall->interval.low, wall->interval.high).text);
        break;
    case COLUMN_SPEEDUP:
        cell->sgr = "1";
        grid_set(cell, "%s", text_ratio(contender->speedup.value).text);
        break;
    case COLUMN_TUTORIAL:
        grid_set(cell, "%s", text_ratio(tutorial_speedup(contender->tutorial_s)).text);
        break;
    case COLUMN_BOUND:
        grid_set(cell, "%s", text_seconds(contender->bound_s).text);
        break;
    case COLUMN_EFFICIENCY:
        grid_set(cell, "%s", text_percent(contender->efficiency).text);
        break;
    case COLUMN_CPU:
        grid_set(cell, "%s", text_seconds(contender->cpu_s).text);
        break;
    case COLUMN_MEMORY:
        grid_set(cell, "%s", text_bytes(contender_memory(contender)).text);
        break;
    default:
        grid_set(cell, "%s", message(limits[contender->limited_by]));
    }
}

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct report_grid *report = grid->subject;
    for (size_t i = 0; i < grid->columns; i++) {
        if (row == 0)
            put_title(&cells[i], report, report->columns[i]);
        else
            put(&cells[i], report->rows[row - 1], report->columns[i]);
    }
}

/* Whether there is anything to show in a column. */
static bool has(const struct report_grid *report, enum report_column column)
{
    for (size_t i = 0; i < report->grid.rows; i++) {
        const struct contender *contender = report->rows[i];
        if ((column != COLUMN_TUTORIAL || isfinite(contender->tutorial_s)) &&
            (column != COLUMN_MEMORY || isfinite(contender_memory(contender))))
            return true;
    }
    return false;
}

void report_grid_init(struct report_grid *out, const struct comparison *comparison)
{
    *out = (struct report_grid){.grid = {.fill = fill, .subject = out}};
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            out->rows[out->grid.rows++] = &comparison->contenders[i];
    }
    for (int column = 0; column < REPORT_COLUMNS; column++) {
        if (has(out, (enum report_column)column))
            out->columns[out->grid.columns++] = (enum report_column)column;
    }
}

enum { LEAST_BAR = 5, MOST_BAR = 60, GAP = 2 };

/* The columns of what stands behind a bar: " 626 ms · 9.81 ×". */
static size_t behind_bar(const struct contender *contender)
{
    struct text_number wall = text_seconds(contender->wall.value);
    struct text_number ratio = text_ratio(contender->speedup.value);
    return text_width(wall.text) + text_width(ratio.text) + text_width("  · ");
}

/* How wide the names before the bars are, 0 where each has a line of its own, and the bars themselves. */
struct widths {
    size_t names, bars;
};

static struct widths lay_out_bars(const struct sheet *sheet, const struct report_grid *report)
{
    size_t behind = 0;
    size_t names = 0;
    for (size_t i = 0; i < report->grid.rows; i++) {
        size_t name = text_width(report->rows[i]->entrant.label);
        names = name > names ? name : names;
        behind = behind_bar(report->rows[i]) > behind ? behind_bar(report->rows[i]) : behind;
    }
    if (names + GAP + LEAST_BAR + behind > sheet->columns)
        names = 0;
    size_t taken = names + GAP + behind;
    size_t bars = sheet->columns > taken ? sheet->columns - taken : 1;
    return (struct widths){names, bars < MOST_BAR ? bars : MOST_BAR};
}

static void put_bar(const struct sheet *sheet, const struct contender *contender, const struct widths *widths,
                    double slowest)
{
    int color = entrant_look(&contender->entrant)->terminal;
    struct text_bar bar = text_bar(contender->wall.value, slowest, widths->bars, sheet->ascii);
    sheet_color(sheet, color, contender->entrant.label, widths->names ? widths->names + GAP : 0);
    if (!widths->names)
        fprintf(sheet->file, "\n%*s", GAP, "");
    sheet_color(sheet, color, bar.text, 0);
    fprintf(sheet->file, " %s", text_seconds(contender->wall.value).text);
}

static void put_bars(const struct sheet *sheet, const struct report_grid *report,
                     const struct contender *baseline)
{
    double slowest = 0;
    struct widths widths = lay_out_bars(sheet, report);
    for (size_t i = 0; i < report->grid.rows; i++)
        slowest = fmax(slowest, report->rows[i]->wall.value);
    for (size_t i = 0; i < report->grid.rows; i++) {
        put_bar(sheet, report->rows[i], &widths, slowest);
        if (report->rows[i] != baseline) {
            fputs(" · ", sheet->file);
            sheet_put(sheet, "1", text_ratio(report->rows[i]->speedup.value).text, 0, TEXT_LEFT);
        }
        fputc('\n', sheet->file);
    }
}

void table_print(FILE *file, const struct comparison *comparison)
{
    const struct options *options = comparison->options;
    const struct sheet sheet = {.file = file,
                                .columns = sheet_columns(file),
                                .color = sheet_wants_color(file, options->color),
                                .ascii = options->ascii};
    struct report_words words;
    struct report_grid report;
    report_grid_init(&report, comparison);
    report_words(&words, comparison);
    sheet_lines(&sheet, "1;31", &words.warnings);
    sheet_paragraph(&sheet, "1", words.scenario);
    if (report.grid.rows == 0)
        return;
    fputc('\n', file);
    put_bars(&sheet, &report, comparison_baseline(comparison));
    fputc('\n', file);
    if (grid_print(&sheet, &report.grid))
        sheet_paragraph(&sheet, "2", message(MESSAGE_COLUMNS_LEFT_OUT));
    fputc('\n', file);
    sheet_lines(&sheet, "", &words.meaning);
    sheet_lines(&sheet, "2", &words.notes);
}
