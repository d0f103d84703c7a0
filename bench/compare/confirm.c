/* SPDX-License-Identifier: MIT */
#include "bench/compare/confirm.h"

#include <string.h>

static bool is_suspicion(const struct finding *finding)
{
    bool differs = finding->verdict == VERDICT_MORE || finding->verdict == VERDICT_LESS;
    return differs && !finding->exact && !finding->suspected;
}

static bool is_open(const struct finding *finding)
{
    return is_suspicion(finding) || (finding->verdict == VERDICT_INCONCLUSIVE && !finding->suspected);
}

bool confirm_is_due(const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        if (is_suspicion(&judgement->findings[i]))
            return true;
    }
    return false;
}

size_t confirm_count_open(const struct judgement *judgement)
{
    size_t count = 0;
    for (size_t i = 0; i < judgement->count; i++)
        count += is_open(&judgement->findings[i]);
    return count;
}

void confirm_keep_open(struct judgement *out, const struct judgement *before)
{
    size_t kept = 0;
    for (size_t i = 0; i < before->count; i++) {
        const struct finding *earlier = &before->findings[i];
        const struct finding *now =
            is_open(earlier) ? verdict_find(out, earlier->model, earlier->metric) : NULL;
        if (!now)
            continue;
        struct finding finding = *now;
        finding.suspected = is_suspicion(earlier);
        if (finding.suspected)
            finding.first = earlier->ratio;
        out->findings[kept++] = finding;
    }
    out->count = kept;
}

bool confirm_enough(const struct judgement *judgement, bool again)
{
    bool worse = false;
    bool open = false; /* a suspicion still is */
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        worse = worse || (finding->verdict == VERDICT_MORE && finding->suspected == again);
        open = open || (finding->verdict == VERDICT_INCONCLUSIVE && finding->suspected);
    }
    return verdict_settled(judgement) || (worse && !open);
}

void confirm_merge(struct judgement *out, struct judgement *before)
{
    for (size_t i = 0; i < before->count; i++) {
        struct finding *finding = &before->findings[i];
        const struct finding *now =
            is_open(finding) ? verdict_find(out, finding->model, finding->metric) : NULL;
        if (now && (now->suspected || now->verdict != VERDICT_INCONCLUSIVE))
            *finding = *now;
    }
    memcpy(out->findings, before->findings, before->count * sizeof *out->findings);
    out->count = before->count;
}

void confirm_drop(struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        struct finding *finding = &judgement->findings[i];
        if (!is_suspicion(finding))
            continue;
        finding->suspected = finding->untried = true;
        finding->first = finding->ratio;
        finding->verdict = VERDICT_INCONCLUSIVE;
    }
}
