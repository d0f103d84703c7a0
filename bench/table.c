/* SPDX-License-Identifier: MIT */
#include "bench/table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "bench/bars.h"
#include "bench/palette.h"
#include "bench/report.h"
#include "bench/text.h"
#include "bench/wrap.h"

enum { DEFAULT_COLUMNS = 120, LEAST_COLUMNS = 40, MOST_BAR = 60, GAP = 2 };

/* How the page is drawn. */
struct style {
    FILE *file;
    size_t columns;
    bool color;
    bool ascii;
};

static bool wants_color(FILE *file, enum color color)
{
    const char *off = getenv("NO_COLOR");
    if (color != COLOR_AUTO)
        return color == COLOR_ALWAYS;
    return isatty(fileno(file)) && !(off && *off);
}

static size_t terminal_columns(FILE *file)
{
    struct winsize size;
    if (ioctl(fileno(file), TIOCGWINSZ, &size) || size.ws_col == 0)
        return DEFAULT_COLUMNS;
    return size.ws_col < LEAST_COLUMNS ? LEAST_COLUMNS : size.ws_col;
}

/* Prints `text` padded to `columns` in the given SGR style ("" for none). */
static void put(const struct style *style, const char *sgr, const char *text, size_t columns,
                enum text_side side)
{
    char padded[REPORT_LINE_SIZE];
    text_pad(padded, sizeof padded, text, columns, side);
    if (style->color && *sgr)
        fprintf(style->file, "\033[%sm%s\033[0m", sgr, padded);
    else
        fputs(padded, style->file);
}

static void put_model(const struct style *style, const struct contender *contender, const char *text,
                      size_t columns)
{
    char sgr[16];
    snprintf(sgr, sizeof sgr, "38;5;%d", palette_terminal(&contender->entrant));
    put(style, sgr, text, columns, TEXT_LEFT);
}

/* Prints a paragraph, wrapped at the width of the page: between words, or between Chinese characters. */
static void put_paragraph(const struct style *style, const char *sgr, const char *text)
{
    size_t column = 0;
    size_t spaces = 0; /* before the next piece, printed only if it stays on this line */
    bool colored = style->color && *sgr;
    if (colored)
        fprintf(style->file, "\033[%sm", sgr);
    while (*text) {
        char piece[256];
        size_t length = wrap_piece(text);
        size_t visible = length - wrap_spaces(text, length);
        snprintf(piece, sizeof piece, "%.*s", (int)(visible < sizeof piece ? visible : sizeof piece - 1),
                 text);
        size_t width = text_width(piece);
        if (column > 0 && column + spaces + width > style->columns) {
            fputc('\n', style->file);
            column = spaces = 0;
        }
        fprintf(style->file, "%*s%s", (int)spaces, "", piece);
        column += spaces + width;
        spaces = length - visible;
        text += length;
    }
    fputs(colored ? "\033[0m\n" : "\n", style->file);
}

static void put_lines(const struct style *style, const char *sgr, const struct report_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        put_paragraph(style, sgr, lines->text[i]);
}

static void put_bars(const struct style *style, const struct comparison *comparison)
{
    char bar[BARS_SIZE(MOST_BAR)];
    char number[TEXT_NUMBER_SIZE];
    double slowest = 0;
    size_t names = 0;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        slowest = contender->wall.value > slowest ? contender->wall.value : slowest;
        names = strlen(contender->entrant.label) > names ? strlen(contender->entrant.label) : names;
    }
    size_t taken = names + (size_t)2 * GAP;
    size_t room = style->columns - (taken < style->columns ? taken : style->columns);
    size_t width = room > 24 ? room - 24 : 8;
    width = width > MOST_BAR ? MOST_BAR : width;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        bars_draw(bar, sizeof bar, contender->wall.value, slowest, width, style->ascii);
        put_model(style, contender, contender->entrant.label, names + GAP);
        put_model(style, contender, bar, text_width(bar));
        fprintf(style->file, " %s", text_seconds(number, contender->wall.value));
        if (contender != comparison_baseline(comparison)) {
            fputs(" · ", style->file);
            put(style, "1", text_ratio(number, contender->speedup.value), 0, TEXT_LEFT);
        }
        fputc('\n', style->file);
    }
}

/* Which of the columns that hold something fit: the least needed are left out first. Returns whether all do.
 */
static bool choose_columns(const size_t widths[REPORT_COLUMNS], size_t room, bool shown[REPORT_COLUMNS])
{
    static const enum report_column least_needed_first[] = {
        COLUMN_CPU, COLUMN_MEMORY, COLUMN_BOUND, COLUMN_TUTORIAL, COLUMN_LIMIT, COLUMN_EFFICIENCY};
    size_t total = 0;
    for (size_t i = 0; i < REPORT_COLUMNS; i++) {
        shown[i] = widths[i] > 0;
        total += shown[i] ? widths[i] + (i ? GAP : 0) : 0;
    }
    bool all = total <= room;
    for (size_t i = 0; i < sizeof least_needed_first / sizeof *least_needed_first && total > room; i++) {
        size_t column = least_needed_first[i];
        total -= shown[column] ? widths[column] + GAP : 0;
        shown[column] = false;
    }
    return all;
}

/* How wide each column has to be; 0 for one that holds nothing. */
static void measure_columns(const struct comparison *comparison, size_t widths[REPORT_COLUMNS])
{
    char cell[REPORT_CELL_SIZE];
    for (int column = 0; column < REPORT_COLUMNS; column++) {
        widths[column] = 0;
        if (!report_has(comparison, (enum report_column)column))
            continue;
        widths[column] = text_width(report_title((enum report_column)column));
        for (size_t i = 0; i < comparison->count; i++) {
            if (!contender_counts(&comparison->contenders[i]))
                continue;
            report_cell(cell, &comparison->contenders[i], (enum report_column)column);
            if (text_width(cell) > widths[column])
                widths[column] = text_width(cell);
        }
    }
}

/* One row of the table; `contender` is NULL for the titles. */
static void put_row(const struct style *style, const struct contender *contender,
                    const size_t widths[REPORT_COLUMNS], const bool shown[REPORT_COLUMNS])
{
    char cell[REPORT_CELL_SIZE];
    for (int i = 0; i < REPORT_COLUMNS; i++) {
        enum report_column column = (enum report_column)i;
        if (!shown[i])
            continue;
        fprintf(style->file, "%*s", i ? GAP : 0, "");
        if (contender)
            report_cell(cell, contender, column);
        bool left = column == COLUMN_MODEL || column == COLUMN_LIMIT;
        size_t width = column == COLUMN_LIMIT ? 0 : widths[i]; /* the last: no spaces behind it */
        if (!contender)
            put(style, "2", report_title(column), width, left ? TEXT_LEFT : TEXT_RIGHT);
        else if (column == COLUMN_MODEL)
            put_model(style, contender, cell, width);
        else
            put(style, column == COLUMN_SPEEDUP ? "1" : "", cell, width, left ? TEXT_LEFT : TEXT_RIGHT);
    }
    fputc('\n', style->file);
}

static void put_table(const struct style *style, const struct comparison *comparison)
{
    size_t widths[REPORT_COLUMNS];
    bool shown[REPORT_COLUMNS];
    measure_columns(comparison, widths);
    bool all = choose_columns(widths, style->columns, shown);
    put_row(style, NULL, widths, shown);
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            put_row(style, &comparison->contenders[i], widths, shown);
    }
    if (!all)
        put_paragraph(style, "2", message(MESSAGE_COLUMNS_LEFT_OUT));
}

void table_print(FILE *file, const struct comparison *comparison)
{
    const struct options *options = comparison->options;
    const struct style style = {.file = file,
                                .columns = terminal_columns(file),
                                .color = wants_color(file, options->color),
                                .ascii = options->ascii};
    char scenario[REPORT_LINE_SIZE];
    struct report_lines warnings = {0};
    struct report_lines meaning = {0};
    struct report_lines notes = {0};
    report_scenario(scenario, comparison);
    report_warnings(&warnings, comparison);
    report_meaning(&meaning, comparison);
    report_notes(&notes, comparison);
    put_lines(&style, "1;31", &warnings);
    put_paragraph(&style, "1", scenario);
    if (!comparison_baseline(comparison))
        return;
    fputc('\n', file);
    put_bars(&style, comparison);
    fputc('\n', file);
    put_table(&style, comparison);
    fputc('\n', file);
    put_lines(&style, "", &meaning);
    put_lines(&style, "2", &notes);
}
