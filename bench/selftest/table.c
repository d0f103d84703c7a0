/* SPDX-License-Identifier: MIT */
#include "bench/selftest/table.h"

#include <math.h>
#include <stdio.h>

enum { COLUMNS = 9, GAP = 2, CELL_SIZE = 96 };

static const double nearly_always = 0.95;

static const char *word_of(enum goal goal)
{
    return message(goal == GOAL_REACHED  ? MESSAGE_GOAL_REACHED
                   : goal == GOAL_MISSED ? MESSAGE_GOAL_MISSED
                                         : MESSAGE_GOAL_OPEN);
}

static double rate_of(const struct selftest_row *row)
{
    return (double)row->slower / (double)row->count;
}

/* "+5.1 %" */
static void put_change(char out[CELL_SIZE], double ratio)
{
    if (isfinite(ratio))
        (void)snprintf(out, CELL_SIZE, "%+.1f %%", 100 * (ratio - 1));
    else
        (void)snprintf(out, CELL_SIZE, "–");
}

static void put_rate(char out[CELL_SIZE], const struct selftest_row *row)
{
    (void)snprintf(out, CELL_SIZE, "–");
    if (row->count == 0)
        return;
    const struct interval *ci = &row->rate;
    (void)snprintf(out, CELL_SIZE, "%.1f %% [%.1f, %.1f]", 100 * rate_of(row), 100 * ci->low, 100 * ci->high);
}

static void put_goal(char out[CELL_SIZE], const struct selftest_row *row, bool ascii)
{
    const char *sign = row->slow_down > 0 ? (ascii ? ">=" : "≥") : (ascii ? "<=" : "≤");
    out[0] = '\0';
    if (row->reached != GOAL_NONE)
        (void)snprintf(out, CELL_SIZE, "%s %g %%: %s", sign, 100 * row->goal, word_of(row->reached));
}

static void fill_row(char cells[COLUMNS][CELL_SIZE], const struct selftest_row *row, bool ascii)
{
    if (row->slow_down > 0)
        (void)snprintf(cells[0], CELL_SIZE, "+%g %%", 100 * row->slow_down);
    else
        (void)snprintf(cells[0], CELL_SIZE, "%s", message(MESSAGE_SELFTEST_NOTHING));
    put_change(cells[1], row->instructions);
    (void)snprintf(cells[2], CELL_SIZE, "%zu / %zu", row->suspected, row->count);
    (void)snprintf(cells[3], CELL_SIZE, "%zu / %zu", row->slower, row->count);
    put_rate(cells[4], row);
    put_change(cells[5], row->cpu);
    put_change(cells[6], row->wall);
    (void)snprintf(cells[7], CELL_SIZE, "%s", text_seconds(row->seconds).text);
    put_goal(cells[8], row, ascii);
}

static void fill_titles(char cells[COLUMNS][CELL_SIZE])
{
    static const enum message titles[COLUMNS] = {
        MESSAGE_COLUMN_SLOW_DOWN, MESSAGE_COLUMN_INSTRUCTIONS, MESSAGE_COLUMN_SUSPECTED,
        MESSAGE_COLUMN_FOUND,     MESSAGE_COLUMN_RATE,         MESSAGE_METRIC_CPU,
        MESSAGE_METRIC_WALL,      MESSAGE_COLUMN_EACH,         MESSAGE_COLUMN_GOAL};
    for (size_t i = 0; i < COLUMNS; i++)
        (void)snprintf(cells[i], CELL_SIZE, "%s", message(titles[i]));
}

static void put_row(const struct sheet *sheet, char cells[COLUMNS][CELL_SIZE], const size_t widths[COLUMNS],
                    const char *sgr, const char *last_sgr)
{
    for (size_t i = 0; i + 1 < COLUMNS; i++) {
        sheet_put(sheet, sgr, cells[i], widths[i], i < 1 ? TEXT_LEFT : TEXT_RIGHT);
        fprintf(sheet->file, "%*s", GAP, "");
    }
    sheet_put(sheet, last_sgr, cells[COLUMNS - 1], 0, TEXT_LEFT);
    fputc('\n', sheet->file);
}

static void put_table(const struct sheet *sheet, const struct selftest *selftest)
{
    static const char *const colors[] = {
        [GOAL_NONE] = "", [GOAL_OPEN] = "33", [GOAL_MISSED] = "1;31", [GOAL_REACHED] = "32"};
    char cells[SELFTEST_MOST_ROWS + 1][COLUMNS][CELL_SIZE];
    size_t widths[COLUMNS] = {0};
    fill_titles(cells[0]);
    for (size_t i = 0; i < selftest->row_count; i++)
        fill_row(cells[i + 1], &selftest->rows[i], sheet->ascii);
    for (size_t i = 0; i <= selftest->row_count; i++) {
        for (size_t j = 0; j < COLUMNS; j++)
            widths[j] = text_width(cells[i][j]) > widths[j] ? text_width(cells[i][j]) : widths[j];
    }
    put_row(sheet, cells[0], widths, "2", "2");
    for (size_t i = 0; i < selftest->row_count; i++)
        put_row(sheet, cells[i + 1], widths, "", colors[selftest->rows[i].reached]);
}

/* The smallest slow-down from which on all are nearly always found; 0: there is none. */
static double found_from(const struct selftest *selftest)
{
    double missed = 0; /* the largest that is not */
    double from = 0;
    for (size_t i = 1; i < selftest->row_count; i++) {
        const struct selftest_row *row = &selftest->rows[i];
        if (row->count > 0 && rate_of(row) < nearly_always)
            missed = fmax(missed, row->slow_down);
    }
    for (size_t i = 1; i < selftest->row_count; i++) {
        const struct selftest_row *row = &selftest->rows[i];
        if (row->count > 0 && row->slow_down > missed && (!(from > 0) || row->slow_down < from))
            from = row->slow_down;
    }
    return from;
}

/* Whether some slow-down that was tried is smaller than what is asked for. */
static bool has_smaller(const struct selftest *selftest)
{
    for (size_t i = 1; i < selftest->row_count; i++) {
        if (selftest->rows[i].count > 0 && selftest->rows[i].slow_down < selftest->options->compare.margin)
            return true;
    }
    return false;
}

static void add_false_alarms(struct lines *lines, const struct selftest_row *same)
{
    if (same->count == 0)
        return;
    lines_add(lines, MESSAGE_SELFTEST_FALSE, same->slower, same->count, text_percent(same->rate.low).text,
              text_percent(same->rate.high).text, same->suspected);
}

static void add_meaning(struct lines *lines, const struct selftest *selftest)
{
    double from = found_from(selftest);
    add_false_alarms(lines, &selftest->rows[0]);
    if (from > 0)
        lines_add(lines, MESSAGE_SELFTEST_FOUND, text_percent(from).text);
    else if (selftest->count > selftest->rows[0].count)
        lines_add(lines, MESSAGE_SELFTEST_NOT_FOUND);
    if (has_smaller(selftest))
        lines_add(lines, MESSAGE_SELFTEST_BELOW, text_percent(selftest->options->compare.margin).text);
    if (selftest->options->quick)
        lines_add(lines, MESSAGE_SELFTEST_FEW, SELFTEST_COMPARISONS, SELFTEST_DETECTIONS);
}

void selftest_table_print(const struct sheet *sheet, const struct selftest *selftest)
{
    struct lines meaning = {.count = 0};
    struct lines notes = {.count = 0};
    put_table(sheet, selftest);
    fputc('\n', sheet->file);
    add_meaning(&meaning, selftest);
    sheet_lines(sheet, "", &meaning);
    fputc('\n', sheet->file);
    lines_add(&notes, MESSAGE_SELFTEST_METHOD, selftest->slow_down.doubling / 100, SLOW_DOWN_ROUNDS,
              text_percent(selftest->options->compare.margin).text);
    lines_add(&notes, MESSAGE_SELFTEST_SPENT, selftest->count, text_seconds(selftest->seconds).text);
    sheet_lines(sheet, "2", &notes);
}
