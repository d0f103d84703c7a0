/* SPDX-License-Identifier: MIT */
/* What the numbers of a comparison mean, in a few sentences that follow from them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/measure/places.h"
#include "bench/show/sentences.h"
#include "bench/words/number.h"
#include "bench/words/text.h"

/* Some of the contenders. */
struct group {
    const struct contender *list[OPTIONS_MOST_MODELS];
    size_t count;
};

/* Those that share the first place. */
static void find_leaders(struct group *leaders, const struct comparison *comparison)
{
    *leaders = (struct group){.count = 0};
    for (size_t i = 0; i < comparison->count; i++) {
        if (comparison->contenders[i].place == 1)
            leaders->list[leaders->count++] = &comparison->contenders[i];
    }
}

/* "a, b and c" */
static void join_names(char *out, size_t size, const struct group *leaders)
{
    out[0] = '\0';
    for (size_t i = 0; i < leaders->count; i++) {
        enum message before = i + 1 == leaders->count ? MESSAGE_AND : MESSAGE_COMMA;
        text_add(out, size, "%s%s", i ? message(before) : "", leaders->list[i]->entrant.label);
    }
}

/* All of them only wait, once, for the slowest page. */
static bool wait_once(const struct group *leaders, const struct comparison *comparison)
{
    for (size_t i = 0; i < leaders->count; i++) {
        if (leaders->list[i]->limited_by != LIMITED_LATENCY ||
            leaders->list[i]->in_flight < comparison->task_count)
            return false;
    }
    return comparison->task_count == comparison->options->tasks; /* and none comes after another */
}

/* How they stand to each other: the same, or open; unknown where it is not the same of all pairs. */
static enum standing find_standing(const struct group *leaders)
{
    enum standing first = places_standing(leaders->list[0], leaders->list[1]);
    for (size_t i = 0; i < leaders->count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (places_standing(leaders->list[j], leaders->list[i]) != first)
                return STANDING_UNKNOWN;
        }
    }
    return first;
}

/* From the least to the greatest of their times: "611 ms to 620 ms", or the one where they are shown alike.
 */
static struct text_number times_of(const struct group *group)
{
    double least = INFINITY;
    double most = 0;
    for (size_t i = 0; i < group->count; i++) {
        least = fmin(least, group->list[i]->wall.value);
        most = fmax(most, group->list[i]->wall.value);
    }
    struct text_number low = text_seconds(least);
    struct text_number high = text_seconds(most);
    struct text_number both = low;
    if (strcmp(low.text, high.text) != 0)
        (void)snprintf(both.text, sizeof both.text, message(MESSAGE_FROM_TO), low.text, high.text);
    return both;
}

/* Rounds that may tell what so many did not. */
static size_t more_than(size_t rounds)
{
    size_t more = rounds < COMPARISON_MOST_ROUNDS ? COMPARISON_MOST_ROUNDS : 2 * rounds;
    return more < OPTIONS_MOST_ROUNDS ? more : OPTIONS_MOST_ROUNDS;
}

/* Several share the first place. */
static void explain_shared_place(struct lines *lines, const struct group *leaders,
                                 const struct comparison *comparison)
{
    char names[512];
    size_t rounds = comparison->rounds;
    struct text_number times = times_of(leaders);
    struct text_number wait = text_seconds(leaders->list[0]->bound.longest_wait_s);
    join_names(names, sizeof names, leaders);
    enum standing standing = find_standing(leaders);
    if (standing == STANDING_SAME && wait_once(leaders, comparison)) {
        lines_add(lines, MESSAGE_EXPLAIN_TIE_LATENCY, names, times.text, wait.text);
    } else if (standing == STANDING_SAME) {
        lines_add(lines, MESSAGE_EXPLAIN_TIE, names, times.text);
    } else {
        lines_add(lines, standing == STANDING_OPEN ? MESSAGE_EXPLAIN_INDISTINCT : MESSAGE_EXPLAIN_SHARED,
                  names, times.text, rounds);
        if (!comparison->partial)
            lines_add(lines, MESSAGE_EXPLAIN_MORE_ROUNDS, more_than(rounds));
    }
}

/* Whom the fastest is compared with: the baseline or, being that itself, the next; NULL when it is alone. */
static const struct contender *find_rival(const struct comparison *comparison, const struct contender *first)
{
    const struct contender *rival = comparison_baseline(comparison);
    return rival != first ? rival : comparison_fastest(comparison, first);
}

static void explain_first_place(struct lines *lines, const struct comparison *comparison)
{
    struct group leaders;
    const struct contender *first = comparison_fastest(comparison, NULL);
    const struct contender *rival = find_rival(comparison, first);
    const char *name = first->entrant.label;
    struct text_number wall = text_seconds(first->wall.value);
    struct text_number efficiency = text_percent(first->efficiency);
    find_leaders(&leaders, comparison);
    if (!rival) {
        lines_add(lines, MESSAGE_EXPLAIN_ALONE, name, wall.text, efficiency.text);
        return;
    }
    struct text_number factor = text_factor(rival->wall.value / first->wall.value);
    const char *other = rival->entrant.label;
    if (leaders.count == 0)
        lines_add(lines, MESSAGE_EXPLAIN_ONE_ROUND, name, wall.text, factor.text, other);
    else if (leaders.count == 1)
        lines_add(lines, MESSAGE_EXPLAIN_FASTEST, name, wall.text, factor.text, other, efficiency.text);
    else
        explain_shared_place(lines, &leaders, comparison);
}

/* Whether too few workers hold the contender: it waits over and over. */
static bool takes_turns(const struct contender *contender, const struct comparison *comparison)
{
    size_t tasks = comparison->task_count;
    if (!contender_counts(contender) || contender->limited_by != LIMITED_WORKERS || contender->in_flight == 1)
        return false;
    size_t turns = (tasks + contender->in_flight - 1) / contender->in_flight;
    return turns > 1 &&
           (double)turns * comparison->typical_latency_s >= contender->wall.value / 2; /* it waits */
}

/* Those held by as few workers as the contender `first`, which is left out where one before it was told of.
 */
static void find_alike(struct group *alike, const struct comparison *comparison, size_t first)
{
    const struct contender *contenders = comparison->contenders;
    *alike = (struct group){0};
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
    struct group alike;
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
                  names, contender->in_flight, tasks, text_words(turns).text);
    }
}

/* Whether it pays to copy with many hands. */
static void explain_copy(struct lines *lines, const struct comparison *comparison)
{
    static const enum message ids[] = {[STANDING_UNKNOWN] = MESSAGE_EXPLAIN_COPY_ONE_ROUND,
                                       [STANDING_FASTER] = MESSAGE_EXPLAIN_COPY_PAYS,
                                       [STANDING_SLOWER] = MESSAGE_EXPLAIN_COPY_COSTS,
                                       [STANDING_SAME] = MESSAGE_EXPLAIN_COPY_SAME,
                                       [STANDING_OPEN] = MESSAGE_EXPLAIN_COPY_OPEN};
    const struct contender *baseline = comparison_baseline(comparison);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender == baseline || !contender_counts(contender))
            continue;
        lines_add(lines, ids[places_standing(contender, baseline)], contender->entrant.label,
                  text_factor(contender->speedup.value).text, baseline->entrant.label);
    }
}

void report_meaning(struct lines *lines, const struct comparison *comparison)
{
    if (!comparison_baseline(comparison))
        return;
    explain_first_place(lines, comparison);
    report_tutorial_gap(lines, comparison);
    explain_turns(lines, comparison);
    if (comparison->options->workload->copies)
        explain_copy(lines, comparison);
}
