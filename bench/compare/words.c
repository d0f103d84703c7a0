/* SPDX-License-Identifier: MIT */
#include "bench/compare/words.h"

#include <errno.h>
#include <math.h>

#include "bench/show/sentences.h"
#include "bench/show/summary.h"
#include "bench/words/grid.h"
#include "bench/words/text.h"

/* How a verdict looks; of times that are judged it has words of their own. */
struct look {
    const char *symbol, *ascii; /* so that no colour is needed */
    const char *sgr;            /* an increase is what fails */
    enum message word, of_times;
};

static const struct look *look_of(const struct finding *finding)
{
    static const struct look unjudged = {"·", ".", "2", MESSAGE_VERDICT_SHOWN, MESSAGE_VERDICT_SHOWN};
    static const struct look looks[VERDICT_COUNT] = {
        [VERDICT_INCONCLUSIVE] = {"?", "?", "33", MESSAGE_VERDICT_INCONCLUSIVE, MESSAGE_VERDICT_INCONCLUSIVE},
        [VERDICT_SAME] = {"=", "=", "32", MESSAGE_VERDICT_SAME, MESSAGE_VERDICT_SAME},
        [VERDICT_LESS] = {"▼", "-", "1;32", MESSAGE_VERDICT_LESS, MESSAGE_VERDICT_FASTER},
        [VERDICT_MORE] = {"▲", "+", "1;31", MESSAGE_VERDICT_MORE, MESSAGE_VERDICT_SLOWER}};
    return verdict_is_judged(finding) ? &looks[finding->verdict] : &unjudged;
}

static const char *word_of(const struct finding *finding)
{
    const struct look *look = look_of(finding);
    return message(metric_is_time(finding->metric) ? look->of_times : look->word);
}

/* "124 ms", "4.6 MB", "120" */
static struct text_number value_of(enum metric metric, double value)
{
    if (metric_is_time(metric))
        return text_seconds(value);
    if (metric == METRIC_MEMORY)
        return text_bytes(value);
    return text_count(value);
}

/* "+5.2 % [+4.1, +6.3]" */
static struct text_number change_of(const struct estimate *ratio)
{
    struct text_number out = text_change(ratio->value); /* "–": from none */
    const struct interval *ci = &ratio->interval;
    if (isfinite(ratio->value) && isfinite(ci->low) && isfinite(ci->high))
        text_add(out.text, sizeof out.text, " [%+.1f, %+.1f]", 100 * (ci->low - 1), 100 * (ci->high - 1));
    return out;
}

void verdict_sentence(char out[LINES_SIZE], const struct finding *finding)
{
    (void)snprintf(out, LINES_SIZE, message(MESSAGE_VERDICT_SENTENCE),
                   message(metrics[finding->metric].title), value_of(finding->metric, finding->base).text,
                   value_of(finding->metric, finding->other).text, change_of(&finding->ratio).text,
                   word_of(finding), text_percent(finding->margin).text);
}

/* Adds "MODEL, WHAT DETAIL" to a list of such. */
static void append(char out[LINES_SIZE], const struct finding *finding, const char *detail)
{
    text_add(out, LINES_SIZE, message(MESSAGE_FINDING_ITEM), *out ? message(MESSAGE_FINDING_BETWEEN) : "",
             finding->model, message(metrics[finding->metric].title), detail);
}

/* All in one line: what became worse, or that nothing did. */
static void conclude(char out[LINES_SIZE], const struct judgement *judgement)
{
    char worse[LINES_SIZE] = "";
    size_t counts[VERDICT_COUNT] = {0};
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        if (!verdict_is_judged(finding))
            continue;
        counts[finding->verdict]++;
        if (finding->verdict == VERDICT_MORE)
            append(worse, finding, change_of(&finding->ratio).text);
    }
    if (*worse)
        (void)snprintf(out, LINES_SIZE, message(MESSAGE_CONCLUSION_WORSE), worse);
    else
        (void)snprintf(out, LINES_SIZE, message(MESSAGE_CONCLUSION_FINE), counts[VERDICT_SAME],
                       counts[VERDICT_LESS], counts[VERDICT_INCONCLUSIVE]);
}

static void add_oddities(struct lines *lines, const struct finding *finding, bool new)
{
    char where[LINES_SIZE];
    (void)snprintf(where, sizeof where, message(MESSAGE_WARN_WHERE), finding->model,
                   message(metrics[finding->metric].title),
                   message(new ? MESSAGE_COLUMN_NEW : MESSAGE_COLUMN_BASE));
    report_oddities(lines, where, new ? finding->new_oddities : finding->base_oddities);
}

void verdict_warnings(struct lines *lines, const struct judgement *judgement)
{
    if (judgement->differences[0])
        lines_add(lines, MESSAGE_WARN_FORCED, judgement->differences);
    if (judgement->partial)
        lines_add(lines, MESSAGE_WARN_PARTIAL);
    if (judgement->unmatched[0])
        lines_add(lines, MESSAGE_WARN_UNMATCHED, judgement->unmatched);
    for (size_t i = 0; i < judgement->count; i++) {
        add_oddities(lines, &judgement->findings[i], false);
        add_oddities(lines, &judgement->findings[i], true);
    }
}

/* What the control and a second run had to say of a finding. */
static void add_history(struct lines *lines, const struct judgement *judgement, const struct finding *finding)
{
    const char *title = message(metrics[finding->metric].title);
    if (finding->margin > judgement->margin)
        lines_add(lines, MESSAGE_NOTE_CONTROL, finding->model, title, change_of(&finding->control).text,
                  text_percent(finding->margin).text);
    if (finding->suspected)
        lines_add(lines, verdict_is_confirmed(finding) ? MESSAGE_NOTE_CONFIRMED : MESSAGE_NOTE_REFUTED,
                  finding->model, title, change_of(&finding->first).text);
}

static void add_rounds(struct lines *lines, const struct judgement *judgement)
{
    char list[LINES_SIZE] = "";
    char number[32];
    for (size_t i = 0; i < judgement->count; i++) {
        (void)snprintf(number, sizeof number, "%zu", judgement->findings[i].more);
        if (judgement->findings[i].more)
            append(list, &judgement->findings[i], number);
    }
    if (*list)
        lines_add(lines, MESSAGE_NOTE_ROUNDS, list);
}

/* How to read what is said of times. */
static void add_times(struct lines *lines, const struct judgement *judgement, bool rounds)
{
    for (size_t i = 0; i < judgement->count; i++)
        add_history(lines, judgement, &judgement->findings[i]);
    if (rounds)
        add_rounds(lines, judgement);
    lines_add(lines, MESSAGE_NOTE_MARGIN, text_percent(judgement->margin).text);
    if (judgement->live)
        lines_add(lines, MESSAGE_NOTE_LIVE, judgement->rounds, text_seconds(judgement->seconds).text);
    else
        lines_add(lines, MESSAGE_NOTE_SEPARATE);
}

/* How to read them; `rounds`: also how many more would settle what is inconclusive. */
static void add_notes(struct lines *lines, const struct judgement *judgement, bool rounds)
{
    if (judgement->timed)
        add_times(lines, judgement, rounds);
    if (judgement->counted) {
        lines_add(lines, MESSAGE_NOTE_TOLERANCES, text_percent(metrics[METRIC_CONNECTIONS].tolerance).text,
                  text_percent(metrics[METRIC_SYSCALLS].tolerance).text,
                  text_percent(metrics[METRIC_INSTRUCTIONS].tolerance).text);
    }
}

struct rows {
    const struct judgement *judgement;
    bool ascii;
    bool with_rounds; /* also about how many more would settle what is inconclusive */
};

enum { METRIC_CELL = 1, CHANGE_CELL = 4, VERDICT_CELL = 5, COLUMNS };

static void fill_titles(struct grid_cell *cells, const struct judgement *judgement)
{
    static const enum message titles[COLUMNS] = {MESSAGE_COLUMN_MODEL,  MESSAGE_COLUMN_METRIC,
                                                 MESSAGE_COLUMN_BASE,   MESSAGE_COLUMN_NEW,
                                                 MESSAGE_COLUMN_CHANGE, MESSAGE_COLUMN_VERDICT};
    for (size_t i = 0; i < COLUMNS; i++) {
        bool difference = i == CHANGE_CELL && !judgement->timed;
        cells[i].sgr = "2";
        cells[i].side = i <= METRIC_CELL || i == VERDICT_CELL ? TEXT_LEFT : TEXT_RIGHT;
        grid_set(&cells[i], "%s", message(difference ? MESSAGE_COLUMN_DIFFERENCE : titles[i]));
    }
}

static void put_verdict(struct grid_cell *cell, const struct finding *finding, const struct rows *rows)
{
    char rounds[GRID_CELL_SIZE] = "";
    if (rows->with_rounds && finding->more)
        (void)snprintf(rounds, sizeof rounds, message(MESSAGE_VERDICT_ROUNDS), finding->more);
    grid_set(cell, "%s %s%s", rows->ascii ? look_of(finding)->ascii : look_of(finding)->symbol,
             word_of(finding), rounds);
}

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct rows *rows = grid->subject;
    if (row == 0) {
        fill_titles(cells, rows->judgement);
        return;
    }
    const struct finding *finding = &rows->judgement->findings[row - 1];
    bool judged = verdict_is_judged(finding);
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i].sgr = judged ? "" : "2";
    cells[VERDICT_CELL].sgr = look_of(finding)->sgr;
    grid_set(&cells[0], "%s", finding->model);
    grid_set(&cells[1], "%s", message(metrics[finding->metric].title));
    grid_set(&cells[2], "%s", value_of(finding->metric, finding->base).text);
    grid_set(&cells[3], "%s", value_of(finding->metric, finding->other).text);
    grid_set(&cells[4], "%s", change_of(&finding->ratio).text);
    put_verdict(&cells[5], finding, rows);
}

static struct grid grid_of(const struct rows *rows)
{
    return (struct grid){.rows = rows->judgement->count, .columns = COLUMNS, .fill = fill, .subject = rows};
}

void verdict_print(const struct sheet *sheet, const struct judgement *judgement)
{
    struct lines warnings = {.count = 0};
    struct lines notes = {.count = 0};
    char conclusion[LINES_SIZE];
    struct rows rows = {.judgement = judgement, .ascii = sheet->ascii, .with_rounds = true};
    const struct grid grid = grid_of(&rows);
    rows.with_rounds = grid_width(&grid) <= sheet->columns; /* the grid reads it anew */
    conclude(conclusion, judgement);
    verdict_warnings(&warnings, judgement);
    add_notes(&notes, judgement, !rows.with_rounds);
    sheet_paragraph(sheet, verdict_regressed(judgement) ? "1;31" : "1", conclusion);
    sheet_lines(sheet, "33", &warnings);
    fputc('\n', sheet->file);
    (void)grid_print(sheet, &grid);
    fputc('\n', sheet->file);
    sheet_lines(sheet, "2", &notes);
}

int verdict_put_markdown(const void *judged, FILE *file)
{
    const struct judgement *judgement = judged;
    struct lines warnings = {.count = 0};
    struct lines notes = {.count = 0};
    char conclusion[LINES_SIZE];
    const struct rows rows = {.judgement = judgement};
    const struct grid grid = grid_of(&rows);
    if (judgement->problem[0]) {
        fprintf(file, "**%s**\n", judgement->problem);
        return ferror(file) ? -EIO : 0;
    }
    conclude(conclusion, judgement);
    verdict_warnings(&warnings, judgement);
    add_notes(&notes, judgement, true);
    fprintf(file, "**%s**\n\n", conclusion);
    summary_put_lines(file, &warnings, "- **!** ");
    grid_put_markdown(file, &grid);
    fputc('\n', file);
    summary_put_lines(file, &notes, "- ");
    return ferror(file) ? -EIO : 0;
}
