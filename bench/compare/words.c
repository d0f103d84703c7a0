/* SPDX-License-Identifier: MIT */
#include "bench/compare/words.h"

#include <math.h>
#include <stdio.h>

const char *verdict_word(const struct finding *finding)
{
    bool time = metric_is_time(finding->metric);
    if (!verdict_is_judged(finding))
        return message(MESSAGE_VERDICT_SHOWN);
    switch (finding->verdict) {
    case VERDICT_SAME:
        return message(MESSAGE_VERDICT_SAME);
    case VERDICT_LESS:
        return message(time ? MESSAGE_VERDICT_FASTER : MESSAGE_VERDICT_LESS);
    case VERDICT_MORE:
        return message(time ? MESSAGE_VERDICT_SLOWER : MESSAGE_VERDICT_MORE);
    default:
        return message(MESSAGE_VERDICT_INCONCLUSIVE);
    }
}

const char *verdict_symbol(const struct finding *finding, bool ascii)
{
    static const char *const symbols[VERDICT_COUNT][2] = {[VERDICT_INCONCLUSIVE] = {"?", "?"},
                                                          [VERDICT_SAME] = {"=", "="},
                                                          [VERDICT_LESS] = {"▼", "-"},
                                                          [VERDICT_MORE] = {"▲", "+"}};
    if (!verdict_is_judged(finding))
        return ascii ? "." : "·";
    return symbols[finding->verdict][ascii];
}

struct text_number verdict_value(enum metric metric, double value)
{
    struct text_number count;
    if (metric_is_time(metric))
        return text_seconds(value);
    if (metric == METRIC_MEMORY)
        return text_bytes(value);
    (void)snprintf(count.text, sizeof count.text, "%.0f", value);
    return count;
}

struct text_number verdict_change(const struct estimate *ratio)
{
    struct text_number out = {"–"};
    const struct interval *ci = &ratio->interval;
    if (!isfinite(ratio->value)) /* from none */
        return out;
    double percent = 100 * (ratio->value - 1);
    if (fabs(percent) < 0.05)
        percent = 0; /* not "-0.0" */
    (void)snprintf(out.text, sizeof out.text, "%+.1f %%", percent);
    if (isfinite(ci->low) && isfinite(ci->high))
        text_add(out.text, sizeof out.text, " [%+.1f, %+.1f]", 100 * (ci->low - 1), 100 * (ci->high - 1));
    return out;
}

void verdict_sentence(char out[LINES_SIZE], const struct finding *finding)
{
    (void)snprintf(out, LINES_SIZE, message(MESSAGE_VERDICT_SENTENCE),
                   message(metrics[finding->metric].title),
                   verdict_value(finding->metric, finding->base).text,
                   verdict_value(finding->metric, finding->other).text, verdict_change(&finding->ratio).text,
                   verdict_word(finding), text_percent(finding->margin).text);
}

/* Adds "MODEL, WHAT DETAIL" to a list of such. */
static void append(char out[LINES_SIZE], const struct finding *finding, const char *detail)
{
    text_add(out, LINES_SIZE, message(MESSAGE_FINDING_ITEM), *out ? message(MESSAGE_FINDING_BETWEEN) : "",
             finding->model, message(metrics[finding->metric].title), detail);
}

void verdict_conclusion(char out[LINES_SIZE], const struct judgement *judgement)
{
    char worse[LINES_SIZE] = "";
    size_t counts[VERDICT_COUNT] = {0};
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        if (!verdict_is_judged(finding))
            continue;
        counts[finding->verdict]++;
        if (finding->verdict == VERDICT_MORE)
            append(worse, finding, verdict_change(&finding->ratio).text);
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
        lines_add(lines, MESSAGE_NOTE_CONTROL, finding->model, title, verdict_change(&finding->control).text,
                  text_percent(finding->margin).text);
    if (finding->suspected)
        lines_add(lines, verdict_is_confirmed(finding) ? MESSAGE_NOTE_CONFIRMED : MESSAGE_NOTE_REFUTED,
                  finding->model, title, verdict_change(&finding->first).text);
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

void verdict_notes(struct lines *lines, const struct judgement *judgement, bool rounds)
{
    if (judgement->timed)
        add_times(lines, judgement, rounds);
    if (judgement->counted) {
        lines_add(lines, MESSAGE_NOTE_TOLERANCES, text_percent(metrics[METRIC_CONNECTIONS].tolerance).text,
                  text_percent(metrics[METRIC_SYSCALLS].tolerance).text,
                  text_percent(metrics[METRIC_INSTRUCTIONS].tolerance).text);
    }
}
