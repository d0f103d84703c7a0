/* SPDX-License-Identifier: MIT */
#include "bench/selftest/results.h"

#include <inttypes.h>
#include <math.h>

#include "bench/host/machine.h"
#include "bench/show/document.h"
#include "bench/words/grid.h"
#include "bench/words/json.h"
#include "bench/words/number.h"

enum { SCHEMA_VERSION = 1 };

/* What a goal's state is called in selftest.json and for people, and its style on a terminal. */
static const struct {
    const char *name;
    enum message word;
    const char *sgr;
} states[] = {[GOAL_NONE] = {.name = "none", .sgr = ""},
              [GOAL_OPEN] = {"open", MESSAGE_GOAL_OPEN, "33"},
              [GOAL_MISSED] = {"missed", MESSAGE_GOAL_MISSED, "1;31"},
              [GOAL_REACHED] = {"reached", MESSAGE_GOAL_REACHED, "32"}};

static const enum message titles[] = {
    MESSAGE_COLUMN_SLOW_DOWN, MESSAGE_COLUMN_INSTRUCTIONS, MESSAGE_COLUMN_SUSPECTED,
    MESSAGE_COLUMN_FOUND,     MESSAGE_COLUMN_RATE,         MESSAGE_METRIC_CPU,
    MESSAGE_METRIC_WALL,      MESSAGE_COLUMN_EACH,         MESSAGE_COLUMN_GOAL};

enum { COLUMNS = sizeof titles / sizeof *titles };

static const double nearly_always = 0.95;

static double rate_of(const struct selftest_row *row)
{
    return (double)row->slower / (double)row->count;
}

/* "+5.1 %" */
static void put_change(struct grid_cell *cell, double ratio)
{
    grid_set(cell, "%s", text_change(ratio).text);
}

static void put_rate(struct grid_cell *cell, const struct selftest_row *row)
{
    const struct interval *ci = &row->rate;
    if (row->count > 0) {
        grid_set(cell, "%.1f%s [%.1f, %.1f]", 100 * rate_of(row), message(MESSAGE_PERCENT), 100 * ci->low,
                 100 * ci->high);
    } else {
        grid_set(cell, "–");
    }
}

static void put_goal(struct grid_cell *cell, const struct selftest_row *row, bool ascii)
{
    const char *sign = row->slow_down > 0 ? (ascii ? ">=" : "≥") : (ascii ? "<=" : "≤");
    cell->sgr = states[row->reached].sgr;
    if (row->reached != GOAL_NONE)
        grid_set(cell, "%s %g%s: %s", sign, 100 * row->goal, message(MESSAGE_PERCENT),
                 message(states[row->reached].word));
}

static void fill_row(struct grid_cell *cells, const struct selftest_row *row, bool ascii)
{
    if (row->slow_down > 0)
        grid_set(&cells[0], "+%g%s", 100 * row->slow_down, message(MESSAGE_PERCENT));
    else
        grid_set(&cells[0], "%s", message(MESSAGE_SELFTEST_NOTHING));
    put_change(&cells[1], row->instructions);
    grid_set(&cells[2], "%zu / %zu", row->suspected, row->count);
    grid_set(&cells[3], "%zu / %zu", row->slower, row->count);
    put_rate(&cells[4], row);
    put_change(&cells[5], row->cpu);
    put_change(&cells[6], row->wall);
    grid_set(&cells[7], "%s", text_seconds(row->seconds).text);
    put_goal(&cells[8], row, ascii);
}

struct rows {
    const struct selftest *selftest;
    bool ascii;
};

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct rows *rows = grid->subject;
    for (size_t i = 0; row == 0 && i < COLUMNS; i++) {
        cells[i].sgr = "2";
        cells[i].side = i == 0 || i + 1 == COLUMNS ? TEXT_LEFT : TEXT_RIGHT;
        grid_set(&cells[i], "%s", message(titles[i]));
    }
    if (row > 0)
        fill_row(cells, &rows->selftest->rows[row - 1], rows->ascii);
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
        if (selftest->rows[i].count > 0 && selftest->rows[i].slow_down < selftest->options->margin)
            return true;
    }
    return false;
}

static void add_meaning(struct lines *lines, const struct selftest *selftest)
{
    const struct selftest_row *same = &selftest->rows[0];
    double from = found_from(selftest);
    if (same->count > 0)
        lines_add(lines, MESSAGE_SELFTEST_FALSE, same->slower, same->count, text_percent(same->rate.low).text,
                  text_percent(same->rate.high).text, same->suspected);
    if (from > 0)
        lines_add(lines, MESSAGE_SELFTEST_FOUND, text_percent(from).text);
    else if (selftest->count > same->count)
        lines_add(lines, MESSAGE_SELFTEST_NOT_FOUND);
    if (has_smaller(selftest))
        lines_add(lines, MESSAGE_SELFTEST_BELOW, text_percent(selftest->options->margin).text);
    if (selftest->options->quick)
        lines_add(lines, MESSAGE_SELFTEST_FEW, SELFTEST_COMPARISONS, SELFTEST_DETECTIONS);
}

void selftest_print(const struct sheet *sheet, const struct selftest *selftest)
{
    const struct rows rows = {selftest, sheet->ascii};
    const struct grid grid = {
        .rows = selftest->row_count, .columns = COLUMNS, .fill = fill, .subject = &rows};
    struct lines meaning = {.count = 0};
    struct lines notes = {.count = 0};
    grid_print(sheet, &grid);
    fputc('\n', sheet->file);
    add_meaning(&meaning, selftest);
    sheet_lines(sheet, "", &meaning);
    fputc('\n', sheet->file);
    lines_add(&notes, MESSAGE_SELFTEST_METHOD, selftest->slow_down.doubling / 100, SLOW_DOWN_ROUNDS,
              text_percent(selftest->options->margin).text);
    lines_add(&notes, MESSAGE_SELFTEST_SPENT, selftest->count, text_seconds(selftest->seconds).text);
    sheet_lines(sheet, "2", &notes);
}

static json_t *row_of(const struct selftest_row *given)
{
    struct selftest_row row = *given; /* for the list of fields, by which it could be changed */
    double rate = rate_of(given);
    const struct json_field fields[] = {{"slow_down", .real = &row.slow_down},
                                        {"more_steps", .count = &row.steps},
                                        {"instructions_ratio", .real = &row.instructions},
                                        {"wanted", .count = &row.wanted},
                                        {"comparisons", .count = &row.count},
                                        {"suspected", .count = &row.suspected},
                                        {"slower", .count = &row.slower},
                                        {"faster", .count = &row.faster},
                                        {"rate", .real = &rate},
                                        {"rate_ci95", .interval = &row.rate},
                                        {"median_s", .real = &row.seconds},
                                        {"median_blocks", .real = &row.blocks},
                                        {"median_wall_ratio", .real = &row.wall},
                                        {"median_cpu_ratio", .real = &row.cpu},
                                        {"goal", .real = &row.goal},
                                        {.key = NULL}};
    json_t *it = json_object();
    json_set_fields(it, fields, true);
    json_object_set_new(it, "reached", json_string(states[row.reached].name));
    return it;
}

static json_t *document_of(const struct selftest *selftest)
{
    const struct options *options = selftest->options;
    const struct comparison *comparison = &selftest->slow_down.blocks.comparison;
    json_t *rows = json_array();
    for (size_t i = 0; i < selftest->row_count; i++)
        json_array_append_new(rows, row_of(&selftest->rows[i]));
    json_t *document = json_pack(
        "{s:i, s:b, s:b, s:o, s:o, s:s, s:f, s:f, s:f, s:o, s:o}", "schema_version", SCHEMA_VERSION,
        "partial", selftest->partial, "quick", options->quick, "environment",
        machine_environment(comparison->cores, &comparison->warnings), "scenario",
        document_scenario(comparison), "model", comparison->contenders[0].entrant.label, "margin",
        options->margin, "time_limit_s", (double)options->limit_ns / 1e9, "seconds", selftest->seconds,
        "doubling_steps", known_real(selftest->slow_down.doubling), "rows", rows);
    period_put(document, &selftest->period);
    return document;
}

static void put_finding(FILE *file, const struct finding *finding)
{
    const struct interval *interval = &finding->ratio.interval;
    fprintf(file, ",%s,%s,%s,%s,%s", text_fixed(finding->ratio.value, 6).text,
            text_fixed(interval->low, 6).text, text_fixed(interval->high, 6).text,
            text_fixed(finding->margin, 6).text, verdict_name(finding->metric, finding->verdict));
}

static void put_outcomes(FILE *file, const void *about)
{
    const struct selftest *selftest = about;
    fputs("slow_down,seed,blocks,seconds,suspected,slower", file);
    for (int metric = METRIC_WALL; metric <= METRIC_CPU; metric++) {
        const char *name = metrics[metric].name;
        fprintf(file, ",%s_ratio,%s_low,%s_high,%s_margin,%s_verdict", name, name, name, name, name);
    }
    fputc('\n', file);
    for (size_t i = 0; i < selftest->count; i++) {
        const struct outcome *outcome = &selftest->outcomes[i];
        fprintf(file, "%g,%" PRIu64 ",%zu,%.3f,%d,%d", selftest->rows[outcome->row].slow_down, outcome->seed,
                outcome->blocks, outcome->seconds, outcome->suspected, outcome->slower);
        put_finding(file, &outcome->wall);
        put_finding(file, &outcome->cpu);
        fputc('\n', file);
    }
}

int selftest_write(const struct selftest *selftest, const struct workspace *workspace, struct failure *why)
{
    int err = workspace_publish_file(workspace, "selftest.csv", put_outcomes, selftest, why);
    return err ? err : workspace_publish_json(workspace, "selftest.json", document_of(selftest), why);
}
