/* SPDX-License-Identifier: MIT */
#include "bench/compare/words.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>

#include "bench/show/sentences.h"
#include "bench/words/number.h"

static const double least_shown = 0.05; /* percent: less is "+0.0" */

struct text_number verdict_value(enum metric metric, double value)
{
    if (metric_is_time(metric))
        return text_seconds_fine(value);
    if (metric == METRIC_MEMORY)
        return text_bytes_fine(value);
    struct text_number half;
    (void)snprintf(half.text, sizeof half.text, "%.1f", value);
    return value > floor(value) ? half : text_count(value); /* a median may be between two counts */
}

struct text_number verdict_change(const struct estimate *ratio)
{
    struct text_number out = text_change(ratio->value); /* "–": from none */
    const struct interval *ci = &ratio->interval;
    double percent = 100 * (ratio->value - 1);
    bool known = isfinite(ci->low) && isfinite(ci->high);
    if (!isfinite(ratio->value))
        return out;
    if (!known && fabs(percent) < least_shown && fabs(percent) > 0) /* exact, and not 0 */
        (void)snprintf(out.text, sizeof out.text, "%+.1g%s", percent, message(MESSAGE_PERCENT));
    if (known)
        text_add(out.text, sizeof out.text, " [%+.1f, %+.1f]", 100 * (ci->low - 1), 100 * (ci->high - 1));
    return out;
}

const char *verdict_gap(enum gap gap)
{
    static const enum message gaps[GAP_COUNT] = {
        [GAP_ROUNDS] = MESSAGE_GAP_ROUNDS,           [GAP_ZERO] = MESSAGE_GAP_ZERO,
        [GAP_NOT_REACHED] = MESSAGE_GAP_NOT_REACHED, [GAP_ONLY_BASE] = MESSAGE_GAP_ONLY_BASE,
        [GAP_ONLY_NEW] = MESSAGE_GAP_ONLY_NEW,       [GAP_BASE_FAILED] = MESSAGE_GAP_BASE_FAILED,
        [GAP_NEW_FAILED] = MESSAGE_VERDICT_FAILED};
    return message(gaps[gap]);
}

struct text_number verdict_word(const struct finding *finding, bool detailed)
{
    static const struct {
        enum message word, of_times;
    } words[VERDICT_COUNT] = {
        [VERDICT_INCONCLUSIVE] = {MESSAGE_VERDICT_INCONCLUSIVE, MESSAGE_VERDICT_INCONCLUSIVE},
        [VERDICT_SAME] = {MESSAGE_VERDICT_SAME, MESSAGE_VERDICT_SAME},
        [VERDICT_LESS] = {MESSAGE_VERDICT_LESS, MESSAGE_VERDICT_FASTER},
        [VERDICT_MORE] = {MESSAGE_VERDICT_MORE, MESSAGE_VERDICT_SLOWER},
        [VERDICT_SHOWN] = {MESSAGE_VERDICT_SHOWN, MESSAGE_VERDICT_SHOWN},
        [VERDICT_UNJUDGED] = {MESSAGE_VERDICT_UNJUDGED, MESSAGE_VERDICT_UNJUDGED},
        [VERDICT_FAILED] = {MESSAGE_VERDICT_FAILED, MESSAGE_VERDICT_FAILED}};
    struct text_number out;
    bool time = metric_is_time(finding->metric);
    if (finding->verdict == VERDICT_UNJUDGED && detailed)
        (void)snprintf(out.text, sizeof out.text, message(MESSAGE_VERDICT_GAPPED), verdict_gap(finding->gap));
    else
        (void)snprintf(out.text, sizeof out.text, "%s",
                       message(time ? words[finding->verdict].of_times : words[finding->verdict].word));
    return out;
}

void verdict_sentence(char out[LINES_SIZE], const struct finding *finding)
{
    const char *title = message(metrics[finding->metric].title);
    struct text_number word = verdict_word(finding, true);
    if (finding->problem[0] || !isfinite(finding->base)) {
        (void)snprintf(out, LINES_SIZE, message(MESSAGE_VERDICT_GAP), title,
                       finding->problem[0] ? finding->problem : word.text);
        return;
    }
    (void)snprintf(out, LINES_SIZE, message(MESSAGE_VERDICT_SENTENCE), title,
                   verdict_value(finding->metric, finding->base).text,
                   verdict_value(finding->metric, finding->other).text, verdict_change(&finding->ratio).text,
                   word.text);
    if (finding->verdict <= VERDICT_MORE) /* it was judged by it */
        text_add(out, LINES_SIZE, message(MESSAGE_VERDICT_MARGIN), text_percent(finding->margin).text);
}

/* Which build failed with which model, and why. */
static void add_failures(struct lines *lines, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        bool new = finding->gap == GAP_NEW_FAILED;
        if (finding->problem[0])
            lines_add(lines, MESSAGE_LIVE_PROBLEM, message(new ? MESSAGE_COLUMN_NEW : MESSAGE_COLUMN_BASE),
                      finding->model, finding->problem);
    }
}

int verdict_fail(const struct judgement *judgement, struct failure *why)
{
    const struct finding *failed = verdict_failure(judgement);
    bool new = failed->gap == GAP_NEW_FAILED;
    return fail(why, -EBADMSG, MESSAGE_LIVE_PROBLEM, message(new ? MESSAGE_COLUMN_NEW : MESSAGE_COLUMN_BASE),
                failed->model, failed->problem);
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
    add_failures(lines, judgement);
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
static void add_history(struct lines *lines, const struct finding *finding)
{
    const char *title = message(metrics[finding->metric].title);
    enum message outcome = finding->untried                ? MESSAGE_NOTE_UNTRIED
                           : verdict_is_confirmed(finding) ? MESSAGE_NOTE_CONFIRMED
                                                           : MESSAGE_NOTE_REFUTED;
    const struct interval *control = &finding->control.interval;
    if (control->low > 1 || control->high < 1)
        lines_add(lines, MESSAGE_NOTE_CONTROL, finding->model, title, verdict_change(&finding->control).text,
                  text_percent(finding->margin).text);
    if (finding->suspected)
        lines_add(lines, outcome, finding->model, title, verdict_change(&finding->first).text);
}

static void add_rounds(struct lines *lines, const struct judgement *judgement)
{
    char list[LINES_SIZE] = "";
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        if (!finding->more)
            continue;
        text_add(list, sizeof list, message(MESSAGE_NOTE_ROUNDS_ITEM),
                 *list ? message(MESSAGE_FINDING_BETWEEN) : "", finding->model,
                 message(metrics[finding->metric].title), finding->more);
    }
    if (*list)
        lines_add(lines, MESSAGE_NOTE_ROUNDS, list);
}

/* How to read what is said of times. */
static void add_times(struct lines *lines, const struct judgement *judgement, bool rounds)
{
    double margin = judgement->margin;
    for (size_t i = 0; i < judgement->count; i++)
        add_history(lines, &judgement->findings[i]);
    if (rounds)
        add_rounds(lines, judgement);
    lines_add(lines, MESSAGE_NOTE_MARGIN, text_percent(margin).text, text_factor(1 / (1 + margin)).text,
              text_factor(1 + margin).text);
    if (judgement->live)
        lines_add(lines, MESSAGE_NOTE_LIVE, judgement->rounds, text_seconds(judgement->seconds).text);
    else
        lines_add(lines, MESSAGE_NOTE_SEPARATE);
}

/* Whether times of both are there, so that there is something to be read. */
static bool has_times(const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        if (metric_is_time(finding->metric) && isfinite(finding->ratio.value))
            return true;
    }
    return false;
}

void verdict_notes(struct lines *lines, const struct judgement *judgement, bool rounds)
{
    if (has_times(judgement))
        add_times(lines, judgement, rounds);
    if (judgement->counted) {
        lines_add(lines, MESSAGE_NOTE_TOLERANCES, text_percent(metrics[METRIC_CONNECTIONS].tolerance).text,
                  text_percent(metrics[METRIC_SYSCALLS].tolerance).text,
                  text_percent(metrics[METRIC_INSTRUCTIONS].tolerance).text);
    }
}
