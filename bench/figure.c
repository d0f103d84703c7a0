/* SPDX-License-Identifier: MIT */
#include "bench/figure.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/process.h"
#include "bench/program.h"
#include "bench/results.h"

/* A figure: drawn by plots/NAME.gp where the results have the file `data`. */
struct figure {
    const char *name;
    const char *data;
    void (*words)(FILE *file, const struct comparison *comparison); /* in the language set, a line each */
};

static const char *const formats[] = {"svg", "png"};

enum { FORMATS = sizeof formats / sizeof *formats, DRAW_TIMEOUT_MS = 60000 };

static void put_lines(FILE *file, const enum message *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%s\n", message(ids[i]));
}

static void put_heading(FILE *file, const struct comparison *comparison, enum message title)
{
    char scenario[REPORT_LINE_SIZE];
    report_scenario(scenario, comparison);
    fprintf(file, "%s\n%s\n", message(title), scenario);
}

static void put_headline(FILE *file, const struct comparison *comparison)
{
    put_heading(file, comparison, MESSAGE_FIGURE_TITLE);
    fprintf(file, "%s\n", message(MESSAGE_FIGURE_AXIS));
}

/* Who the lanes are: the models' own words for their workers, a line a model. */
static void put_timeline(FILE *file, const struct comparison *comparison)
{
    static const enum message ids[] = {
        MESSAGE_TIMELINE_AXIS,      MESSAGE_TIMELINE_QUEUED,    MESSAGE_TIMELINE_CONNECTING,
        MESSAGE_TIMELINE_WAITING,   MESSAGE_TIMELINE_RECEIVING, MESSAGE_TIMELINE_PARSING,
        MESSAGE_TIMELINE_FAILED,    MESSAGE_TIMELINE_LOOP,      MESSAGE_TIMELINE_IN_FLIGHT,
        MESSAGE_TIMELINE_COMPUTING, MESSAGE_TIMELINE_SHOWN,     MESSAGE_TIMELINE_MERGED};
    char team[ENTRANT_LABEL_SIZE];
    put_heading(file, comparison, MESSAGE_TIMELINE_TITLE);
    put_lines(file, ids, sizeof ids / sizeof *ids);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender) || !contender->entrant.model)
            continue;
        entrant_describe_team(team, &contender->entrant, comparison->task_count);
        fprintf(file, "%s\n", team);
    }
}

static void put_cost(FILE *file, const struct comparison *comparison)
{
    static const enum message ids[] = {MESSAGE_COST_CPU_RATE, MESSAGE_COST_MEMORY_MB, MESSAGE_COST_PROCESSES,
                                       MESSAGE_COST_THREADS, MESSAGE_COST_SWITCHES_RATE};
    put_heading(file, comparison, MESSAGE_COST_TITLE);
    put_lines(file, ids, sizeof ids / sizeof *ids);
}

static const struct figure figures[] = {{"headline", "models.csv", put_headline},
                                        {"timeline", "timeline.csv", put_timeline},
                                        {"cost", "cost.csv", put_cost}};

enum { FIGURES = sizeof figures / sizeof *figures };

static void name_figure(char name[64], const struct figure *figure, enum language language,
                        const char *format)
{
    snprintf(name, 64, "%s.%s.%s", figure->name, language_tag(language), format);
}

static int write_words(const struct figure *figure, const struct comparison *comparison,
                       const struct workspace *workspace, struct failure *why)
{
    char name[64];
    int err = 0;
    enum language shown = message_language_set();
    for (int language = 0; language < LANGUAGE_COUNT && !err; language++) {
        name_figure(name, figure, (enum language)language, "txt");
        FILE *file = results_open(workspace, name, why);
        if (!file)
            return -EIO;
        message_language((enum language)language);
        figure->words(file, comparison);
        err = results_close(file, ferror(file) ? -EIO : 0, workspace, name, why);
    }
    message_language(shown);
    return err;
}

static bool has_chinese_font(void)
{
    char line[8] = "";
    FILE *fonts = popen("fc-list :lang=zh-cn family 2>/dev/null", "re"); /* NOLINT: a constant of ours */
    if (!fonts)
        return false;
    bool found = fgets(line, sizeof line, fonts) != NULL;
    pclose(fonts);
    return found;
}

/* Draws one picture in the words of `words` and publishes it. */
static int draw(const struct figure *figure, const struct workspace *workspace, enum language language,
                enum language words, const char *format, struct report_lines *warnings, struct failure *why)
{
    char plot[64];
    char name[64];
    char script[PROGRAM_PATH_SIZE];
    char out[WORKSPACE_PATH_SIZE];
    struct process process;
    name_figure(name, figure, language, format);
    snprintf(plot, sizeof plot, "plots/%s.gp", figure->name);
    program_data_path(script, plot);
    workspace_path(out, workspace, name);
    char *argv[] = {"gnuplot", "-c", script, (char *)workspace->out, out, (char *)language_tag(words), NULL};
    int ended = process_start(&process, argv, -1, -1);
    if (ended == 0)
        ended = process_wait(&process, DRAW_TIMEOUT_MS);
    process_end(&process);
    if (ended == -EINTR)
        return fail(why, ended, MESSAGE_INTERRUPTED);
    if (ended == 1 && process_succeeded(&process))
        return workspace_publish(workspace, name, why);
    report_add(warnings, MESSAGE_PLOT_FAILED, name);
    return 0;
}

/* Draws a figure in every language and format. */
static int draw_all(const struct figure *figure, const struct workspace *workspace, bool chinese,
                    struct report_lines *warnings, struct failure *why)
{
    int err = 0;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (size_t i = 0; i < FORMATS && !err; i++) {
            /* An SVG is drawn with the fonts of whoever looks at it, a PNG with those of this machine. */
            bool boxes = language == LANGUAGE_ZH && !chinese && strcmp(formats[i], "png") == 0;
            err = draw(figure, workspace, (enum language)language,
                       boxes ? LANGUAGE_EN : (enum language)language, formats[i], warnings, why);
        }
    }
    return err;
}

/* Whether there is a row below the header. */
static bool has_data(const struct figure *figure, const struct workspace *workspace)
{
    char line[256];
    char path[WORKSPACE_PATH_SIZE];
    int lines = 0;
    workspace_result_path(path, workspace, figure->data);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    while (lines < 2 && fgets(line, sizeof line, file))
        lines++;
    fclose(file);
    return lines == 2;
}

int figure_draw_all(const struct comparison *comparison, const struct workspace *workspace,
                    struct report_lines *warnings, struct failure *why)
{
    bool installed = program_installed("gnuplot");
    bool chinese = has_chinese_font();
    int err = 0;
    if (!installed)
        report_add(warnings, MESSAGE_NO_GNUPLOT);
    else if (!chinese)
        report_add(warnings, MESSAGE_NO_CHINESE_FONT);
    for (size_t i = 0; i < FIGURES && !err; i++) {
        if (!has_data(&figures[i], workspace))
            continue;
        err = write_words(&figures[i], comparison, workspace, why);
        if (!err && installed)
            err = draw_all(&figures[i], workspace, chinese, warnings, why);
    }
    return err;
}

void figure_remove_all(const struct workspace *workspace)
{
    static const char *const endings[] = {"svg", "png", "txt"};
    char name[64];
    char path[WORKSPACE_PATH_SIZE];
    const size_t kinds = sizeof endings / sizeof *endings;
    for (size_t i = 0; i < kinds * FIGURES * LANGUAGE_COUNT; i++) {
        name_figure(name, &figures[i / kinds / LANGUAGE_COUNT], (enum language)(i / kinds % LANGUAGE_COUNT),
                    endings[i % kinds]);
        workspace_result_path(path, workspace, name);
        unlink(path);
    }
}
