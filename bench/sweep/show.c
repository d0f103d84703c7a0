/* SPDX-License-Identifier: MIT */
#include "bench/sweep/show.h"

#include <math.h>

#include "bench/options/command.h"
#include "bench/page/page.h"
#include "bench/show/figure.h"
#include "bench/show/languages.h"
#include "bench/show/results.h"
#include "bench/show/summary.h"
#include "bench/sweep/words.h"
#include "bench/words/number.h"

static void put_rate(struct grid_cell *cell, const struct point *point, const struct contender *contender)
{
    const struct estimate *rate = point_rate(point, contender);
    int digits = rate->value < 9.995 ? 2 : rate->value < 99.95 ? 1 : 0;
    double low = rate->interval.low;
    double high = rate->interval.high;
    if (isfinite(low))
        grid_set(cell, "%.*f (%.*f–%.*f)", digits, rate->value, digits, low, digits, high);
    else
        grid_set(cell, "%.*f", digits, rate->value);
}

static void put_memory(struct grid_cell *cell, const struct point *point, const struct contender *contender)
{
    (void)point;
    if (contender->observed.present)
        grid_set(cell, "%s", text_bytes(contender_memory(contender)).text);
}

/* A row a value of the axis, a column a model, of each of which that counts `put` tells. */
static void fill_models(struct grid_cell *cells, const struct grid *grid, size_t row,
                        void (*put)(struct grid_cell *cell, const struct point *point,
                                    const struct contender *contender))
{
    const struct sweep *sweep = grid->subject;
    const struct axis *down = &sweep->axes[0];
    cells[0].side = TEXT_RIGHT;
    grid_set(&cells[0], "%s", row ? axis_text(down, row - 1).text : axis_title(down->kind));
    for (size_t i = 0; i < sweep->series_count; i++) {
        struct grid_cell *cell = &cells[1 + i];
        cell->side = TEXT_RIGHT;
        if (row == 0)
            grid_set(cell, "%s", sweep->series[i]);
        else if (point_find(&sweep->points[row - 1], i))
            put(cell, &sweep->points[row - 1], point_find(&sweep->points[row - 1], i));
    }
}

static void fill_rates(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    fill_models(cells, grid, row, put_rate);
}

static void fill_memory(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    fill_models(cells, grid, row, put_memory);
}

static void put_winner(struct grid_cell *cell, const struct sweep *sweep, const struct point *point)
{
    const struct winner *winner = &point->winner;
    if (!winner->first)
        return;
    const char *first = sweep_series(sweep, point, winner->first);
    const char *second = winner->second ? sweep_series(sweep, point, winner->second) : "";
    if (winner_is_open(winner))
        grid_set(cell, "? %.40s, %.40s", first, second);
    else if (winner->standing == STANDING_SAME)
        grid_set(cell, "≈ %.40s, %.40s", first, second);
    else if (winner->second)
        grid_set(cell, "%.60s %s", first, text_ratio(winner->factor).text);
    else
        grid_set(cell, "%.60s", first);
}

/* Of two axes: a row a value of the second, a column one of the first: who is fastest. */
static void fill_winners(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct sweep *sweep = grid->subject;
    const struct axis *across = &sweep->axes[0];
    const struct axis *down = &sweep->axes[1];
    cells[0].side = TEXT_RIGHT;
    if (row == 0)
        grid_set(&cells[0], "%s ↓ · %s →", axis_title(down->kind), axis_title(across->kind));
    else
        grid_set(&cells[0], "%s", axis_text(down, row - 1).text);
    for (size_t i = 0; i < across->count; i++) {
        cells[1 + i].side = TEXT_RIGHT;
        if (row == 0)
            grid_set(&cells[1 + i], "%s", axis_text(across, i).text);
        else
            put_winner(&cells[1 + i], sweep, &sweep->points[(row - 1) * across->count + i]);
    }
}

/* Of one axis: a row a value, a column a model. */
static struct grid grid_of_models(const struct sweep *sweep,
                                  void (*fill)(struct grid_cell *cells, const struct grid *grid, size_t row))
{
    return (struct grid){
        .rows = sweep->count, .columns = 1 + sweep->series_count, .fill = fill, .subject = sweep};
}

size_t sweep_tables(struct sweep_table out[SWEEP_MOST_TABLES], const struct sweep *sweep)
{
    size_t count = 0;
    if (!sweep_has_times(sweep))
        return 0;
    if (sweep->axis_count > 1) {
        const struct grid winners = {.rows = sweep->axes[1].count,
                                     .columns = 1 + sweep->axes[0].count,
                                     .fill = fill_winners,
                                     .subject = sweep};
        out[count++] = (struct sweep_table){winners, MESSAGE_WINNERS_CAPTION};
        return count;
    }
    out[count++] = (struct sweep_table){grid_of_models(sweep, fill_rates), MESSAGE_RATES_CAPTION};
    if (!sweep->partial)
        out[count++] = (struct sweep_table){grid_of_models(sweep, fill_memory), MESSAGE_MEMORY_CAPTION};
    return count;
}

void sweep_show(FILE *file, const struct sweep *sweep)
{
    const struct sheet sheet = {
        .file = file, .columns = sheet_columns(file), .color = sheet_wants_color(file, sweep->options.color)};
    struct report_words words;
    sweep_report_words(&words, sweep);
    sheet_lines(&sheet, "1;31", &words.warnings);
    sheet_paragraph(&sheet, "1", words.scenario);
    if (!sweep_has_times(sweep))
        return;
    fputc('\n', file);
    struct sweep_table tables[SWEEP_MOST_TABLES];
    if (sweep_tables(tables, sweep) && sweep->axis_count == 1) {
        fprintf(file, "%s\n", message(tables[0].caption));
        (void)grid_print(&sheet, &tables[0].grid);
        fputc('\n', file);
    }
    sheet_lines(&sheet, "", &words.meaning);
    sheet_lines(&sheet, "2", &words.notes);
}

static void put_tables(FILE *file, const struct sweep *sweep)
{
    struct sweep_table tables[SWEEP_MOST_TABLES];
    size_t count = sweep_tables(tables, sweep);
    for (size_t i = 0; i < count; i++) {
        fprintf(file, "%s\n\n", message(tables[i].caption));
        grid_put_markdown(file, &tables[i].grid);
        fputc('\n', file);
    }
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
    struct report_words words;
    const struct warnings *known = &sweep->points[0].comparison.warnings;
    bool map = sweep->axis_count > 1;
    sweep_report_words(&words, sweep);
    fprintf(file, "# %s\n\n%s\n\n", message(map ? MESSAGE_WINNERS_TITLE : MESSAGE_SCALING_TITLE),
            words.scenario);
    summary_put_lines(file, &words.warnings, "**!** ");
    for (size_t i = 0; i < known->count; i++)
        fprintf(file, "**!** %s\n\n", known->list[i].text[message_language_set()]);
    figure_put_link(file, map ? "winners" : "scaling", map ? MESSAGE_WINNERS_TITLE : MESSAGE_SCALING_TITLE,
                    writing->workspace);
    put_tables(file, sweep);
    summary_put_lines(file, &words.meaning, "");
    figure_put_link(file, "ecdf", MESSAGE_ECDF_TITLE, writing->workspace);
    summary_put_lines(file, &words.notes, "- ");
    summary_put_environment(file, sweep->points[0].comparison.cores, &sweep->period);
    summary_put_command(file, "manyhands sweep", TAKER_SWEEP, writing->count, writing->arguments);
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

static const struct figure figures[] = {{"scaling", "sweep.csv", put_scaling, MESSAGE_SCALING_SHOWS},
                                        {"winners", "winners.csv", put_winners, MESSAGE_WINNERS_SHOWS}};

int sweep_show_draw(const struct sweep *sweep, const struct workspace *workspace, struct lines *warnings,
                    struct failure *why)
{
    const struct comparison *last = &sweep->points[sweep->count - 1].comparison;
    int err = figure_draw(&figures[sweep->axis_count > 1], 1, sweep, workspace, warnings, why);
    return err ? err : figure_draw(&run_figures[RUN_FIGURE_ECDF], 1, last, workspace, warnings, why);
}

int sweep_show_redraw(const struct workspace *workspace, struct lines *warnings, struct failure *why)
{
    int err = figure_redraw(figures, sizeof figures / sizeof *figures, workspace, warnings, why);
    return err ? err : figure_redraw(&run_figures[RUN_FIGURE_ECDF], 1, workspace, warnings, why);
}

void sweep_show_remove(const struct workspace *workspace)
{
    figure_remove(figures, sizeof figures / sizeof *figures, workspace);
    figure_remove(&run_figures[RUN_FIGURE_ECDF], 1, workspace);
}

int sweep_page_write(const struct workspace *workspace, struct failure *why)
{
    return report_html_write_account(workspace, "sweep.json", "sweep.html", why);
}
