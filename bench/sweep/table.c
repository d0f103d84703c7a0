/* SPDX-License-Identifier: MIT */
#include "bench/sweep/table.h"

#include <math.h>

static void put_rate(struct grid_cell *cell, const struct point *point, const struct contender *contender)
{
    const struct estimate *rate = point_rate(point, contender);
    int digits = rate->value < 9.995 ? 2 : rate->value < 99.95 ? 1 : 0;
    double low = rate->interval.low;
    double high = rate->interval.high;
    if (isfinite(low))
        grid_set(cell, "%.*f (%.*f–%.*f)", digits, rate->value, digits, low, digits, high);
    else
        grid_set(cell, "%.*f", digits, rate->value);
}

static void put_memory(struct grid_cell *cell, const struct point *point, const struct contender *contender)
{
    (void)point;
    if (contender->observed.present)
        grid_set(cell, "%s", text_bytes((double)contender->observed.peak_memory_bytes).text);
}

/* A row a value of the axis, a column a model, of each of which that counts `put` tells. */
static void fill_models(struct grid_cell *cells, const struct grid *grid, size_t row,
                        void (*put)(struct grid_cell *cell, const struct point *point,
                                    const struct contender *contender))
{
    const struct sweep *sweep = grid->subject;
    const struct axis *down = &sweep->axes[0];
    cells[0].side = TEXT_RIGHT;
    grid_set(&cells[0], "%s", row ? axis_text(down, row - 1).text : axis_title(down->kind));
    for (size_t i = 0; i < sweep->series_count; i++) {
        struct grid_cell *cell = &cells[1 + i];
        cell->side = TEXT_RIGHT;
        if (row == 0)
            grid_set(cell, "%s", sweep->series[i]);
        else if (point_find(&sweep->points[row - 1], i))
            put(cell, &sweep->points[row - 1], point_find(&sweep->points[row - 1], i));
    }
}

static void fill_rates(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    fill_models(cells, grid, row, put_rate);
}

static void fill_memory(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    fill_models(cells, grid, row, put_memory);
}

static void put_winner(struct grid_cell *cell, const struct sweep *sweep, const struct point *point)
{
    const struct winner *winner = &point->winner;
    if (!winner->first)
        return;
    const char *first = sweep_series(sweep, point, winner->first);
    const char *second = winner->second ? sweep_series(sweep, point, winner->second) : "";
    if (winner->tie)
        grid_set(cell, "≈ %.40s, %.40s", first, second);
    else if (winner->second)
        grid_set(cell, "%.60s %s", first, text_ratio(winner->factor).text);
    else
        grid_set(cell, "%.60s", first);
}

static void fill_winners(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct sweep *sweep = grid->subject;
    const struct axis *across = &sweep->axes[0];
    const struct axis *down = &sweep->axes[1];
    cells[0].side = TEXT_RIGHT;
    if (row == 0)
        grid_set(&cells[0], "%s ↓ · %s →", axis_title(down->kind), axis_title(across->kind));
    else
        grid_set(&cells[0], "%s", axis_text(down, row - 1).text);
    for (size_t i = 0; i < across->count; i++) {
        cells[1 + i].side = TEXT_RIGHT;
        if (row == 0)
            grid_set(&cells[1 + i], "%s", axis_text(across, i).text);
        else
            put_winner(&cells[1 + i], sweep, &sweep->points[(row - 1) * across->count + i]);
    }
}

struct grid sweep_rates(const struct sweep *sweep)
{
    return (struct grid){
        .rows = sweep->count, .columns = 1 + sweep->series_count, .fill = fill_rates, .subject = sweep};
}

struct grid sweep_memory(const struct sweep *sweep)
{
    return (struct grid){
        .rows = sweep->count, .columns = 1 + sweep->series_count, .fill = fill_memory, .subject = sweep};
}

struct grid sweep_winners(const struct sweep *sweep)
{
    return (struct grid){.rows = sweep->axes[1].count,
                         .columns = 1 + sweep->axes[0].count,
                         .fill = fill_winners,
                         .subject = sweep};
}
