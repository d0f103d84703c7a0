/* SPDX-License-Identifier: MIT */
/* The gap between threads and coroutines that the tutorial found: what is left of it in this comparison. */
#include <math.h>
#include <stdio.h>

#include "bench/measure/places.h"
#include "bench/options/tutorial.h"
#include "bench/show/sentences.h"
#include "bench/words/number.h"
#include "bench/words/text.h"

/* The model of the tutorial that has such workers, NULL for none. */
static const struct model *way_of(const struct worker_kind *kind)
{
    for (const struct model *const *model = models; *model; model++) {
        if ((*model)->tutorial.seconds > 0 && (*model)->worker == kind)
            return *model;
    }
    return NULL;
}

/* Who goes the tutorial's way `model`: ours in C, or the tutorial's own program; NULL when nobody does. */
static const struct contender *find(const struct comparison *comparison, const struct model *model, bool in_c)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender) && isfinite(contender->tutorial_s) &&
            (contender->entrant.model != NULL) == in_c && tutorial_way(&contender->entrant) == model)
            return contender;
    }
    return NULL;
}

/* What the tutorial's own programs do here; of a single round, nothing. Returns whether anything is told. */
static bool explain_python(struct lines *lines, const char *gap, const struct contender *threads,
                           const struct contender *coroutines)
{
    static const enum message ids[] = {[STANDING_FASTER] = MESSAGE_EXPLAIN_PYTHON_DIFFERS,
                                       [STANDING_SLOWER] = MESSAGE_EXPLAIN_PYTHON_DIFFERS,
                                       [STANDING_SAME] = MESSAGE_EXPLAIN_PYTHON_TIES,
                                       [STANDING_OPEN] = MESSAGE_EXPLAIN_PYTHON_INDISTINCT};
    const struct contender *fast = coroutines->wall.value < threads->wall.value ? coroutines : threads;
    const struct contender *slow = fast == threads ? coroutines : threads;
    enum standing standing = places_standing(fast, slow);
    if (standing == STANDING_UNKNOWN)
        return false;
    lines_add(lines, ids[standing], gap, fast->entrant.label, text_seconds(fast->wall.value).text,
              slow->entrant.label, text_seconds(slow->wall.value).text,
              text_factor(slow->wall.value / fast->wall.value).text);
    return true;
}

/* Ten pages at once in less time than one of them took: that site did not answer as it had before. */
static void explain_site(struct lines *lines, const struct model *at_once)
{
    lines_add(lines, MESSAGE_EXPLAIN_TUTORIAL_SITE, text_seconds(at_once->tutorial.seconds).text,
              text_seconds(models[0]->tutorial.seconds / 10).text);
}

/* How the same work compares in the two languages: "pthread-pool:12 86.1 %, coroutine 83.9 %". */
static void explain_languages(struct lines *lines, const struct comparison *comparison)
{
    char list[512] = "";
    bool faster = false;
    for (const struct model *const *model = models; *model; model++) {
        const struct contender *c = find(comparison, *model, true);
        const struct contender *python = find(comparison, *model, false);
        if (!c || !python)
            continue;
        faster = faster || places_standing(c, python) == STANDING_FASTER;
        text_add(list, sizeof list, "%s%s %s", *list ? message(MESSAGE_COMMA) : "", c->entrant.label,
                 text_percent(c->wall.value / python->wall.value).text);
    }
    if (*list)
        lines_add(lines, faster ? MESSAGE_EXPLAIN_C_SAVES : MESSAGE_EXPLAIN_C_OF_PYTHON, list);
}

/* What is left of the gap between two models of the tutorial. */
static void explain_gap(struct lines *lines, const struct comparison *comparison, const struct model *pool,
                        const struct model *loop)
{
    const struct contender *threads = find(comparison, pool, true);
    const struct contender *coroutines = find(comparison, loop, true);
    const struct contender *py_threads = find(comparison, pool, false);
    const struct contender *py_coroutines = find(comparison, loop, false);
    bool ties = threads && coroutines && places_standing(threads, coroutines) == STANDING_SAME;
    struct text_number gap = text_factor(pool->tutorial.seconds / loop->tutorial.seconds);
    bool here_too = py_threads && py_coroutines && explain_python(lines, gap.text, py_threads, py_coroutines);
    if (ties && here_too)
        lines_add(lines, MESSAGE_EXPLAIN_C_TIES, threads->entrant.label, coroutines->entrant.label);
    else if (ties)
        lines_add(lines, MESSAGE_EXPLAIN_TUTORIAL_GAP, gap.text);
    if (ties || here_too)
        explain_site(lines, loop);
}

void report_tutorial_gap(struct lines *lines, const struct comparison *comparison)
{
    const struct model *pool = way_of(&worker_thread);
    const struct model *loop = way_of(&worker_coroutine);
    if (pool && loop)
        explain_gap(lines, comparison, pool, loop);
    explain_languages(lines, comparison);
}
