/* SPDX-License-Identifier: MIT */
#include "bench/timeline/canvas.h"

#include <string.h>

#include "bench/words/text.h"

static bool is_shown(const struct canvas *canvas)
{
    return canvas->file && (!canvas->live || canvas->lines <= canvas->rows);
}

/* The bytes at the start of `text` that take no more than so many columns. */
static size_t fitting(const char *text, size_t columns)
{
    size_t length = strlen(text);
    while (length > 0 && text_columns(text, length) > columns) {
        length--;
        while (length > 0 && ((unsigned char)text[length] & 0xC0U) == 0x80)
            length--; /* to where a character begins */
    }
    return length;
}

void canvas_line(struct canvas *canvas)
{
    canvas->lines++;
    canvas->column = 0;
    if (canvas->lines > 1 && is_shown(canvas))
        fputs(canvas->live ? "\033[K\n" : "\n", canvas->file);
}

void canvas_put(struct canvas *canvas, const char *sgr, const char *text)
{
    size_t width = text_width(text);
    size_t room = canvas->columns - canvas->column;
    int length = (int)fitting(text, room);
    canvas->column += width < room ? width : room;
    if (length == 0 || !is_shown(canvas))
        return;
    if (canvas->color && *sgr)
        fprintf(canvas->file, "\033[%sm%.*s\033[0m", sgr, length, text);
    else
        fprintf(canvas->file, "%.*s", length, text);
}

void canvas_color(struct canvas *canvas, int color, const char *text)
{
    char sgr[16];
    snprintf(sgr, sizeof sgr, "38;5;%d", color);
    canvas_put(canvas, sgr, text);
}

void canvas_spaces(struct canvas *canvas, size_t columns)
{
    while (columns-- > 0)
        canvas_put(canvas, "", " ");
}

void canvas_end(struct canvas *canvas)
{
    fputs(canvas->live ? "\033[K" : "\n", canvas->file);
}
