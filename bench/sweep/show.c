/* SPDX-License-Identifier: MIT */
#include "bench/sweep/show.h"

#include "bench/show/figure.h"
#include "bench/show/languages.h"
#include "bench/show/results.h"
#include "bench/show/run_figures.h"
#include "bench/show/summary.h"
#include "bench/sweep/words.h"
#include "bench/words/sheet.h"

enum { GAP = 2 };

static size_t width_of(const struct sweep *sweep, enum sweep_table table, size_t column)
{
    char cell[REPORT_CELL_SIZE];
    size_t widest = 0;
    for (size_t row = 0; row <= sweep_report_rows(sweep, table); row++) {
        sweep_report_cell(cell, sweep, table, row, column);
        widest = text_width(cell) > widest ? text_width(cell) : widest;
    }
    return widest;
}

static void print_table(FILE *file, const struct sweep *sweep, enum sweep_table table)
{
    char cell[REPORT_CELL_SIZE];
    for (size_t row = 0; row <= sweep_report_rows(sweep, table); row++) {
        for (size_t column = 0; column <= sweep_report_columns(sweep, table); column++) {
            sweep_report_cell(cell, sweep, table, row, column);
            fprintf(file, "%*s", column ? GAP : 0, "");
            text_put(file, cell, width_of(sweep, table, column), TEXT_RIGHT);
        }
        fputc('\n', file);
    }
    fputc('\n', file);
}

void sweep_show(FILE *file, const struct sweep *sweep)
{
    const struct sheet sheet = {
        .file = file, .columns = sheet_columns(file), .color = sheet_wants_color(file, sweep->options.color)};
    char scenario[LINES_SIZE];
    struct lines warnings = {0};
    struct lines meaning = {0};
    struct lines notes = {0};
    sweep_report_scenario(scenario, sweep);
    sweep_report_warnings(&warnings, sweep);
    sweep_report_meaning(&meaning, sweep);
    sweep_report_notes(&notes, sweep);
    sheet_lines(&sheet, "1;31", &warnings);
    sheet_paragraph(&sheet, "1", scenario);
    if (!sweep_has_times(sweep))
        return;
    fputc('\n', file);
    if (sweep->axis_count == 1) {
        fprintf(file, "%s\n", message(MESSAGE_RATES_CAPTION));
        print_table(file, sweep, SWEEP_RATES);
    }
    sheet_lines(&sheet, "", &meaning);
    sheet_lines(&sheet, "2", &notes);
}

static void put_table(FILE *file, const struct sweep *sweep, enum sweep_table table, enum message caption)
{
    char cell[REPORT_CELL_SIZE];
    size_t columns = sweep_report_columns(sweep, table);
    fprintf(file, "%s\n\n", message(caption));
    for (size_t row = 0; row <= sweep_report_rows(sweep, table); row++) {
        for (size_t column = 0; column <= columns; column++) {
            sweep_report_cell(cell, sweep, table, row, column);
            fprintf(file, "| %s ", cell);
        }
        fputs("|\n", file);
        for (size_t column = 0; row == 0 && column <= columns; column++)
            fputs(column == columns ? "|---:|\n" : "|---:", file);
    }
    fputc('\n', file);
}

static void put_tables(FILE *file, const struct sweep *sweep)
{
    if (sweep->axis_count > 1) {
        put_table(file, sweep, SWEEP_WINNERS, MESSAGE_WINNERS_CAPTION);
        return;
    }
    put_table(file, sweep, SWEEP_RATES, MESSAGE_RATES_CAPTION);
    if (!sweep->partial)
        put_table(file, sweep, SWEEP_MEMORY, MESSAGE_MEMORY_CAPTION);
}

struct writing {
    const struct sweep *sweep;
    const struct workspace *workspace;
    int count;
    char **arguments;
};

static void put_summary(FILE *file, const void *about)
{
    const struct writing *writing = about;
    const struct sweep *sweep = writing->sweep;
    char scenario[LINES_SIZE];
    struct lines warnings = {0};
    struct lines meaning = {0};
    struct lines notes = {0};
    const struct warnings *known = &sweep->points[0].comparison.warnings;
    bool map = sweep->axis_count > 1;
    sweep_report_scenario(scenario, sweep);
    sweep_report_warnings(&warnings, sweep);
    sweep_report_meaning(&meaning, sweep);
    sweep_report_notes(&notes, sweep);
    fprintf(file, "# %s\n\n%s\n\n", message(map ? MESSAGE_WINNERS_TITLE : MESSAGE_SCALING_TITLE), scenario);
    summary_put_lines(file, &warnings, "**!** ");
    for (size_t i = 0; i < known->count; i++)
        fprintf(file, "**!** %s\n\n", known->list[i].text[message_language_set()]);
    figure_put_link(file, map ? "winners" : "scaling", map ? MESSAGE_WINNERS_TITLE : MESSAGE_SCALING_TITLE,
                    writing->workspace);
    if (sweep_has_times(sweep))
        put_tables(file, sweep);
    summary_put_lines(file, &meaning, "");
    figure_put_link(file, "ecdf", MESSAGE_ECDF_TITLE, writing->workspace);
    summary_put_lines(file, &notes, "- ");
    summary_put_environment(file, sweep->points[0].comparison.cores);
    summary_put_command(file, "manyhands sweep", writing->count, writing->arguments);
}

int sweep_show_summary(const struct sweep *sweep, const struct workspace *workspace, int count,
                       char **arguments, struct failure *why)
{
    const struct writing writing = {sweep, workspace, count, arguments};
    return languages_write(summary_names, put_summary, &writing, workspace, why);
}

static void put_scaling(FILE *file, const void *about)
{
    const struct sweep *sweep = about;
    char scenario[LINES_SIZE];
    sweep_report_scenario(scenario, sweep);
    fprintf(file, "%s\n%s\n%s\n%s\n%s\n", message(MESSAGE_SCALING_TITLE), scenario,
            axis_title(sweep->axes[0].kind), message(MESSAGE_SCALING_RATE), message(MESSAGE_SCALING_MEMORY));
}

static void put_winners(FILE *file, const void *about)
{
    const struct sweep *sweep = about;
    char scenario[LINES_SIZE];
    sweep_report_scenario(scenario, sweep);
    fprintf(file, "%s\n%s\n%s\n%s\n", message(MESSAGE_WINNERS_TITLE), scenario,
            axis_title(sweep->axes[0].kind), axis_title(sweep->axes[1].kind));
}

static const struct figure figures[] = {{"scaling", "sweep.csv", put_scaling},
                                        {"winners", "winners.csv", put_winners}};

int sweep_show_draw(const struct sweep *sweep, const struct workspace *workspace, struct lines *warnings,
                    struct failure *why)
{
    const struct comparison *last = &sweep->points[sweep->count - 1].comparison;
    int err = figure_draw(&figures[sweep->axis_count > 1], 1, sweep, workspace, warnings, why);
    return err ? err : figure_draw(run_figures_ecdf(), 1, last, workspace, warnings, why);
}

int sweep_show_redraw(const struct workspace *workspace, struct lines *warnings, struct failure *why)
{
    int err = figure_redraw(figures, sizeof figures / sizeof *figures, workspace, warnings, why);
    return err ? err : figure_redraw(run_figures_ecdf(), 1, workspace, warnings, why);
}

void sweep_show_remove(const struct workspace *workspace)
{
    figure_remove(figures, sizeof figures / sizeof *figures, workspace);
    figure_remove(run_figures_ecdf(), 1, workspace);
}
