/* SPDX-License-Identifier: MIT */
#include "bench/show/table.h"

#include <math.h>

#include "bench/show/report_grid.h"
#include "bench/show/sentences.h"

enum { LEAST_BAR = 5, GAP = 2 };

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
    return (struct widths){names, sheet->columns - names - GAP - behind};
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
