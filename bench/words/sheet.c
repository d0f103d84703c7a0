/* SPDX-License-Identifier: MIT */
#include "bench/words/sheet.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_COLUMNS = 120, LEAST_COLUMNS = 20 };

bool sheet_wants_color(FILE *file, enum color color)
{
    const char *off = getenv("NO_COLOR");
    if (color != COLOR_AUTO)
        return color == COLOR_ALWAYS;
    return isatty(fileno(file)) && !(off && *off);
}

size_t sheet_columns(FILE *file)
{
    struct winsize size;
    if (ioctl(fileno(file), TIOCGWINSZ, &size) || size.ws_col == 0)
        return DEFAULT_COLUMNS;
    return size.ws_col < LEAST_COLUMNS ? LEAST_COLUMNS : size.ws_col;
}

void sheet_put(const struct sheet *sheet, const char *sgr, const char *text, size_t columns,
               enum text_side side)
{
    bool colored = sheet->color && *sgr;
    if (colored)
        fprintf(sheet->file, "\033[%sm", sgr);
    text_put(sheet->file, text, columns, side);
    if (colored)
        fputs("\033[0m", sheet->file);
}

void sheet_color(const struct sheet *sheet, int color, const char *text, size_t columns)
{
    char sgr[16];
    snprintf(sgr, sizeof sgr, "38;5;%d", color);
    sheet_put(sheet, sgr, text, columns, TEXT_LEFT);
}

void sheet_paragraph(const struct sheet *sheet, const char *sgr, const char *text)
{
    size_t column = 0;
    size_t spaces = 0; /* before the next piece, printed only if it stays on this line */
    bool colored = sheet->color && *sgr;
    if (colored)
        fprintf(sheet->file, "\033[%sm", sgr);
    while (*text) {
        size_t length = text_piece(text);
        size_t visible = length - text_spaces(text, length);
        size_t width = text_columns(text, visible);
        if (column > 0 && column + spaces + width > sheet->columns) {
            fprintf(sheet->file, "\n%*s", (int)sheet->indent, "");
            column = spaces = 0;
        }
        fprintf(sheet->file, "%*s%.*s", (int)spaces, "", (int)visible, text);
        column += spaces + width;
        spaces = length - visible;
        text += length;
    }
    fputs(colored ? "\033[0m\n" : "\n", sheet->file);
}

void sheet_lines(const struct sheet *sheet, const char *sgr, const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        sheet_paragraph(sheet, sgr, lines->text[i]);
}
