/* SPDX-License-Identifier: MIT */
#include "bench/compare/table.h"

#include <errno.h>

#include "bench/compare/conclusion.h"
#include "bench/compare/words.h"
#include "bench/show/summary.h"

/* How a verdict looks; an increase is what fails. */
static const struct {
    const char *symbol, *ascii; /* so that no colour is needed */
    const char *sgr;
} looks[VERDICT_COUNT] = {[VERDICT_INCONCLUSIVE] = {"?", "?", "33"}, [VERDICT_SAME] = {"=", "=", "32"},
                          [VERDICT_LESS] = {"▼", "-", "1;32"},       [VERDICT_MORE] = {"▲", "+", "1;31"},
                          [VERDICT_SHOWN] = {"·", ".", "2"},         [VERDICT_UNJUDGED] = {"!", "!", "1;33"},
                          [VERDICT_FAILED] = {"✗", "x", "1;31"}};

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
                        const struct verdict_grid *table)
{
    char rounds[GRID_CELL_SIZE] = "";
    const char *symbol = table->ascii ? looks[finding->verdict].ascii : looks[finding->verdict].symbol;
    if (table->detailed && finding->more) {
        (void)snprintf(rounds, sizeof rounds,
                       message(finding->more == 1 ? MESSAGE_VERDICT_ONE_ROUND : MESSAGE_VERDICT_ROUNDS),
                       finding->more);
    }
    cell->sgr = looks[finding->verdict].sgr;
    grid_set(cell, "%s %s%s", symbol, verdict_word(finding, table->detailed).text, rounds);
}

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct verdict_grid *table = grid->subject;
    if (row == 0) {
        fill_titles(cells, table->judgement);
        return;
    }
    const struct finding *finding = &table->judgement->findings[row - 1];
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i].sgr = finding->verdict == VERDICT_SHOWN ? "2" : "";
    grid_set(&cells[0], "%s", finding->model);
    grid_set(&cells[1], "%s", message(metrics[finding->metric].title));
    grid_set(&cells[2], "%s", verdict_value(finding->metric, finding->base).text);
    grid_set(&cells[3], "%s", verdict_value(finding->metric, finding->other).text);
    grid_set(&cells[4], "%s", verdict_change(&finding->ratio).text);
    put_verdict(&cells[VERDICT_CELL], finding, table);
}

void verdict_grid_init(struct verdict_grid *out, const struct judgement *judgement)
{
    *out = (struct verdict_grid){
        .grid = {.rows = judgement->count, .columns = COLUMNS, .fill = fill, .subject = out},
        .judgement = judgement,
        .detailed = true};
}

void verdict_print(const struct sheet *sheet, const struct judgement *judgement)
{
    static const char *const sgr[] = {[CONCLUSION_WORSE] = "1;31",
                                      [CONCLUSION_UNJUDGED] = "1;33",
                                      [CONCLUSION_OPEN] = "1",
                                      [CONCLUSION_FINE] = "1"};
    struct lines warnings = {.count = 0};
    struct lines notes = {.count = 0};
    char conclusion[LINES_SIZE];
    struct verdict_grid table;
    verdict_grid_init(&table, judgement);
    table.ascii = sheet->ascii;
    table.detailed = grid_width(&table.grid) <= sheet->columns;
    conclusion_sentence(conclusion, judgement);
    verdict_warnings(&warnings, judgement);
    verdict_notes(&notes, judgement, !table.detailed);
    sheet_paragraph(sheet, sgr[conclusion_of(judgement, NULL)], conclusion);
    sheet_paragraph(sheet, "2", judgement->scenario[message_language_set()]);
    sheet_lines(sheet, "33", &warnings);
    fputc('\n', sheet->file);
    (void)grid_print(sheet, &table.grid);
    fputc('\n', sheet->file);
    sheet_lines(sheet, "2", &notes);
}

int verdict_put_markdown(const void *judged, FILE *file)
{
    const struct judgement *judgement = judged;
    struct lines warnings = {.count = 0};
    struct lines notes = {.count = 0};
    char conclusion[LINES_SIZE];
    struct verdict_grid table;
    verdict_grid_init(&table, judgement);
    conclusion_sentence(conclusion, judgement);
    verdict_warnings(&warnings, judgement);
    verdict_notes(&notes, judgement, true);
    fprintf(file, "### %s\n\n**%s**\n\n%s\n\n", message(MESSAGE_FOREST_TITLE), conclusion,
            judgement->scenario[message_language_set()]);
    summary_put_lines(file, &warnings, "- **!** ");
    grid_put_markdown(file, &table.grid);
    fputc('\n', file);
    summary_put_lines(file, &notes, "- ");
    return ferror(file) ? -EIO : 0;
}
