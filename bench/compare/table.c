/* SPDX-License-Identifier: MIT */
#include "bench/compare/table.h"

#include "bench/compare/words.h"

enum { METRIC_CELL = 1, CHANGE_CELL = 4, VERDICT_CELL = 5, COLUMNS };

static void fill_titles(struct grid_cell *cells, const struct judgement *judgement)
{
    static const enum message titles[COLUMNS] = {MESSAGE_COLUMN_MODEL,  MESSAGE_COLUMN_METRIC,
                                                 MESSAGE_COLUMN_BASE,   MESSAGE_COLUMN_NEW,
                                                 MESSAGE_COLUMN_CHANGE, MESSAGE_COLUMN_VERDICT};
    for (size_t i = 0; i < COLUMNS; i++) {
        bool difference = i == CHANGE_CELL && !judgement->timed;
        cells[i].sgr = "2";
        cells[i].side = i <= METRIC_CELL || i == VERDICT_CELL ? TEXT_LEFT : TEXT_RIGHT;
        grid_set(&cells[i], "%s", message(difference ? MESSAGE_COLUMN_DIFFERENCE : titles[i]));
    }
}

static void put_verdict(struct grid_cell *cell, const struct finding *finding,
                        const struct verdict_rows *rows)
{
    char rounds[GRID_CELL_SIZE] = "";
    if (rows->with_rounds && finding->more)
        (void)snprintf(rounds, sizeof rounds, message(MESSAGE_VERDICT_ROUNDS), finding->more);
    grid_set(cell, "%s %s%s", verdict_symbol(finding, rows->ascii), verdict_word(finding), rounds);
}

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    /* an increase is what fails */
    static const char *const styles[VERDICT_COUNT] = {[VERDICT_INCONCLUSIVE] = "33",
                                                      [VERDICT_SAME] = "32",
                                                      [VERDICT_LESS] = "1;32",
                                                      [VERDICT_MORE] = "1;31"};
    const struct verdict_rows *rows = grid->subject;
    if (row == 0) {
        fill_titles(cells, rows->judgement);
        return;
    }
    const struct finding *finding = &rows->judgement->findings[row - 1];
    bool judged = verdict_is_judged(finding);
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i].sgr = judged ? "" : "2";
    cells[VERDICT_CELL].sgr = judged ? styles[finding->verdict] : "2";
    grid_set(&cells[0], "%s", finding->model);
    grid_set(&cells[1], "%s", message(metrics[finding->metric].title));
    grid_set(&cells[2], "%s", verdict_value(finding->metric, finding->base).text);
    grid_set(&cells[3], "%s", verdict_value(finding->metric, finding->other).text);
    grid_set(&cells[4], "%s", verdict_change(&finding->ratio).text);
    put_verdict(&cells[5], finding, rows);
}

struct grid verdict_grid(const struct verdict_rows *rows)
{
    return (struct grid){
        .rows = rows->judgement->count, .columns = COLUMNS, .fill = fill, .subject = rows, .stacks = true};
}

void verdict_table_print(const struct sheet *sheet, const struct judgement *judgement)
{
    struct lines warnings = {.count = 0};
    struct lines notes = {.count = 0};
    char conclusion[LINES_SIZE];
    struct verdict_rows rows = {.judgement = judgement, .ascii = sheet->ascii, .with_rounds = true};
    const struct grid grid = verdict_grid(&rows);
    rows.with_rounds = grid_width(&grid) <= sheet->columns; /* the grid reads it anew */
    verdict_conclusion(conclusion, judgement);
    verdict_warnings(&warnings, judgement);
    verdict_notes(&notes, judgement, !rows.with_rounds);
    sheet_paragraph(sheet, verdict_regressed(judgement) ? "1;31" : "1", conclusion);
    sheet_lines(sheet, "33", &warnings);
    fputc('\n', sheet->file);
    (void)grid_print(sheet, &grid);
    fputc('\n', sheet->file);
    sheet_lines(sheet, "2", &notes);
}
