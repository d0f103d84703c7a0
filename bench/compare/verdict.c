/* SPDX-License-Identifier: MIT */
#include "bench/compare/verdict.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/ratio.h"
#include "stats/sample.h"
#include "stats/signed_rank.h"

static const double significant = 0.05;

static const struct estimate unknown = {NAN, {NAN, NAN}};

const char *verdict_name(enum metric metric, enum verdict verdict)
{
    static const char *const names[VERDICT_COUNT] = {"inconclusive", "same",     "less",  "more",
                                                     "shown",        "unjudged", "failed"};
    if (metric_is_time(metric)) {
        if (verdict == VERDICT_LESS)
            return "faster";
        if (verdict == VERDICT_MORE)
            return "slower";
    }
    return names[verdict];
}

void verdict_release(struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->times_count; i++)
        free(judgement->times[i].wall_s);
    for (int role = ROLE_BASE; role <= ROLE_NEW; role++)
        json_decref(judgement->environments[role]);
    judgement->environments[ROLE_BASE] = judgement->environments[ROLE_NEW] = NULL;
    judgement->times_count = 0;
}

int verdict_keep_times(struct judgement *judgement, const char *model, const struct runs runs[ROLE_COUNT])
{
    for (int role = ROLE_BASE; role <= ROLE_NEW; role++) {
        size_t count = runs[role].count;
        double *wall_s = judgement->times_count < VERDICT_MOST_TIMES ? calloc(count, sizeof *wall_s) : NULL;
        if (!wall_s)
            return -ENOMEM;
        struct verdict_times *times = &judgement->times[judgement->times_count++];
        *times = (struct verdict_times){.role = (enum role)role, .wall_s = wall_s, .count = count};
        (void)snprintf(times->model, sizeof times->model, "%s", model);
        for (size_t i = 0; i < count; i++) {
            wall_s[i] = runs[role].trials[i].wall_s;
            times->user_s += runs[role].trials[i].user_s / (double)count;
            times->system_s += runs[role].trials[i].system_s / (double)count;
        }
    }
    return 0;
}

struct finding *verdict_add(struct judgement *judgement, const char *model, enum metric metric)
{
    if (judgement->count == VERDICT_MOST_FINDINGS)
        return NULL;
    struct finding *finding = &judgement->findings[judgement->count++];
    *finding = (struct finding){.metric = metric,
                                .base = NAN,
                                .other = NAN,
                                .ratio = unknown,
                                .p = NAN,
                                .control = unknown,
                                .first = unknown,
                                .p_holm = NAN};
    (void)snprintf(finding->model, sizeof finding->model, "%s", model);
    return finding;
}

struct finding *verdict_find(struct judgement *judgement, const char *model, enum metric metric)
{
    for (size_t i = 0; i < judgement->count; i++) {
        struct finding *finding = &judgement->findings[i];
        if (finding->metric == metric && strcmp(finding->model, model) == 0)
            return finding;
    }
    return NULL;
}

static int add_time(struct judgement *judgement, const char *model, enum metric metric,
                    const struct runs runs[ROLE_COUNT])
{
    double values[ROLE_COUNT][OPTIONS_MOST_ROUNDS];
    const double *base = values[ROLE_BASE];
    const double *other = values[ROLE_NEW];
    size_t base_count = runs[ROLE_BASE].count;
    size_t new_count = runs[ROLE_NEW].count;
    bool paired = runs[ROLE_CONTROL].count > 0;
    struct ratio ratio;
    struct ratio control = {.estimate = unknown};
    for (int role = 0; role < ROLE_COUNT; role++) {
        for (size_t i = 0; i < runs[role].count; i++) {
            const struct trial *trial = &runs[role].trials[i];
            values[role][i] = metric == METRIC_WALL ? trial->wall_s : trial->user_s + trial->system_s;
        }
    }
    int err = paired ? ratio_paired(base, other, base_count, &ratio)
                     : ratio_separate(base, base_count, other, new_count, &ratio);
    if (!err && paired)
        err = ratio_paired(base, values[ROLE_CONTROL], base_count, &control);
    if (err == -EINVAL)
        verdict_add_gap(judgement, model, metric, GAP_ZERO, NULL);
    struct finding *finding = err ? NULL : verdict_add(judgement, model, metric);
    if (!finding)
        return err == -EINVAL ? 0 : err;
    finding->gap = base_count > 1 && new_count > 1 ? GAP_NONE : GAP_ROUNDS;
    finding->base = ratio.base;
    finding->other = ratio.other;
    finding->base_count = base_count;
    finding->new_count = new_count;
    finding->ratio = ratio.estimate;
    finding->p = ratio.p;
    finding->control = control.estimate;
    finding->base_oddities = sample_oddities(base, base_count);
    finding->new_oddities = sample_oddities(other, new_count);
    return 0;
}

int verdict_add_times(struct judgement *judgement, const char *model, const struct runs runs[ROLE_COUNT])
{
    int err = add_time(judgement, model, METRIC_WALL, runs);
    return err ? err : add_time(judgement, model, METRIC_CPU, runs);
}

/* As it is said, ± the tolerance: of 100 with one of 4 %, 96 and 104 are the same. */
static enum verdict decide_exact(const struct finding *finding)
{
    if (finding->other > finding->base * (1 + finding->tolerance))
        return VERDICT_MORE;
    return finding->other < finding->base * (1 - finding->tolerance) ? VERDICT_LESS : VERDICT_SAME;
}

void verdict_add_count(struct judgement *judgement, const char *model, enum metric metric, double base,
                       double other, size_t rounds)
{
    struct finding *finding = verdict_add(judgement, model, metric);
    if (!finding)
        return;
    finding->base = base;
    finding->other = other;
    finding->base_count = finding->new_count = rounds;
    finding->exact = metrics[metric].judged;
    finding->tolerance = finding->exact ? metrics[metric].tolerance : 0;
    finding->ratio.value = base > 0 ? other / base : NAN;
    finding->margin = finding->exact ? finding->tolerance : judgement->margin;
    finding->verdict = finding->exact ? decide_exact(finding) : VERDICT_SHOWN;
}

void verdict_add_gap(struct judgement *judgement, const char *model, enum metric metric, enum gap gap,
                     const char *problem)
{
    struct finding *finding = verdict_add(judgement, model, metric);
    if (!finding)
        return;
    finding->gap = gap;
    finding->margin = judgement->margin;
    finding->verdict = gap == GAP_NEW_FAILED ? VERDICT_FAILED : VERDICT_UNJUDGED;
    (void)snprintf(finding->problem, sizeof finding->problem, "%s", problem ? problem : "");
}

const struct finding *verdict_failure(const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        if (finding->gap == GAP_NEW_FAILED || finding->gap == GAP_BASE_FAILED)
            return finding;
    }
    return NULL;
}

/* How far the control's interval is away from no difference: 0.01 for one from 1.01 to 1.03. */
static double control_bias(const struct finding *finding)
{
    const struct interval *control = &finding->control.interval;
    if (control->low > 1)
        return control->low - 1;
    return control->high > 0 && control->high < 1 ? 1 / control->high - 1 : 0;
}

static enum verdict decide_times(const struct finding *finding)
{
    double margin = log1p(finding->margin);
    double low = log(finding->ratio.interval.low);
    double high = log(finding->ratio.interval.high);
    bool differs = finding->p_holm < significant;
    if (!finding->suspected && low >= -margin && high <= margin)
        return VERDICT_SAME;
    if (differs && low > margin / 2)
        return VERDICT_MORE;
    if (differs && high < -margin / 2)
        return VERDICT_LESS;
    return low >= -margin && high <= margin ? VERDICT_SAME : VERDICT_INCONCLUSIVE;
}

/* What was suspected. */
static enum verdict first_verdict(const struct finding *finding)
{
    return finding->first.value > 1 ? VERDICT_MORE : VERDICT_LESS;
}

static enum verdict decide(const struct finding *finding)
{
    if (finding->gap)
        return finding->gap == GAP_NEW_FAILED ? VERDICT_FAILED : VERDICT_UNJUDGED;
    if (finding->exact)
        return decide_exact(finding);
    if (!metric_is_time(finding->metric))
        return VERDICT_SHOWN;
    enum verdict verdict = decide_times(finding);
    bool contradicts = finding->suspected && verdict != VERDICT_SAME && verdict != first_verdict(finding);
    return contradicts ? VERDICT_INCONCLUSIVE : verdict;
}

bool verdict_is_confirmed(const struct finding *finding)
{
    return finding->suspected && finding->verdict == first_verdict(finding);
}

size_t verdict_least_rounds(size_t findings)
{
    size_t rounds = SIGNED_RANK_LEAST;
    while (ldexp((double)findings, 1 - (int)rounds) >= significant)
        rounds++;
    return rounds;
}

/* An interval narrows with the root of the rounds, to where it is inside the margin, or beyond half of it,
   whichever comes first; and fewer rounds than `least` can't tell. */
static size_t rounds_missing(const struct finding *finding, size_t least)
{
    double rounds =
        (double)(finding->base_count < finding->new_count ? finding->base_count : finding->new_count);
    double margin = log1p(finding->margin);
    double away = fabs(log(finding->ratio.value));
    double half = log(finding->ratio.interval.high / finding->ratio.interval.low) / 2;
    double wanted = fmax(margin - away, away - margin / 2);
    double needed = wanted > 0 ? rounds * (half / wanted) * (half / wanted) : 0;
    needed = fmax(needed, fmax(rounds + 1, (double)least));
    return needed < 1e6 ? (size_t)ceil(needed - rounds) : 0;
}

void verdict_judge(struct judgement *judgement)
{
    double p[VERDICT_MOST_FINDINGS];
    double adjusted[VERDICT_MOST_FINDINGS];
    size_t tested = 0;
    for (size_t i = 0; i < judgement->count; i++) {
        p[i] = judgement->findings[i].p;
        tested += isfinite(p[i]) != 0;
    }
    size_t least = judgement->live ? verdict_least_rounds(tested) : 0; /* of stored ones by Welch */
    holm_adjust(p, adjusted, judgement->count);
    for (size_t i = 0; i < judgement->count; i++) {
        struct finding *finding = &judgement->findings[i];
        finding->p_holm = adjusted[i];
        finding->margin = finding->exact ? finding->tolerance : judgement->margin + control_bias(finding);
        finding->verdict = decide(finding);
        finding->more = finding->verdict == VERDICT_INCONCLUSIVE ? rounds_missing(finding, least) : 0;
    }
}

void verdict_group(struct judgement *judgement)
{
    for (size_t i = 1; i < judgement->count; i++) {
        struct finding finding = judgement->findings[i];
        size_t to = i;
        while (to > 0 && strcmp(judgement->findings[to - 1].model, finding.model) != 0)
            to--;
        if (to == 0) /* its first */
            continue;
        memmove(&judgement->findings[to + 1], &judgement->findings[to], (i - to) * sizeof finding);
        judgement->findings[to] = finding;
    }
}

bool verdict_settled(const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        if (judgement->findings[i].verdict == VERDICT_INCONCLUSIVE)
            return false;
    }
    return true;
}
