/* SPDX-License-Identifier: MIT */
#include "bench/sweep/account.h"

#include "bench/show/document.h"
#include "bench/sweep/show.h"
#include "bench/sweep/words.h"

static json_t *row_of(const struct grid *grid, size_t row)
{
    struct grid_cell cells[GRID_MOST_COLUMNS];
    json_t *list = json_array();
    grid_row(cells, grid, row);
    for (size_t i = 0; i < grid->columns; i++)
        json_array_append_new(list, json_string(cells[i].text));
    return list;
}

static json_t *tables_of(const struct sweep *sweep)
{
    struct sweep_table tables[SWEEP_MOST_TABLES];
    size_t count = sweep_tables(tables, sweep);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *rows = json_array();
        for (size_t row = 0; row <= tables[i].grid.rows; row++)
            json_array_append_new(rows, row_of(&tables[i].grid, row));
        json_array_append_new(list,
                              json_pack("{s:s, s:o}", "caption", message(tables[i].caption), "rows", rows));
    }
    return list;
}

json_t *sweep_account(const struct sweep *sweep)
{
    enum language shown = message_language_set();
    json_t *account = json_object();
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        struct report_words words;
        message_language((enum language)language);
        sweep_report_words(&words, sweep);
        json_object_set_new(account, language_tag((enum language)language),
                            json_pack("{s:s, s:o, s:o, s:o, s:o}", "scenario", words.scenario, "warnings",
                                      document_lines(&words.warnings), "meaning",
                                      document_lines(&words.meaning), "notes", document_lines(&words.notes),
                                      "tables", tables_of(sweep)));
    }
    message_language(shown);
    return account;
}
