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

/* The first column's cell has a line of its own, where it is not that of the row above. */
static void put_name(const struct sheet *sheet, const struct grid_cell *cell, char above[GRID_CELL_SIZE])
{
    if (strcmp(cell->text, above) == 0)
        return;
    memcpy(above, cell->text, GRID_CELL_SIZE);
    put_cell(sheet, cell, 0, TEXT_LEFT);
    fputc('\n', sheet->file);
}

/* A line a row, and one a name where the first column is not shown beside the others. */
static void put_rows(const struct sheet *sheet, const struct layout *layout, const struct grid *grid)
{
    struct grid_cell cells[GRID_MOST_COLUMNS];
    char above[GRID_CELL_SIZE] = "";
    for (size_t row = 0; row <= grid->rows; row++) {
        grid_row(cells, grid, row);
        if (!layout->shown[0])
            put_name(sheet, &cells[0], above);
        put_row(sheet, layout, cells, grid->columns);
    }
}

/* A line a cell, behind its title, which is padded to `titles` where there is room for that; or else below
 * it. */
static void put_field(const struct sheet *sheet, const struct grid_cell *title, size_t titles,
                      const struct grid_cell *cell)
{
    size_t room = sheet->columns - GAP - GAP;
    size_t width = text_width(cell->text);
    bool beside = text_width(title->text) + width <= room;
    fprintf(sheet->file, "%*s", GAP, "");
    sheet_put(sheet, title->sgr, title->text, titles + width <= room ? titles : 0, TEXT_LEFT);
    fprintf(sheet->file, beside ? "%*s" : "\n%*s", beside ? GAP : 2 * GAP, "");
    put_cell(sheet, cell, 0, TEXT_LEFT);
    fputc('\n', sheet->file);
}

static void put_records(const struct sheet *sheet, const struct layout *layout, const struct grid *grid)
{
    struct grid_cell cells[GRID_MOST_COLUMNS];
    char above[GRID_CELL_SIZE] = "";
    size_t titles = 0;
    for (size_t column = 1; column < grid->columns; column++) {
        size_t width = text_width(layout->head[column].text);
        titles = width > titles ? width : titles;
    }
    for (size_t row = 1; row <= grid->rows; row++) {
        grid_row(cells, grid, row);
        put_name(sheet, &cells[0], above);
        for (size_t column = 1; column < grid->columns; column++) {
            if (cells[column].text[0])
                put_field(sheet, &layout->head[column], titles, &cells[column]);
        }
    }
}

bool grid_print(const struct sheet *sheet, const struct grid *grid)
{
    struct layout layout;
    lay_out(&layout, grid);
    struct layout fitted = layout;
    bool left_out = leave_out(&fitted, grid, sheet->columns);
    if (fitted.total > sheet->columns) {
        fitted = layout;
        fitted.shown[0] = false;
        fitted.total -= fitted.widths[0];
        left_out = leave_out(&fitted, grid, sheet->columns);
    }
    if (fitted.total <= sheet->columns) {
        put_rows(sheet, &fitted, grid);
        return left_out;
    }
    put_records(sheet, &layout, grid);
    return false;
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
