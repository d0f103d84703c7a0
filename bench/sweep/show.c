/* SPDX-License-Identifier: MIT */
#include "bench/sweep/show.h"

#include "bench/show/figure.h"
#include "bench/show/languages.h"
#include "bench/show/run_figures.h"
#include "bench/show/summary.h"
#include "bench/sweep/table.h"
#include "bench/sweep/words.h"

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
    if (sweep->axis_count == 1) {
        fprintf(file, "%s\n", message(MESSAGE_RATES_CAPTION));
        const struct grid rates = sweep_rates(sweep);
        (void)grid_print(&sheet, &rates);
        fputc('\n', file);
    }
    sheet_lines(&sheet, "", &words.meaning);
    sheet_lines(&sheet, "2", &words.notes);
}

static void put_table(FILE *file, const struct grid *grid, enum message caption)
{
    fprintf(file, "%s\n\n", message(caption));
    grid_put_markdown(file, grid);
    fputc('\n', file);
}

static void put_tables(FILE *file, const struct sweep *sweep)
{
    if (sweep->axis_count > 1) {
        const struct grid winners = sweep_winners(sweep);
        put_table(file, &winners, MESSAGE_WINNERS_CAPTION);
        return;
    }
    const struct grid rates = sweep_rates(sweep);
    const struct grid memory = sweep_memory(sweep);
    put_table(file, &rates, MESSAGE_RATES_CAPTION);
    if (!sweep->partial)
        put_table(file, &memory, MESSAGE_MEMORY_CAPTION);
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
    if (sweep_has_times(sweep))
        put_tables(file, sweep);
    summary_put_lines(file, &words.meaning, "");
    figure_put_link(file, "ecdf", MESSAGE_ECDF_TITLE, writing->workspace);
    summary_put_lines(file, &words.notes, "- ");
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
