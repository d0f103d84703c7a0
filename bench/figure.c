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

enum { FORMATS = sizeof formats / sizeof *formats, DRAW_TIMEOUT_MS = 60000, FIGURE_NAME_SIZE = 64 };

static void name_file(char out[FIGURE_NAME_SIZE], const char *figure, enum language language,
                      const char *format)
{
    snprintf(out, FIGURE_NAME_SIZE, "%s.%s.%s", figure, language_tag(language), format);
}

static int write_words(const struct figure *figure, const void *about, const struct workspace *workspace,
                       struct failure *why)
{
    char name[FIGURE_NAME_SIZE];
    int err = 0;
    enum language shown = message_language_set();
    for (int language = 0; language < LANGUAGE_COUNT && !err; language++) {
        name_file(name, figure->name, (enum language)language, "txt");
        FILE *file = results_open(workspace, name, why);
        err = file ? 0 : -EIO;
        if (err)
            break;
        message_language((enum language)language);
        figure->words(file, about);
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
    char name[FIGURE_NAME_SIZE];
    char script[PROGRAM_PATH_SIZE];
    char script_name[FIGURE_NAME_SIZE];
    char out[WORKSPACE_PATH_SIZE];
    struct process process;
    name_file(name, figure->name, language, format);
    snprintf(script_name, sizeof script_name, "plots/%s.gp", figure->name);
    program_data_path(script, script_name);
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

/* Draws one figure in all languages and formats. */
static int draw_all(const struct figure *figure, bool chinese, const struct workspace *workspace,
                    struct report_lines *warnings, struct failure *why)
{
    int err = 0;
    for (int language = 0; language < LANGUAGE_COUNT && !err; language++) {
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

int figure_draw(const struct figure *figures, size_t count, const void *about,
                const struct workspace *workspace, struct report_lines *warnings, struct failure *why)
{
    bool installed = program_installed("gnuplot");
    bool chinese = has_chinese_font();
    int err = 0;
    if (!installed)
        report_add(warnings, MESSAGE_NO_GNUPLOT);
    else if (!chinese)
        report_add(warnings, MESSAGE_NO_CHINESE_FONT);
    for (size_t i = 0; i < count && !err; i++) {
        if (!has_data(&figures[i], workspace))
            continue;
        err = write_words(&figures[i], about, workspace, why);
        if (!err && installed)
            err = draw_all(&figures[i], chinese, workspace, warnings, why);
    }
    return err;
}

void figure_put_link(FILE *file, const char *figure, enum message id, const struct workspace *workspace)
{
    char name[FIGURE_NAME_SIZE];
    char path[WORKSPACE_PATH_SIZE];
    name_file(name, figure, message_language_set(), "svg");
    workspace_result_path(path, workspace, name);
    if (access(path, R_OK) == 0)
        fprintf(file, "![%s](%s)\n\n", message(id), name);
}

void figure_remove(const struct figure *figures, size_t count, const struct workspace *workspace)
{
    static const char *const endings[] = {"svg", "png", "txt"};
    char name[FIGURE_NAME_SIZE];
    char path[WORKSPACE_PATH_SIZE];
    for (size_t i = 0; i < count; i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            for (size_t j = 0; j < sizeof endings / sizeof *endings; j++) {
                name_file(name, figures[i].name, (enum language)language, endings[j]);
                workspace_result_path(path, workspace, name);
                unlink(path);
            }
        }
    }
}
