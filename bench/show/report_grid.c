/* SPDX-License-Identifier: MIT */
#include "bench/show/report_grid.h"

#include <math.h>

#include "bench/options/tutorial.h"

static const struct {
    enum message title;
    size_t leaves; /* as in struct grid_cell */
} columns[REPORT_COLUMNS] = {
    [COLUMN_MODEL] = {MESSAGE_COLUMN_MODEL, 0},     [COLUMN_TIME] = {MESSAGE_COLUMN_TIME, 0},
    [COLUMN_SPEEDUP] = {MESSAGE_COLUMN_SPEEDUP, 0}, [COLUMN_TUTORIAL] = {MESSAGE_COLUMN_TUTORIAL, 4},
    [COLUMN_BOUND] = {MESSAGE_COLUMN_BOUND, 3},     [COLUMN_EFFICIENCY] = {MESSAGE_COLUMN_EFFICIENCY, 6},
    [COLUMN_CPU] = {MESSAGE_COLUMN_CPU, 1},         [COLUMN_MEMORY] = {MESSAGE_COLUMN_MEMORY, 2},
    [COLUMN_LIMIT] = {MESSAGE_COLUMN_LIMIT, 5},
};

static const enum message limits[LIMITED_COUNT] = {[LIMITED_LATENCY] = MESSAGE_LIMITED_LATENCY,
                                                   [LIMITED_WORKERS] = MESSAGE_LIMITED_WORKERS,
                                                   [LIMITED_CLIENT_CPU] = MESSAGE_LIMITED_CLIENT_CPU,
                                                   [LIMITED_ORIGIN] = MESSAGE_LIMITED_ORIGIN,
                                                   [LIMITED_LOCK] = MESSAGE_LIMITED_LOCK,
                                                   [LIMITED_RATE] = MESSAGE_LIMITED_RATE};

static void put_time(struct grid_cell *cell, const struct estimate *wall)
{
    double half = fmax(wall->interval.high - wall->value, wall->value - wall->interval.low);
    if (isfinite(half))
        grid_set(cell, "%s ± %s", text_seconds(wall->value).text, text_seconds(half).text);
    else
        grid_set(cell, "%s", text_seconds(wall->value).text);
}

/* What stands in a column of plain numbers. */
static struct text_number number_of(const struct contender *contender, enum report_column column)
{
    const struct observation *observed = &contender->observed;
    switch (column) {
    case COLUMN_SPEEDUP:
        return text_ratio(contender->speedup.value);
    case COLUMN_TUTORIAL:
        return text_ratio(tutorial_speedup(contender->tutorial_s));
    case COLUMN_BOUND:
        return text_seconds(contender->bound_s);
    case COLUMN_EFFICIENCY:
        return text_percent(contender->efficiency);
    case COLUMN_CPU:
        return text_seconds(contender->user_s + contender->system_s);
    default:
        return text_bytes(observed->present ? (double)observed->peak_memory_bytes : NAN);
    }
}

static void put_title(struct grid_cell *cell, enum report_column column)
{
    cell->sgr = "2";
    cell->side = column == COLUMN_MODEL || column == COLUMN_LIMIT ? TEXT_LEFT : TEXT_RIGHT;
    cell->leaves = columns[column].leaves;
    grid_set(cell, "%s", message(columns[column].title));
}

static void put(struct grid_cell *cell, const struct contender *contender, enum report_column column)
{
    cell->sgr = column == COLUMN_SPEEDUP ? "1" : "";
    cell->color = column == COLUMN_MODEL ? entrant_look(&contender->entrant)->terminal : 0;
    if (column == COLUMN_MODEL)
        grid_set(cell, "%s", contender->entrant.label);
    else if (column == COLUMN_TIME)
        put_time(cell, &contender->wall);
    else if (column == COLUMN_LIMIT)
        grid_set(cell, "%s", message(limits[contender->limited_by]));
    else
        grid_set(cell, "%s", number_of(contender, column).text);
}

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct report_grid *report = grid->subject;
    for (size_t i = 0; i < grid->columns; i++) {
        if (row == 0)
            put_title(&cells[i], report->columns[i]);
        else
            put(&cells[i], report->rows[row - 1], report->columns[i]);
    }
}

/* Whether there is anything to show in a column. */
static bool has(const struct report_grid *report, enum report_column column)
{
    for (size_t i = 0; i < report->grid.rows; i++) {
        const struct contender *contender = report->rows[i];
        if ((column != COLUMN_TUTORIAL || isfinite(contender->tutorial_s)) &&
            (column != COLUMN_MEMORY || contender->observed.present))
            return true;
    }
    return false;
}

void report_grid_init(struct report_grid *out, const struct comparison *comparison)
{
    *out = (struct report_grid){.grid = {.fill = fill, .subject = out, .stacks = true}};
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            out->rows[out->grid.rows++] = &comparison->contenders[i];
    }
    for (int column = 0; column < REPORT_COLUMNS; column++) {
        if (has(out, (enum report_column)column))
            out->columns[out->grid.columns++] = (enum report_column)column;
    }
}
