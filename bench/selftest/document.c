/* SPDX-License-Identifier: MIT */
#include "bench/selftest/document.h"

#include <inttypes.h>

#include "bench/host/environment.h"
#include "bench/show/document.h"
#include "bench/show/format.h"
#include "bench/words/json.h"
#include "bench/words/text.h"

enum { SCHEMA_VERSION = 1 };

static const char *word_of(enum goal goal)
{
    static const char *const words[] = {
        [GOAL_NONE] = "none", [GOAL_OPEN] = "open", [GOAL_MISSED] = "missed", [GOAL_REACHED] = "reached"};
    return words[goal];
}

static json_t *row_of(const struct selftest_row *given)
{
    struct selftest_row row = *given; /* for the list of fields, by which it could be changed */
    double rate = (double)row.slower / (double)row.count;
    const struct json_field fields[] = {{"slow_down", .real = &row.slow_down},
                                        {"more_steps", .count = &row.steps},
                                        {"instructions_ratio", .real = &row.instructions},
                                        {"wanted", .count = &row.wanted},
                                        {"comparisons", .count = &row.count},
                                        {"suspected", .count = &row.suspected},
                                        {"slower", .count = &row.slower},
                                        {"faster", .count = &row.faster},
                                        {"rate", .real = &rate},
                                        {"rate_ci95", .interval = &row.rate},
                                        {"median_s", .real = &row.seconds},
                                        {"median_blocks", .real = &row.blocks},
                                        {"median_wall_ratio", .real = &row.wall},
                                        {"median_cpu_ratio", .real = &row.cpu},
                                        {"goal", .real = &row.goal},
                                        {.key = NULL}};
    json_t *it = json_object();
    json_set_fields(it, fields, true);
    json_object_set_new(it, "reached", json_string(word_of(row.reached)));
    return it;
}

static json_t *document_of(const struct selftest *selftest)
{
    const struct options *options = selftest->options;
    const struct comparison *comparison = &selftest->slow_down.comparison;
    json_t *rows = json_array();
    for (size_t i = 0; i < selftest->row_count; i++)
        json_array_append_new(rows, row_of(&selftest->rows[i]));
    return json_pack("{s:i, s:b, s:b, s:o, s:o, s:s, s:f, s:f, s:f, s:o, s:o}", "schema_version",
                     SCHEMA_VERSION, "partial", selftest->partial, "quick", options->quick, "environment",
                     environment_new(comparison->cores, &comparison->warnings), "scenario",
                     document_scenario(comparison), "model", comparison->contenders[0].entrant.label,
                     "margin", options->margin, "time_limit_s", (double)options->limit_ns / 1e9, "seconds",
                     selftest->seconds, "doubling_steps", known_real(selftest->slow_down.doubling), "rows",
                     rows);
}

static void put_finding(FILE *file, const struct finding *finding)
{
    const struct interval *interval = &finding->ratio.interval;
    fprintf(file, ",%s,%s,%s,%s,%s", text_fixed(finding->ratio.value, 6).text,
            text_fixed(interval->low, 6).text, text_fixed(interval->high, 6).text,
            text_fixed(finding->margin, 6).text, verdict_name(finding->metric, finding->verdict));
}

static void put_outcomes(FILE *file, const void *about)
{
    const struct selftest *selftest = about;
    fputs("slow_down,seed,blocks,seconds,suspected,slower", file);
    for (int metric = METRIC_WALL; metric <= METRIC_CPU; metric++) {
        const char *name = metrics[metric].name;
        fprintf(file, ",%s_ratio,%s_low,%s_high,%s_margin,%s_verdict", name, name, name, name, name);
    }
    fputc('\n', file);
    for (size_t i = 0; i < selftest->count; i++) {
        const struct outcome *outcome = &selftest->outcomes[i];
        fprintf(file, "%g,%" PRIu64 ",%zu,%.3f,%d,%d", selftest->rows[outcome->row].slow_down, outcome->seed,
                outcome->blocks, outcome->seconds, outcome->suspected, outcome->slower);
        put_finding(file, &outcome->wall);
        put_finding(file, &outcome->cpu);
        fputc('\n', file);
    }
}

int selftest_document_write(const struct selftest *selftest, const struct workspace *workspace,
                            struct failure *why)
{
    int err = workspace_publish_file(workspace, "selftest.csv", put_outcomes, selftest, why);
    return err ? err : workspace_publish_json(workspace, "selftest.json", document_of(selftest), why);
}
