/* SPDX-License-Identifier: MIT */
#include "bench/figure.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/process.h"
#include "bench/program.h"
#include "bench/results.h"

static const char *const formats[] = {"svg", "png"};

enum { FORMATS = sizeof formats / sizeof *formats, DRAW_TIMEOUT_MS = 60000 };

static void name_figure(char name[64], enum language language, const char *format)
{
    snprintf(name, 64, "headline.%s.%s", language_tag(language), format);
}

/* Writes the words of the figure: title, subtitle, x axis. */
static int write_words(const struct comparison *comparison, const struct workspace *workspace,
                       struct failure *why)
{
    char name[64];
    char scenario[REPORT_LINE_SIZE];
    int err = 0;
    enum language shown = message_language_set();
    for (int language = 0; language < LANGUAGE_COUNT && !err; language++) {
        name_figure(name, (enum language)language, "txt");
        FILE *file = results_open(workspace, name, why);
        if (!file)
            return -EIO;
        message_language((enum language)language);
        report_scenario(scenario, comparison);
        fprintf(file, "%s\n%s\n%s\n", message(MESSAGE_FIGURE_TITLE), scenario, message(MESSAGE_FIGURE_AXIS));
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
static int draw(const struct workspace *workspace, enum language language, enum language words,
                const char *format, struct report_lines *warnings, struct failure *why)
{
    char name[64];
    char script[PROGRAM_PATH_SIZE];
    char out[WORKSPACE_PATH_SIZE];
    struct process process;
    name_figure(name, language, format);
    program_data_path(script, "plots/headline.gp");
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

int figure_draw_all(const struct comparison *comparison, const struct workspace *workspace,
                    struct report_lines *warnings, struct failure *why)
{
    int err = write_words(comparison, workspace, why);
    if (err)
        return err;
    if (!program_installed("gnuplot")) {
        report_add(warnings, MESSAGE_NO_GNUPLOT);
        return 0;
    }
    bool chinese = has_chinese_font();
    if (!chinese)
        report_add(warnings, MESSAGE_NO_CHINESE_FONT);
    for (int language = 0; language < LANGUAGE_COUNT && !err; language++) {
        for (size_t i = 0; i < FORMATS && !err; i++) {
            /* An SVG is drawn with the fonts of whoever looks at it, a PNG with those of this machine. */
            bool boxes = language == LANGUAGE_ZH && !chinese && strcmp(formats[i], "png") == 0;
            err = draw(workspace, (enum language)language, boxes ? LANGUAGE_EN : (enum language)language,
                       formats[i], warnings, why);
        }
    }
    return err;
}

void figure_remove_all(const struct workspace *workspace)
{
    static const char *const endings[] = {"svg", "png", "txt"};
    char name[64];
    char path[WORKSPACE_PATH_SIZE];
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
            name_figure(name, (enum language)language, endings[i]);
            workspace_result_path(path, workspace, name);
            unlink(path);
        }
    }
}
