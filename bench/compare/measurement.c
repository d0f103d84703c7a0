/* SPDX-License-Identifier: MIT */
#include "bench/compare/measurement.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/compare/document.h"
#include "bench/compare/table.h"
#include "bench/compare/words.h"
#include "bench/show/summary.h"

/* For a comment: the conclusion, the table, how to read it. */
static int put_table(const void *subject, FILE *file)
{
    const struct judgement *judgement = subject;
    struct lines warnings = {.count = 0};
    struct lines notes = {.count = 0};
    char conclusion[LINES_SIZE];
    const struct verdict_rows rows = {.judgement = judgement};
    const struct grid grid = verdict_grid(&rows);
    if (judgement->problem[0]) {
        fprintf(file, "**%s**\n", judgement->problem);
        return ferror(file) ? -EIO : 0;
    }
    verdict_conclusion(conclusion, judgement);
    verdict_warnings(&warnings, judgement);
    verdict_notes(&notes, judgement, true);
    fprintf(file, "**%s**\n\n", conclusion);
    summary_put_lines(file, &warnings, "- **!** ");
    grid_put_markdown(file, &grid);
    fputc('\n', file);
    summary_put_lines(file, &notes, "- ");
    return ferror(file) ? -EIO : 0;
}

static struct measurement *add(struct measurements *measurements)
{
    struct measurement *added = &measurements->list[measurements->count++];
    *added = (struct measurement){.unit = "ratio", .value = NAN, .low = NAN, .high = NAN};
    return added;
}

/* A build without times. */
static int add_problem(struct measurements *measurements, const struct judgement *judgement)
{
    struct measurement *it = add(measurements);
    it->name = "new and base";
    (void)snprintf(it->metric, sizeof it->metric, "output");
    (void)snprintf(it->slug, sizeof it->slug, "output");
    it->problem = strdup(judgement->problem);
    return it->problem ? 0 : -ENOMEM;
}

static int add_ratio(struct measurements *measurements, const struct finding *finding)
{
    char sentence[LINES_SIZE];
    struct measurement *it = add(measurements);
    it->name = finding->model;
    (void)snprintf(it->metric, sizeof it->metric, "%s, new/base", metrics[finding->metric].label);
    (void)snprintf(it->slug, sizeof it->slug, "%s-ratio", metrics[finding->metric].slug);
    it->value = finding->ratio.value;
    it->low = finding->ratio.interval.low;
    it->high = finding->ratio.interval.high;
    it->runs = finding->base_count < finding->new_count ? finding->base_count : finding->new_count;
    it->verdict = verdict_is_judged(finding) ? verdict_name(finding->metric, finding->verdict) : "not judged";
    if (finding->verdict != VERDICT_MORE)
        return 0;
    verdict_sentence(sentence, finding);
    it->problem = strdup(sentence);
    return it->problem ? 0 : -ENOMEM;
}

static int add_timing(struct measurements *measurements, const struct judgement *judgement,
                      const struct verdict_times *times)
{
    bool base = times->role == ROLE_BASE;
    char command[VERDICT_PATH_SIZE + 256];
    struct timing *timing = &measurements->timings[measurements->timing_count++];
    (void)snprintf(command, sizeof command, "%s --model %s --workload %s",
                   base ? judgement->base : judgement->other, times->model, judgement->workload);
    *timing = (struct timing){.name = times->model,
                              .build = base ? "base" : "new",
                              .command = strdup(command),
                              .samples = calloc(times->count, sizeof *timing->samples),
                              .count = times->count,
                              .user_s = times->user_s,
                              .system_s = times->system_s};
    if (!timing->samples || !timing->command)
        return -ENOMEM;
    memcpy(timing->samples, times->wall_s, times->count * sizeof *timing->samples);
    return 0;
}

int measurements_of_judgement(struct measurements *measurements, const struct judgement *judgement)
{
    *measurements = (struct measurements){.suite = judgement->workload,
                                          .total_s = judgement->seconds,
                                          .document = verdict_document_new(judgement),
                                          .put_table = put_table,
                                          .subject = judgement};
    int err = measurements->document ? 0 : -ENOMEM;
    if (!err && judgement->problem[0])
        return add_problem(measurements, judgement);
    for (size_t i = 0; i < judgement->count && !err; i++)
        err = add_ratio(measurements, &judgement->findings[i]);
    for (size_t i = 0; i < judgement->times_count && !err; i++)
        err = add_timing(measurements, judgement, &judgement->times[i]);
    return err;
}
