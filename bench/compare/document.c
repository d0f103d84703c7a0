/* SPDX-License-Identifier: MIT */
#include "bench/compare/document.h"

#include <math.h>

#include "bench/host/machine.h"
#include "bench/words/json.h"
#include "stats/sample.h"

enum { SCHEMA_VERSION = 1 };

static json_t *oddities_of(unsigned bits)
{
    json_t *list = json_array();
    if (bits & SAMPLE_WARM_UP)
        json_array_append_new(list, json_string("warm-up"));
    if (bits & SAMPLE_DRIFT)
        json_array_append_new(list, json_string("drift"));
    if (bits & SAMPLE_BIMODAL)
        json_array_append_new(list, json_string("bimodal"));
    return list;
}

static json_t *finding_of(const struct finding *given)
{
    struct finding finding = *given; /* for the lists of fields, by which it could be changed */
    const struct json_field measured[] = {{"base", .real = &finding.base},
                                          {"new", .real = &finding.other},
                                          {"base_values", .count = &finding.base_count},
                                          {"new_values", .count = &finding.new_count},
                                          {"ratio", .real = &finding.ratio.value},
                                          {"ratio_ci95", .interval = &finding.ratio.interval},
                                          {"p", .real = &finding.p},
                                          {"p_holm", .real = &finding.p_holm},
                                          {"margin", .real = &finding.margin},
                                          {.key = NULL}};
    const struct json_field history[] = {{"control", .real = &finding.control.value},
                                         {"control_ci95", .interval = &finding.control.interval},
                                         {"first_ratio", .real = &finding.first.value},
                                         {"first_ratio_ci95", .interval = &finding.first.interval},
                                         {.key = NULL}};
    const struct metric_about *metric = &metrics[finding.metric];
    json_t *it =
        json_pack("{s:s, s:s, s:s}", "model", finding.model, "metric", metric->name, "unit", metric->unit);
    json_set_fields(it, measured, true);
    json_object_set_new(it, "verdict", json_string(verdict_name(finding.metric, finding.verdict)));
    json_object_set_new(it, "more_rounds", known_count(finding.more));
    json_set_fields(it, history, true);
    json_object_set_new(it, "confirmed",
                        finding.suspected ? json_boolean(verdict_is_confirmed(&finding)) : json_null());
    json_object_set_new(it, "base_oddities", oddities_of(finding.base_oddities));
    json_object_set_new(it, "new_oddities", oddities_of(finding.new_oddities));
    return it;
}

json_t *verdict_document_new(const struct judgement *judgement)
{
    bool live = judgement->live;
    json_t *list = json_array();
    for (size_t i = 0; i < judgement->count; i++)
        json_array_append_new(list, finding_of(&judgement->findings[i]));
    return json_pack("{s:i, s:b, s:o, s:s, s:s, s:f, s:b, s:o, s:o, s:b, s:o, s:b, s:o, s:o, s:o, s:o}",
                     "schema_version", SCHEMA_VERSION, "live", live, "environment",
                     live ? machine_environment(judgement->cores, &judgement->warnings) : json_null(), "base",
                     judgement->base, "new", judgement->other, "margin", judgement->margin, "forced",
                     judgement->forced && judgement->differences[0], "differences",
                     known_text(judgement->differences), "unmatched", known_text(judgement->unmatched),
                     "partial", judgement->partial, "problem", known_text(judgement->problem), "regression",
                     verdict_regressed(judgement), "seed",
                     live ? json_integer((json_int_t)judgement->seed) : json_null(), "rounds",
                     live ? json_integer((json_int_t)judgement->rounds) : json_null(), "seconds",
                     live ? json_real(judgement->seconds) : json_null(), "findings", list);
}
