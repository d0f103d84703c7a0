/* SPDX-License-Identifier: MIT */
#include "bench/words/grid.h"

#include <stdarg.h>
#include <string.h>

enum { GAP = 2 };

/* How wide the columns are, and which are shown. */
struct layout {
    struct grid_cell head[GRID_MOST_COLUMNS];
    size_t widths[GRID_MOST_COLUMNS];
    bool shown[GRID_MOST_COLUMNS];
    size_t total; /* of those shown, with the gaps between them */
};

void grid_set(struct grid_cell *cell, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(cell->text, sizeof cell->text, format, arguments);
    va_end(arguments);
}

void grid_row(struct grid_cell cells[GRID_MOST_COLUMNS], const struct grid *grid, size_t row)
{
    for (size_t column = 0; column < grid->columns; column++)
        cells[column] = (struct grid_cell){.sgr = ""};
    grid->fill(cells, grid, row);
}

static void lay_out(struct layout *layout, const struct grid *grid)
{
    struct grid_cell cells[GRID_MOST_COLUMNS];
    *layout = (struct layout){.total = 0};
    grid_row(layout->head, grid, 0);
    for (size_t row = 0; row <= grid->rows; row++) {
        grid_row(cells, grid, row);
        for (size_t column = 0; column < grid->columns; column++) {
            size_t width = text_width(cells[column].text);
            layout->widths[column] = width > layout->widths[column] ? width : layout->widths[column];
        }
    }
    for (size_t column = 0; column < grid->columns; column++) {
        layout->shown[column] = true;
        layout->total += layout->widths[column] + (column ? GAP : 0);
    }
}

size_t grid_width(const struct grid *grid)
{
    struct layout layout;
    lay_out(&layout, grid);
    return layout.total;
}

/* Leaves out the columns that may be, in their order, until what is left fits `room`. */
static bool leave_out(struct layout *layout, const struct grid *grid, size_t room)
{
    bool any = false;
    for (size_t next = 1; next <= grid->columns; next++) {
        for (size_t column = 1; column < grid->columns && layout->total > room; column++) {
            if (layout->head[column].leaves != next)
                continue;
            layout->shown[column] = false;
            layout->total -= layout->widths[column] + GAP;
            any = true;
        }
    }
    return any;
}

/* Whether it does not fit even without all the columns that may be left out. */
static bool is_too_wide(const struct layout *layout, const struct grid *grid, size_t room)
{
    struct layout least = *layout;
    (void)leave_out(&least, grid, room);
    return least.total > room;
}

static void put_cell(const struct sheet *sheet, const struct grid_cell *cell, size_t width,
                     enum text_side side)
{
    if (cell->color)
        sheet_color(sheet, cell->color, cell->text, width);
    else
        sheet_put(sheet, cell->sgr, cell->text, width, side);
}

static void put_row(const struct sheet *sheet, const struct layout *layout, const struct grid_cell *cells,
                    size_t columns)
{
    for (size_t column = 0; column < columns; column++) {
        enum text_side side = layout->head[column].side;
        bool padded = side == TEXT_RIGHT || column + 1 < columns; /* no spaces at the end of a line */
        if (!layout->shown[column])
            continue;
        fprintf(sheet->file, "%*s", column ? GAP : 0, "");
        put_cell(sheet, &cells[column], padded ? layout->widths[column] : 0, side);
    }
    fputc('\n', sheet->file);
}

bool grid_print(const struct sheet *sheet, const struct grid *grid)
{
    struct layout layout;
    struct grid_cell cells[GRID_MOST_COLUMNS];
    char above[GRID_CELL_SIZE] = ""; /* the first column's last line of its own */
    lay_out(&layout, grid);
    if (grid->stacks && is_too_wide(&layout, grid, sheet->columns)) {
        layout.shown[0] = false;
        layout.total -= layout.widths[0];
    }
    bool left_out = leave_out(&layout, grid, sheet->columns);
    put_row(sheet, &layout, layout.head, grid->columns);
    for (size_t row = 1; row <= grid->rows; row++) {
        grid_row(cells, grid, row);
        if (!layout.shown[0] && strcmp(cells[0].text, above) != 0) {
            memcpy(above, cells[0].text, sizeof above);
            put_cell(sheet, &cells[0], 0, TEXT_LEFT);
            fputc('\n', sheet->file);
        }
        put_row(sheet, &layout, cells, grid->columns);
    }
    return left_out;
}

void grid_put_markdown(FILE *file, const struct grid *grid)
{
    struct grid_cell cells[GRID_MOST_COLUMNS];
    for (size_t row = 0; row <= grid->rows; row++) {
        grid_row(cells, grid, row);
        for (size_t column = 0; column < grid->columns; column++)
            fprintf(file, "| %s ", cells[column].text);
        fputs("|\n", file);
        for (size_t column = 0; row == 0 && column < grid->columns; column++)
            fputs(cells[column].side == TEXT_LEFT ? "|---" : "|---:", file);
        fputs(row == 0 ? "|\n" : "", file);
    }
}
