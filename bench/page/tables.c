/* SPDX-License-Identifier: MIT */
/* The tables of report.html. */
#include <math.h>

#include <jansson.h>

#include "bench/page/html.h"
#include "bench/page/part.h"
#include "bench/show/budget.h"
#include "bench/show/table.h"
#include "bench/words/number.h"

/* The cells of a row in both languages. */
struct row {
    struct grid_cell cells[LANGUAGE_COUNT][GRID_MOST_COLUMNS];
};

static void read_row(struct row *row, const struct grid *grid, size_t i)
{
    enum language shown = message_language_set();
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        message_language((enum language)language);
        grid_row(row->cells[language], grid, i);
    }
    message_language(shown);
}

/* A cell between two tags. */
static void put_cell(FILE *file, const char *begin, const struct row *row, size_t column, const char *end)
{
    fputs(begin, file);
    html_both(file, row->cells[LANGUAGE_EN][column].text, row->cells[LANGUAGE_ZH][column].text);
    fputs(end, file);
}

/* A grid with a row for each of `rows`, whose head is the first cell, with the colour of the model. */
static void put_grid(FILE *file, const struct grid *grid, const struct contender *const *rows)
{
    struct row head;
    struct row row;
    read_row(&head, grid, 0);
    fputs("<table><thead><tr>", file);
    for (size_t column = 0; column < grid->columns; column++)
        put_cell(file, "<th scope=\"col\">", &head, column, "</th>");
    fputs("</tr></thead>\n<tbody>", file);
    for (size_t i = 1; i <= grid->rows; i++) {
        const struct model_look *look = entrant_look(&rows[i - 1]->entrant);
        read_row(&row, grid, i);
        fprintf(file, "<tr><th scope=\"row\"><span class=\"chip %s\" style=\"--color:%s\">", look->pattern,
                look->color);
        put_cell(file, "</span>", &row, 0, "</th>");
        for (size_t column = 1; column < grid->columns; column++) {
            bool left = head.cells[LANGUAGE_EN][column].side == TEXT_LEFT;
            put_cell(file, left ? "<td>" : "<td class=\"number\">", &row, column, "</td>");
        }
        fputs("</tr>\n", file);
    }
    fputs("</tbody></table>\n", file);
}

void html_put_times(struct html_report *report)
{
    struct report_grid times;
    report_grid_init(&times, &report->comparison);
    put_grid(report->file, &times.grid, times.rows);
}

void html_put_budgets(struct html_report *report)
{
    struct budget_grid budgets;
    budget_grid_init(&budgets, &report->comparison);
    if (budgets.grid.rows > 0)
        put_grid(report->file, &budgets.grid, budgets.rows);
}

/* What results.json counts of a model. */
static const struct {
    const char *key;
    enum message title;
} counts[] = {{"processes", MESSAGE_COST_PROCESSES},
              {"threads", MESSAGE_COST_THREADS},
              {"context_switches", MESSAGE_COST_SWITCHES},
              {"requests", MESSAGE_COST_REQUESTS},
              {"connections", MESSAGE_COST_CONNECTIONS},
              {"peak_in_flight", MESSAGE_COST_IN_FLIGHT},
              {"retries", MESSAGE_COST_RETRIES}};

enum { COUNTS = sizeof counts / sizeof *counts };

/* What is measured of it, and comes before those. */
static const enum message measured[] = {MESSAGE_COLUMN_MODEL, MESSAGE_COST_CPU, MESSAGE_COST_CPU_EACH,
                                        MESSAGE_COST_MEMORY};

enum { MEASURED = sizeof measured / sizeof *measured };

struct costs {
    const struct contender *rows[OPTIONS_MOST_MODELS];
    const json_t *models[OPTIONS_MOST_MODELS]; /* each as results.json has it */
};

static void fill_titles(struct grid_cell *cells)
{
    for (size_t i = 0; i < MEASURED + COUNTS; i++) {
        cells[i].side = i ? TEXT_RIGHT : TEXT_LEFT;
        grid_set(&cells[i], "%s", message(i < MEASURED ? measured[i] : counts[i - MEASURED].title));
    }
}

static void fill_costs(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    if (row == 0) {
        fill_titles(cells);
        return;
    }
    const struct costs *costs = grid->subject;
    const struct contender *contender = costs->rows[row - 1];
    const json_t *model = costs->models[row - 1];
    double cpu_s = contender->cpu_s;
    double tasks = (double)json_integer_value(json_object_get(model, "tasks"));
    grid_set(&cells[0], "%s", contender->entrant.label);
    grid_set(&cells[1], "%s", text_seconds(cpu_s).text);
    grid_set(&cells[2], "%s", text_seconds(tasks > 0 ? cpu_s / tasks * 1000 : NAN).text);
    grid_set(&cells[3], "%s", text_bytes(contender_memory(contender)).text);
    for (size_t i = 0; i < COUNTS; i++) {
        const json_t *value = json_object_get(model, counts[i].key);
        double number = json_is_integer(value) ? (double)json_integer_value(value) : NAN;
        grid_set(&cells[MEASURED + i], "%s", text_count(number).text);
    }
}

void html_put_costs(struct html_report *report)
{
    struct costs costs;
    struct grid grid = {.columns = MEASURED + COUNTS, .fill = fill_costs, .subject = &costs};
    for (size_t i = 0; i < report->comparison.count; i++) {
        const struct contender *contender = &report->comparison.contenders[i];
        if (!contender_counts(contender))
            continue;
        costs.models[grid.rows] = json_array_get(json_object_get(report->document, "models"), i);
        costs.rows[grid.rows++] = contender;
    }
    put_grid(report->file, &grid, costs.rows);
}

/* The text of a cell of the account's table in a language, row 0 the head; "" where there is none. */
static const char *cell_of(const struct html_report *report, enum language language, size_t row,
                           size_t column)
{
    const json_t *account = json_object_get(report->document, "account");
    const json_t *table = json_object_get(json_object_get(account, language_tag(language)), "table");
    const char *text = json_string_value(json_array_get(json_array_get(table, row), column));
    return text ? text : "";
}

/* Begins a row of findings, whose verdict is its class. */
static void begin_account_row(struct html_report *report, size_t row)
{
    const json_t *finding = json_array_get(json_object_get(report->document, "findings"), row - 1);
    const char *verdict = json_string_value(json_object_get(finding, "verdict"));
    fputs("<tr class=\"", report->file);
    html_text(report->file, verdict ? verdict : "");
    fputs("\">", report->file);
}

static void put_account_cells(struct html_report *report, size_t row, size_t columns)
{
    for (size_t column = 0; column < columns; column++) {
        bool head = row == 0 || column == 0;
        bool number = column > 1 && column + 1 < columns;
        fprintf(report->file, "<%s%s%s>", head ? "th" : "td",
                row == 0      ? " scope=\"col\""
                : column == 0 ? " scope=\"row\""
                              : "",
                number ? " class=\"number\"" : " class=\"words\"");
        html_both(report->file, cell_of(report, LANGUAGE_EN, row, column),
                  cell_of(report, LANGUAGE_ZH, row, column));
        fputs(head ? "</th>" : "</td>", report->file);
    }
    fputs("</tr>\n", report->file);
}

void html_put_account(struct html_report *report)
{
    const json_t *account = json_object_get(report->document, "account");
    const json_t *table = json_object_get(json_object_get(account, language_tag(LANGUAGE_EN)), "table");
    size_t columns = json_array_size(json_array_get(table, 0));
    fputs("<table><thead><tr>", report->file);
    put_account_cells(report, 0, columns);
    fputs("</thead>\n<tbody>", report->file);
    for (size_t row = 1; row < json_array_size(table); row++) {
        begin_account_row(report, row);
        put_account_cells(report, row, columns);
    }
    fputs("</tbody></table>\n", report->file);
}
