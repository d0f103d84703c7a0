/* SPDX-License-Identifier: MIT */
#include "bench/show/figure.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/host/process.h"
#include "bench/host/program.h"
#include "bench/host/workspace.h"
#include "bench/show/languages.h"
#include "bench/show/svg.h"
#include "bench/words/text.h"

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
    char files[LANGUAGE_COUNT][FIGURE_NAME_SIZE];
    const char *names[LANGUAGE_COUNT];
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        name_file(files[language], figure->name, (enum language)language, "txt");
        names[language] = files[language];
    }
    return languages_write(names, figure->words, about, workspace, why);
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

struct picture {
    const struct figure *figure;
    struct process process;
    enum language words;
    bool started;
    char name[FIGURE_NAME_SIZE];
};

/* What would make gnuplot draw otherwise than the scripts say: GNUTERM, for one, fails where its terminal is
   not installed. Nothing but gnuplot is started after this. */
static void forget_gnuplot_settings(void)
{
    static const char *const names[] = {"GNUTERM",          "GNUPLOT_LIB",    "GNUPLOT_DEFAULT_GDFONT",
                                        "GNUPLOT_FONTPATH", "GNUPLOT_PS_DIR", "GNUPLOT_DRIVER_DIR"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
}

/* The words of the figures as gnuplot's variables, "FIGURE_MEDIAN='median';…", which the caller frees.
   Returns NULL without memory. */
static char *words_of(enum language language)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    for (int id = 0; file && id < MESSAGE_COUNT; id++) {
        const char *name = message_name((enum message)id);
        if (strncmp(name, "FIGURE_", strlen("FIGURE_")) == 0 ||
            strncmp(name, "TIMELINE_", strlen("TIMELINE_")) == 0)
            fprintf(file, "%s='%s';", name, message_in(language, (enum message)id));
    }
    if (file && fclose(file) == 0)
        return text;
    free(text);
    return NULL;
}

/* Starts to draw a picture in the words of `words`; -d: whatever is in ~/.gnuplot. */
static void start(struct picture *picture, const struct figure *figure, const struct workspace *workspace,
                  enum language language, enum language words, const char *format)
{
    char script[PROGRAM_PATH_SIZE];
    char script_name[FIGURE_NAME_SIZE];
    char out[WORKSPACE_PATH_SIZE];
    *picture = (struct picture){.figure = figure, .words = words};
    name_file(picture->name, figure->name, language, format);
    snprintf(script_name, sizeof script_name, "plots/%s.gp", figure->name);
    program_data_path(script, script_name);
    workspace_path(out, workspace, picture->name);
    char *variables = words_of(words);
    char *argv[] = {"gnuplot",
                    "-d",
                    "-e",
                    variables,
                    "-c",
                    script,
                    (char *)workspace->out,
                    out,
                    (char *)language_tag(words),
                    NULL};
    picture->started = variables && process_start(&picture->process, argv, -1, -1) == 0;
    free(variables);
}

/* Says in an SVG what it shows; a PNG stays as it is. Returns 0 or a negative errno. */
static int describe(const struct picture *picture, const struct workspace *workspace)
{
    char path[WORKSPACE_PATH_SIZE];
    char name[FIGURE_NAME_SIZE];
    char text[LINES_SIZE] = "";
    char line[LINES_SIZE];
    if (!strstr(picture->name, ".svg"))
        return 0;
    name_file(name, picture->figure->name, picture->words, "txt");
    workspace_result_path(path, workspace, name);
    FILE *words = fopen(path, "r");
    if (!words)
        return -errno;
    for (int i = 0; i < 2 && fgets(line, sizeof line, words); i++)
        text_add(text, sizeof text, "%s%.*s", i ? " · " : "", (int)strcspn(line, "\n"), line);
    (void)fclose(words);
    workspace_path(path, workspace, picture->name);
    return svg_adapt(path, message_in(picture->words, picture->figure->shows), text);
}

/* Waits for a picture and publishes it; where that fails, `missing` becomes true. */
static int finish(struct picture *picture, const struct workspace *workspace, bool *missing,
                  struct failure *why)
{
    int ended = picture->started ? process_wait(&picture->process, DRAW_TIMEOUT_MS) : 0;
    if (ended == -EINTR)
        return fail(why, ended, MESSAGE_INTERRUPTED);
    if (ended == 1 && process_succeeded(&picture->process) && describe(picture, workspace) == 0)
        return workspace_publish(workspace, picture->name, why);
    *missing = true;
    return 0;
}

/* Draws one figure in all languages and formats, side by side. */
static int draw_all(const struct figure *figure, bool chinese, const struct workspace *workspace,
                    bool *missing, struct failure *why)
{
    struct picture pictures[LANGUAGE_COUNT * FORMATS];
    size_t count = 0;
    int err = 0;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (size_t i = 0; i < FORMATS; i++) {
            /* An SVG is drawn with the fonts of whoever looks at it, a PNG with those of this machine. */
            bool boxes = language == LANGUAGE_ZH && !chinese && strcmp(formats[i], "png") == 0;
            start(&pictures[count++], figure, workspace, (enum language)language,
                  boxes ? LANGUAGE_EN : (enum language)language, formats[i]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!err)
            err = finish(&pictures[i], workspace, missing, why);
        process_end(&pictures[i].process);
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

/* Whether an earlier figure_draw left the words of all languages. */
static bool has_words(const struct figure *figure, const struct workspace *workspace)
{
    char name[FIGURE_NAME_SIZE];
    char path[WORKSPACE_PATH_SIZE];
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        name_file(name, figure->name, (enum language)language, "txt");
        workspace_result_path(path, workspace, name);
        if (access(path, R_OK))
            return false;
    }
    return true;
}

int figure_redraw(const struct figure *figures, size_t count, const struct workspace *workspace,
                  struct lines *warnings, struct failure *why)
{
    char names[LINES_SIZE] = "";
    bool chinese = has_chinese_font();
    int err = 0;
    if (!program_installed("gnuplot")) {
        lines_add(warnings, MESSAGE_NO_GNUPLOT);
        return 0;
    }
    forget_gnuplot_settings();
    if (!chinese)
        lines_add(warnings, MESSAGE_NO_CHINESE_FONT);
    for (size_t i = 0; i < count && !err; i++) {
        bool missing = false;
        if (!has_data(&figures[i], workspace) || !has_words(&figures[i], workspace))
            continue;
        err = draw_all(&figures[i], chinese, workspace, &missing, why);
        if (missing)
            text_add(names, sizeof names, "%s%s", *names ? ", " : "", figures[i].name);
    }
    if (names[0])
        lines_add(warnings, MESSAGE_PLOT_FAILED, names);
    return err;
}

int figure_draw(const struct figure *figures, size_t count, const void *about,
                const struct workspace *workspace, struct lines *warnings, struct failure *why)
{
    for (size_t i = 0; i < count; i++) {
        int err = has_data(&figures[i], workspace) ? write_words(&figures[i], about, workspace, why) : 0;
        if (err)
            return err;
    }
    return figure_redraw(figures, count, workspace, warnings, why);
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
    for (size_t i = 0; i < count; i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            for (size_t j = 0; j < sizeof endings / sizeof *endings; j++) {
                name_file(name, figures[i].name, (enum language)language, endings[j]);
                workspace_withdraw(workspace, name);
            }
        }
    }
}
