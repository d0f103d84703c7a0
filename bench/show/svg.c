/* SPDX-License-Identifier: MIT */
#include "bench/show/svg.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The colours of common.gp, and what each is in the dark. Those of models and of states are seen on both. */
static const struct {
    int red, green, blue;
    const char *dark;
} colors[] = {
    {255, 255, 255, "#111827"}, /* paper */
    {31, 41, 55, "#f3f4f6"},    /* ink */
    {91, 100, 114, "#a9b4c2"},  /* quiet */
    {148, 163, 184, "#64748b"}, /* line */
    {229, 231, 235, "#2a3546"}, /* faint */
};

/* A rule for each of the ways in which gnuplot writes each of the colours. */
static void put_style(FILE *file)
{
    static const char *const formats[] = {"rgb(%d,%d,%d)", "rgb(%3d, %3d, %3d)", "#%02x%02x%02x"};
    static const char *const attributes[] = {"fill", "stroke", "color", "flood-color"};
    fputs("<style>@media (prefers-color-scheme: dark) {\n", file);
    for (size_t i = 0; i < sizeof colors / sizeof *colors; i++) {
        for (size_t j = 0; j < sizeof attributes / sizeof *attributes; j++) {
            for (size_t k = 0; k < sizeof formats / sizeof *formats; k++) {
                fprintf(file, "%s[%s='", k ? "," : "", attributes[j]);
                fprintf(file, formats[k], colors[i].red, colors[i].green, colors[i].blue);
                fputs("' i]", file);
            }
            fprintf(file, "{%s:%s}\n", attributes[j], colors[i].dark);
        }
    }
    fputs("}</style>\n", file);
}

static void put_text(FILE *file, const char *text)
{
    for (; *text; text++) {
        if (*text == '<')
            fputs("&lt;", file);
        else if (*text == '&')
            fputs("&amp;", file);
        else
            fputc(*text, file);
    }
}

static void put_element(FILE *file, const char *tag, const char *text)
{
    fprintf(file, "<%s>", tag);
    put_text(file, text);
    fprintf(file, "</%s>\n", tag);
}

static void put_description(FILE *file, const char *text)
{
    put_element(file, "desc", text);
    put_style(file);
}

/* A line without the title of a curve, which is gnuplot's command for it. */
static void put_untitled(FILE *file, const char *line)
{
    const char *title = strstr(line, "<title>");
    const char *end = title ? strstr(title, "</title>") : NULL;
    if (end)
        fprintf(file, "%.*s%s", (int)(title - line), line, end + strlen("</title>"));
    else
        fputs(line, file);
}

static int copy(FILE *from, FILE *to, const char *title, const char *description)
{
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, from) >= 0) {
        if (strncmp(line, "<title>", strlen("<title>")) == 0)
            put_element(to, "title", title);
        else if (strncmp(line, "<desc>", strlen("<desc>")) == 0)
            put_description(to, description);
        else
            put_untitled(to, line);
    }
    free(line);
    return ferror(from) || ferror(to) ? -EIO : 0;
}

int svg_adapt(const char *path, const char *title, const char *description)
{
    char adapted[PATH_MAX];
    int length = snprintf(adapted, sizeof adapted, "%s.adapted", path);
    if (length < 0 || (size_t)length >= sizeof adapted)
        return -ENAMETOOLONG;
    FILE *from = fopen(path, "r");
    if (!from)
        return -errno;
    FILE *to = fopen(adapted, "w");
    int err = to ? copy(from, to, title, description) : -errno;
    (void)fclose(from);
    if (to && fclose(to) && !err)
        err = -errno;
    if (!err && rename(adapted, path))
        err = -errno;
    if (err && to)
        (void)remove(adapted);
    return err;
}
