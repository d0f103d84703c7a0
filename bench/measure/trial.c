/* SPDX-License-Identifier: MIT */
#include "bench/measure/trial.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/measure/attempt.h"
#include "bench/measure/breakdown.h"

enum { MOST_TRACES = 3 };

static const double short_s = 0.3; /* a run of less can be had again */

/* Times one run, and adds it to the contender or, when its output or its requests are not exactly what they
   must be, says so in contender->problem and adds none. Counts the time it took. Returns as trial_round. */
static int run_timed(const struct turn *turn)
{
    char name[128];
    char failures[WORKSPACE_PATH_SIZE];
    struct comparison *comparison = turn->measuring->comparison;
    struct contender *contender = turn->contender;
    uint64_t start_ns = span_now_ns();
    snprintf(name, sizeof name, "%s.failures.csv", contender->entrant.label);
    workspace_path(failures, turn->measuring->workspace, name);
    struct attempt attempt = {
        .kind = ATTEMPT_TIMED, .name = "trial", .failures = contender->entrant.model ? failures : NULL};
    int err = attempt_by(&attempt, turn->measuring, contender);
    if (err)
        return err;
    attempt_verify_requests(&attempt, turn->measuring, contender);
    if (contender->problem[0]) {
        comparison->untimed_s += (double)(span_now_ns() - start_ns) / 1e9;
        return 0;
    }
    contender->trials[contender->trial_count++] = (struct trial){.wall_s = attempt.wall_s,
                                                                 .user_s = attempt.user_s,
                                                                 .system_s = attempt.system_s,
                                                                 .retries = attempt.retries,
                                                                 .origin = attempt.counts};
    comparison->timed_s += attempt.wall_s;
    return 0;
}

size_t trial_list(struct turn turns[OPTIONS_MOST_MODELS], const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
    for (size_t i = 0; i < comparison->count; i++)
        turns[i] = (struct turn){measuring, &comparison->contenders[i]};
    return comparison->count;
}

int trial_round(const struct turn *turns, size_t count, struct random *random, trial_before before, void *arg)
{
    size_t *order = calloc(count + 1, sizeof *order);
    int err = 0;
    if (!order)
        return fail(turns->measuring->why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    random_shuffle(random, order, count);
    for (size_t i = 0; i < count && !err; i++) {
        const struct turn *turn = &turns[order[i]];
        if (turn->contender->problem[0])
            continue;
        if (!before(turn, arg))
            break;
        err = run_timed(turn);
    }
    free(order);
    return err;
}

int trial_observe_memory(const struct measuring *measuring, struct contender *contender)
{
    struct attempt sampled = {.kind = ATTEMPT_SAMPLED, .name = "observed"};
    int err = attempt_by(&sampled, measuring, contender);
    if (err)
        return err;
    contender->observed = (struct observation){.present = true,
                                               .peak_memory_bytes = sampled.peak.pss_bytes,
                                               .peak_own_memory_bytes = sampled.peak.own_bytes,
                                               .processes = sampled.peak.processes,
                                               .threads = sampled.peak.threads,
                                               .context_switches = sampled.context_switches,
                                               .traced_wall_s = NAN,
                                               .computed_s = NAN,
                                               .waited_s = NAN,
                                               .startup_s = NAN,
                                               .faults_s = NAN};
    return 0;
}

static int by_wall(const void *left, const void *right)
{
    double a = ((const struct observation *)left)->traced_wall_s;
    double b = ((const struct observation *)right)->traced_wall_s;
    return (a > b) - (a < b);
}

/* Runs it with spans, some times where that is short, and keeps what was seen of the one in the middle. */
static int observe_spans(const struct measuring *measuring, struct contender *contender, const char *spans)
{
    struct observation seen[MOST_TRACES];
    size_t count = 0;
    do {
        struct attempt traced = {.name = "observed", .spans = spans};
        int err = attempt_by(&traced, measuring, contender);
        if (err || contender->problem[0])
            return err;
        struct observation *now = &seen[count++];
        *now = contender->observed;
        now->context_switches = traced.context_switches;
        now->traced_wall_s = traced.wall_s;
        err = breakdown_observe(now, measuring->comparison, contender, traced.wall_s, spans);
        if (err)
            return fail(measuring->why, err, MESSAGE_TEXT, strerror(-err));
    } while (count < MOST_TRACES && seen[count - 1].traced_wall_s < short_s);
    qsort(seen, count, sizeof *seen, by_wall);
    contender->observed = seen[count / 2];
    return 0;
}

int trial_observe(const struct measuring *measuring, struct contender *contender)
{
    char name[128];
    char spans[WORKSPACE_PATH_SIZE];
    snprintf(name, sizeof name, "%s.spans.csv", contender->entrant.label);
    workspace_path(spans, measuring->workspace, name);
    int err = trial_observe_memory(measuring, contender);
    if (err || contender->problem[0] || !contender->entrant.model) /* only ours record spans */
        return err;
    err = observe_spans(measuring, contender, spans);
    contender->observed.present = !err;
    return err;
}
