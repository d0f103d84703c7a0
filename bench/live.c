/* SPDX-License-Identifier: MIT */
#include "bench/live.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/block.h"
#include "bench/build.h"
#include "bench/observe.h"
#include "bench/progress.h"
#include "bench/random.h"
#include "bench/run.h"
#include "bench/scenario.h"

/* Blocks before the first look, and the part of them before the next. Each look is a chance to end wrongly,
   so there are few. */
enum { FIRST_LOOK = 20, LOOK_AGAIN = 2 };

struct live {
    const struct live_request *request;
    struct options options; /* the request's, with each model in every role */
    struct comparison comparison;
    struct origin origin;
    struct random random;
    uint64_t began_ns;
    struct judgement *out;
    struct judgement *first; /* what the first run found, once the second has begun; else NULL */
    double *values;          /* scratch: a column for each role */
};

static double elapsed_s(const struct live *live)
{
    return (double)(span_now_ns() - live->began_ns) / 1e9;
}

/* The finding of the first run about the same; NULL in the first run. */
static const struct finding *first_of(const struct live *live, const struct finding *finding)
{
    for (size_t i = 0; live->first && i < live->first->count; i++) {
        const struct finding *first = &live->first->findings[i];
        if (first->metric == finding->metric && strcmp(first->model, finding->model) == 0)
            return first;
    }
    return NULL;
}

static bool is_suspicion(const struct finding *finding)
{
    return !finding->exact && (finding->verdict == VERDICT_MORE || finding->verdict == VERDICT_LESS);
}

/* Leaves only what the first run suspects. */
static void keep_suspected(struct live *live)
{
    size_t kept = 0;
    for (size_t i = 0; i < live->out->count; i++) {
        struct finding finding = live->out->findings[i];
        const struct finding *first = first_of(live, &finding);
        if (!first || !is_suspicion(first))
            continue;
        finding.suspected = true;
        finding.first = first->ratio;
        live->out->findings[kept++] = finding;
    }
    live->out->count = kept;
}

/* Finds and judges from the blocks so far. */
static int judge(struct live *live, struct failure *why)
{
    live->out->count = 0;
    int err = block_findings(&live->comparison, live->out, live->values);
    if (live->first)
        keep_suspected(live);
    verdict_judge(live->out);
    return err ? fail(why, err, MESSAGE_TEXT, strerror(-err)) : 0;
}

static int run_block(struct live *live, struct failure *why)
{
    struct origin *counted = scenario_fetches(&live->options) ? &live->origin : NULL;
    return block_run(&live->comparison, &live->random, counted, live->request->workspace, live->out->problem,
                     why);
}

static void forget_trials(struct live *live)
{
    live->comparison.rounds = 0;
    for (size_t i = 0; i < live->comparison.count; i++)
        live->comparison.contenders[i].trial_count = 0;
}

static void show_progress(const struct live *live)
{
    char detail[64];
    (void)snprintf(detail, sizeof detail, "%zu · %.0f / %.0f s", live->out->rounds + 1, elapsed_s(live),
                   live->request->limit_s);
    progress_step(&live->options, MESSAGE_PROGRESS_LIVE, detail);
}

static bool has_suspicion(const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        if (is_suspicion(&judgement->findings[i]))
            return true;
    }
    return false;
}

/* Whether further blocks would change nothing that counts: all is settled, or there is something to confirm,
   for which the time is then better spent. */
static bool enough(const struct live *live)
{
    return verdict_settled(live->out) || (!live->first && has_suspicion(live->out));
}

/* Runs blocks until there are enough, or until `until_s` after the beginning; then judges. */
static int run_blocks(struct live *live, double until_s, struct failure *why)
{
    size_t wanted = live->options.rounds;
    size_t most = wanted ? wanted : OPTIONS_MOST_ROUNDS;
    size_t look = FIRST_LOOK;
    double longest_s = 0;
    int err = 0;
    forget_trials(live);
    while (!err && live->comparison.rounds < most && (wanted || elapsed_s(live) + longest_s < until_s)) {
        double before_s = elapsed_s(live);
        show_progress(live);
        err = run_block(live, why);
        if (err || live->out->problem[0])
            return err;
        live->comparison.rounds++;
        live->out->rounds++;
        longest_s = fmax(longest_s, elapsed_s(live) - before_s);
        if (wanted || live->comparison.rounds < look)
            continue;
        err = judge(live, why);
        if (!err && enough(live))
            return 0;
        look += look / LOOK_AGAIN;
    }
    return err ? err : judge(live, why);
}

/* Puts what the second run found in the places of the suspicions. Without a second block nothing is
 * confirmed. */
static void merge(struct live *live, struct judgement *first)
{
    for (size_t i = 0; i < first->count; i++) {
        struct finding *finding = &first->findings[i];
        if (!is_suspicion(finding))
            continue;
        finding->suspected = true;
        finding->first = finding->ratio;
        finding->verdict = VERDICT_INCONCLUSIVE;
        for (size_t j = 0; j < live->out->count; j++) {
            const struct finding *second = &live->out->findings[j];
            if (second->metric == finding->metric && strcmp(second->model, finding->model) == 0)
                *finding = *second;
        }
    }
    memcpy(live->out->findings, first->findings, sizeof first->findings);
    live->out->count = first->count;
}

static int confirm(struct live *live, struct failure *why)
{
    struct judgement *first = malloc(sizeof *first);
    if (!first)
        return fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    *first = *live->out;
    live->first = first;
    live->out->count = 0;
    int err = run_blocks(live, live->request->limit_s, why);
    if (!err && !live->out->problem[0])
        merge(live, first);
    live->first = NULL;
    free(first);
    return err;
}

/* What is measured once: requests as the origin counted them, memory and context switches. */
static int observe(struct live *live, struct failure *why)
{
    struct origin *counted = scenario_fetches(&live->options) ? &live->origin : NULL;
    for (size_t i = 0; i < live->comparison.count / ROLE_COUNT; i++) {
        struct contender *base = block_contender(&live->comparison, i, ROLE_BASE);
        struct contender *other = block_contender(&live->comparison, i, ROLE_NEW);
        int err = observe_run(&live->comparison, base, counted, live->request->workspace, why);
        if (!err)
            err = observe_run(&live->comparison, other, counted, live->request->workspace, why);
        block_problem(&live->comparison, live->out->problem);
        if (err || live->out->problem[0])
            return err;
        const char *label = base->entrant.label;
        if (counted)
            verdict_add_single(live->out, label, METRIC_REQUESTS, (double)base->trials[0].origin.requests,
                               (double)other->trials[0].origin.requests);
        verdict_add_single(live->out, label, METRIC_MEMORY, (double)base->observed.peak_memory_bytes,
                           (double)other->observed.peak_memory_bytes);
        verdict_add_single(live->out, label, METRIC_SWITCHES, (double)base->observed.context_switches,
                           (double)other->observed.context_switches);
    }
    return 0;
}

static int warn(struct live *live, const struct machine *machine, struct failure *why)
{
    const struct live_request *request = live->request;
    int err = build_warn(request->base, request->other, request->workspace, &live->comparison.warnings);
    return err ? err : run_warn(&live->comparison, machine, why);
}

static int measure(struct live *live, struct failure *why)
{
    const struct workspace *workspace = live->request->workspace;
    struct machine machine;
    machine_here(&machine, live->comparison.cores);
    machine_begin(&machine);
    int err = run_check(&live->comparison, why);
    if (!err)
        err = run_prepare(&live->comparison, &live->origin, workspace, why);
    if (!err && !live->request->warned)
        err = warn(live, &machine, why);
    live->out->cores = live->comparison.cores;
    live->out->warnings = live->comparison.warnings;
    if (!err)
        err = run_block(live, why); /* the caches fill, and what is wrong shows */
    if (!err && !live->out->problem[0])
        err = run_blocks(live, live->request->limit_s * 2 / 3, why);
    if (!err && !live->out->problem[0] && has_suspicion(live->out))
        err = confirm(live, why);
    if (!err && !live->out->problem[0] && live->comparison.rounds > 0)
        err = observe(live, why);
    return err;
}

int live_compare(const struct live_request *request, struct judgement *out, struct failure *why)
{
    struct live live = {.request = request, .began_ns = span_now_ns(), .out = out};
    *out = (struct judgement){.live = true, .margin = request->margin, .seed = request->seed};
    (void)snprintf(out->base, sizeof out->base, "%s", request->base);
    (void)snprintf(out->other, sizeof out->other, "%s", request->other);
    (void)snprintf(out->workload, sizeof out->workload, "%s", request->options->workload->name);
    random_seed(&live.random, request->seed);
    block_entrants(&live.options, request->options, request->base, request->other, request->more_steps);
    live.values = calloc((size_t)ROLE_COUNT * OPTIONS_MOST_ROUNDS, sizeof *live.values);
    int err = comparison_init(&live.comparison, &live.options);
    if (err || !live.values)
        err = fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    else
        err = measure(&live, why);
    if (err == -EINTR)
        fail(why, err, MESSAGE_INTERRUPTED);
    err = origin_explain(&live.origin, err, why);
    origin_stop(&live.origin);
    progress_clear(&live.options);
    if (!err && !out->problem[0] && block_times(&live.comparison, out))
        err = fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    out->seconds = elapsed_s(&live);
    if (out->problem[0])
        out->count = 0;
    comparison_release(&live.comparison);
    free(live.values);
    return err;
}
