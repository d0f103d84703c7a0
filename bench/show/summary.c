/* SPDX-License-Identifier: MIT */
#include "bench/show/summary.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/host/machine.h"
#include "bench/host/workspace.h"
#include "bench/options/reproduce.h"
#include "bench/show/budget.h"
#include "bench/show/figure.h"
#include "bench/show/languages.h"
#include "bench/show/sentences.h"
#include "bench/show/table.h"
#include "bench/words/number.h"
#include "bench/words/text.h"

const char *const summary_names[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = "summary.md", [LANGUAGE_ZH] = "summary.zh-CN.md"};

/* The row of a model without a time, with the reason; `columns` of the table. */
static void put_failed_row(FILE *file, const struct contender *contender, size_t columns)
{
    const char *why = contender->problem[0] ? contender->problem : message(MESSAGE_NOT_REACHED);
    fprintf(file, "| %s ", contender->entrant.label);
    for (size_t column = 2; column < columns; column++)
        fputs("| – ", file);
    fputs("| ", file);
    for (; *why; why++)
        fprintf(file, *why == '|' ? "\\%c" : "%c", *why);
    fputs(" |\n", file);
}

static void put_table(FILE *file, const struct comparison *comparison)
{
    struct report_grid report;
    report_grid_init(&report, comparison);
    grid_put_markdown(file, &report.grid);
    for (size_t i = 0; i < comparison->count; i++) {
        if (!contender_counts(&comparison->contenders[i]))
            put_failed_row(file, &comparison->contenders[i], report.grid.columns);
    }
}

void summary_put_lines(FILE *file, const struct lines *lines, const char *before)
{
    bool list = *before == '-'; /* other lines would run together if nothing stood between them */
    for (size_t i = 0; i < lines->count; i++)
        fprintf(file, "%s%s\n%s", before, lines->text[i], list ? "" : "\n");
    if (list && lines->count)
        fputc('\n', file);
}

/* When it was measured, where that is known. */
static void put_period(FILE *file, const struct period *period)
{
    char texts[2][PERIOD_TEXT_SIZE];
    char shown[2][PERIOD_TEXT_SIZE];
    period_write(texts[0], period->began);
    period_write(texts[1], period->ended);
    for (int i = 0; i < 2; i++)
        period_show(shown[i], texts[i]);
    if (!*shown[0] || !*shown[1])
        return;
    fputc(' ', file);
    fprintf(file, message(MESSAGE_SUMMARY_MEASURED), shown[0], shown[1]);
}

void summary_put_environment(FILE *file, size_t cores, const struct period *period)
{
    const struct warnings none = {.count = 0};
    json_t *environment = machine_environment(cores, &none);
    const char *cpu = json_string_value(json_object_get(environment, "cpu"));
    fprintf(file, message(MESSAGE_SUMMARY_MACHINE), cpu ? cpu : "?", text_cores(cores).text,
            json_string_value(json_object_get(environment, "kernel")),
            json_string_value(json_object_get(environment, "libcurl")),
            json_string_value(json_object_get(environment, "libuv")),
            json_string_value(json_object_get(environment, "libxml2")),
            json_string_value(json_object_get(environment, "compiler")));
    put_period(file, period);
    fputs("\n\n", file);
    json_decref(environment);
}

void summary_put_command(FILE *file, const char *program, unsigned takes, int count, char **arguments)
{
    const char **words = calloc((size_t)count + 1, sizeof *words);
    if (!words)
        return;
    size_t kept = reproduce_words(words, (const char *const *)arguments, (size_t)count, takes);
    fprintf(file, "%s\n\n    %s", message(MESSAGE_SUMMARY_REPRODUCE), program);
    for (size_t i = 0; i < kept; i++)
        text_put_shell_word(file, words[i]);
    fputc('\n', file);
    free(words);
}

/* Where the time went: the figure, and its numbers. */
static void put_budget(FILE *file, const struct comparison *comparison, const struct workspace *workspace)
{
    struct budget_grid budgets;
    budget_grid_init(&budgets, comparison);
    if (budgets.grid.rows == 0)
        return;
    figure_put_link(file, "budget", MESSAGE_BUDGET_TITLE, workspace);
    grid_put_markdown(file, &budgets.grid);
    fputc('\n', file);
}

struct writing {
    const struct comparison *comparison;
    const struct workspace *workspace;
    int count;
    char **arguments;
};

/* Title, scenario and warnings. */
static void put_head(FILE *file, const struct comparison *comparison, const struct report_words *words)
{
    fprintf(file, message(MESSAGE_SUMMARY_TITLE), words->scenario);
    summary_put_lines(file, &words->warnings, "**!** ");
    for (size_t i = 0; i < comparison->warnings.count; i++)
        fprintf(file, "**!** %s\n\n", comparison->warnings.list[i].text[message_language_set()]);
}

void summary_put_comment(FILE *file, const struct comparison *comparison)
{
    struct report_words words;
    report_words(&words, comparison);
    fputs("##", file); /* with the title's own: among other comments */
    put_head(file, comparison, &words);
    put_table(file, comparison);
}

static void put_summary(FILE *file, const void *about)
{
    const struct writing *writing = about;
    const struct comparison *comparison = writing->comparison;
    const struct workspace *workspace = writing->workspace;
    struct report_words words;
    report_words(&words, comparison);
    put_head(file, comparison, &words);
    figure_put_link(file, "headline", MESSAGE_SUMMARY_FIGURE, workspace);
    put_table(file, comparison);
    fputc('\n', file);
    summary_put_lines(file, &words.meaning, "");
    put_budget(file, comparison, workspace);
    figure_put_link(file, "timeline", MESSAGE_SUMMARY_TIMELINE, workspace);
    figure_put_link(file, "ecdf", MESSAGE_ECDF_TITLE, workspace);
    figure_put_link(file, "cost", MESSAGE_COST_TITLE, workspace);
    summary_put_lines(file, &words.notes, "- ");
    summary_put_environment(file, comparison->cores, &comparison->period);
    summary_put_command(file, "scripts/bench", TAKER_RUN, writing->count, writing->arguments);
}

int summary_write(const struct comparison *comparison, const struct workspace *workspace, int count,
                  char **arguments, struct failure *why)
{
    const struct writing writing = {comparison, workspace, count, arguments};
    return languages_write(summary_names, put_summary, &writing, workspace, why);
}
