/* SPDX-License-Identifier: MIT */
/* What the numbers of a comparison mean, in a few sentences that follow from them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/show/sentences.h"
#include "bench/words/text.h"

/* The contenders that share the first place. */
struct leaders {
    const struct contender *list[OPTIONS_MOST_MODELS];
    size_t count;
    double wall_s; /* of the fastest */
};

/* The fastest besides `but`, NULL for nobody; NULL when there is none. */
static const struct contender *find_fastest(const struct comparison *comparison, const struct contender *but)
{
    const struct contender *fastest = NULL;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender != but && contender_counts(contender) &&
            (!fastest || contender->wall.value < fastest->wall.value))
            fastest = contender;
    }
    return fastest;
}

static void find_leaders(struct leaders *leaders, const struct comparison *comparison)
{
    const struct contender *fastest = find_fastest(comparison, NULL);
    *leaders = (struct leaders){.wall_s = fastest ? fastest->wall.value : NAN};
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender) && contender_ties(contender, fastest))
            leaders->list[leaders->count++] = contender;
    }
}

/* Adds those whose confidence intervals reach into that of the fastest: noise hides which is first. */
static void find_indistinct(struct leaders *leaders, const struct comparison *comparison)
{
    const struct contender *first = leaders->list[0];
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender != first && contender_counts(contender) &&
            contender->wall.interval.low <= first->wall.interval.high)
            leaders->list[leaders->count++] = contender;
    }
}

/* "a, b and c" */
static void join_names(char *out, size_t size, const struct leaders *leaders)
{
    out[0] = '\0';
    for (size_t i = 0; i < leaders->count; i++) {
        enum message before = i + 1 == leaders->count ? MESSAGE_AND : MESSAGE_COMMA;
        text_add(out, size, "%s%s", i ? message(before) : "", leaders->list[i]->entrant.label);
    }
}

/* All of them only wait, once, for the slowest page. */
static bool wait_once(const struct leaders *leaders, const struct comparison *comparison)
{
    for (size_t i = 0; i < leaders->count; i++) {
        if (leaders->list[i]->limited_by != LIMITED_LATENCY ||
            leaders->list[i]->in_flight < comparison->task_count)
            return false;
    }
    return comparison->task_count == comparison->options->tasks; /* and none comes after another */
}

/* Whom the fastest is compared with: the baseline or, being that itself, the next in place; NULL when it is
 * alone. */
static const struct contender *find_rival(const struct comparison *comparison, const struct contender *first)
{
    const struct contender *rival = comparison_baseline(comparison);
    return rival != first ? rival : find_fastest(comparison, first);
}

static void explain_first_place(struct lines *lines, const struct leaders *leaders,
                                const struct comparison *comparison)
{
    char names[512];
    struct leaders indistinct = *leaders;
    const struct contender *first = leaders->list[0];
    const struct contender *rival = find_rival(comparison, first);
    if (leaders->count == 1)
        find_indistinct(&indistinct, comparison);
    join_names(names, sizeof names, &indistinct);
    struct text_number wall = text_seconds(leaders->wall_s);
    struct text_number efficiency = text_percent(first->efficiency);
    if (leaders->count > 1 && wait_once(leaders, comparison)) {
        struct text_number other = text_seconds(first->bound.longest_wait_s);
        lines_add(lines, MESSAGE_EXPLAIN_TIE_LATENCY, names, wall.text, other.text);
    } else if (leaders->count > 1) {
        lines_add(lines, MESSAGE_EXPLAIN_TIE, names, wall.text);
    } else if (indistinct.count > 1) {
        lines_add(lines, MESSAGE_EXPLAIN_INDISTINCT, names, comparison->rounds);
    } else if (!rival) {
        lines_add(lines, MESSAGE_EXPLAIN_ALONE, names, wall.text, efficiency.text);
    } else {
        struct text_number other = text_factor(rival->wall.value / leaders->wall_s);
        lines_add(lines, MESSAGE_EXPLAIN_FASTEST, names, wall.text, other.text, rival->entrant.label,
                  efficiency.text);
    }
}

/* Whether too few workers hold the contender: it waits over and over. */
static bool takes_turns(const struct contender *contender, const struct comparison *comparison)
{
    size_t tasks = comparison->task_count;
    if (!contender_counts(contender) || contender->limited_by != LIMITED_WORKERS || contender->in_flight == 1)
        return false;
    size_t turns = (tasks + contender->in_flight - 1) / contender->in_flight;
    return (double)turns * comparison->typical_latency_s >= contender->wall.value / 2; /* it is the waiting */
}

/* Those held by as few workers as the contender `first`, which is left out where one before it was told of.
 */
static void find_alike(struct leaders *alike, const struct comparison *comparison, size_t first)
{
    const struct contender *contenders = comparison->contenders;
    *alike = (struct leaders){0};
    for (size_t i = 0; i < comparison->count; i++) {
        if (contenders[i].in_flight != contenders[first].in_flight ||
            !takes_turns(&contenders[i], comparison))
            continue;
        if (i < first && isfinite(contenders[i].tutorial_s) == isfinite(contenders[first].tutorial_s))
            return;
        if (isfinite(contenders[i].tutorial_s) == isfinite(contenders[first].tutorial_s))
            alike->list[alike->count++] = &contenders[i];
    }
}

/* Pools that are held by their number of workers. */
static void explain_turns(struct lines *lines, const struct comparison *comparison)
{
    char names[512];
    struct leaders alike;
    size_t tasks = comparison->task_count;
    for (size_t i = 0; i < comparison->count && tasks == comparison->options->tasks; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!takes_turns(contender, comparison))
            continue;
        find_alike(&alike, comparison, i);
        if (alike.count == 0)
            continue;
        join_names(names, sizeof names, &alike);
        size_t turns = (tasks + contender->in_flight - 1) / contender->in_flight;
        lines_add(lines, isfinite(contender->tutorial_s) ? MESSAGE_EXPLAIN_TURNS : MESSAGE_EXPLAIN_TURNS_OWN,
                  names, contender->in_flight, tasks, turns);
    }
}

/* Whether it pays to copy with many hands. */
static void explain_copy(struct lines *lines, const struct comparison *comparison)
{
    const struct contender *baseline = comparison_baseline(comparison);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        const struct interval *ci = &contender->speedup.interval;
        if (contender == baseline || !contender_counts(contender))
            continue;
        enum message id = ci->low > 1 ? MESSAGE_EXPLAIN_COPY_PAYS : MESSAGE_EXPLAIN_COPY_EVEN;
        if (ci->high < 1)
            id = MESSAGE_EXPLAIN_COPY_COSTS;
        lines_add(lines, id, contender->entrant.label, text_ratio(contender->speedup.value).text,
                  baseline->entrant.label);
    }
}

void report_meaning(struct lines *lines, const struct comparison *comparison)
{
    struct leaders leaders;
    find_leaders(&leaders, comparison);
    if (leaders.count == 0)
        return;
    explain_first_place(lines, &leaders, comparison);
    report_tutorial_gap(lines, comparison);
    explain_turns(lines, comparison);
    if (comparison->options->workload->copies)
        explain_copy(lines, comparison);
}
