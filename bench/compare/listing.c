/* SPDX-License-Identifier: MIT */
#include "bench/compare/listing.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/compare/document.h"
#include "bench/compare/table.h"
#include "bench/compare/words.h"

static struct measurement *add(struct measurements *measurements)
{
    struct measurement *added = &measurements->list[measurements->count++];
    *added = (struct measurement){.unit = "ratio", .value = NAN, .low = NAN, .high = NAN};
    return added;
}

/* How a measurement passes a test by its verdict, as JUnit has it: what is worse fails, what could not be
   tested is an error, what the test leaves open is skipped. */
static enum measurement_state state_of(enum verdict verdict)
{
    if (verdict == VERDICT_MORE || verdict == VERDICT_FAILED)
        return MEASUREMENT_FAILED;
    if (verdict == VERDICT_UNJUDGED)
        return MEASUREMENT_ERROR;
    return verdict == VERDICT_INCONCLUSIVE ? MEASUREMENT_SKIPPED : MEASUREMENT_PASSED;
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
    it->seconds = metric_is_time(finding->metric) ? finding->other : NAN;
    it->runs = finding->base_count < finding->new_count ? finding->base_count : finding->new_count;
    it->verdict = verdict_name(finding->metric, finding->verdict);
    it->state = state_of(finding->verdict);
    if (it->state == MEASUREMENT_PASSED)
        return 0;
    verdict_sentence(sentence, finding);
    it->problem = strdup(sentence);
    return it->problem ? 0 : -ENOMEM;
}

/* The wall times of both, all in all. */
static double sum_of_times(const struct judgement *judgement)
{
    double sum = 0;
    for (size_t i = 0; i < judgement->times_count; i++) {
        for (size_t j = 0; j < judgement->times[i].count; j++)
            sum += judgement->times[i].wall_s[j];
    }
    return sum;
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
    *measurements =
        (struct measurements){.suite = judgement->workload,
                              .total_s = judgement->live ? judgement->seconds : sum_of_times(judgement),
                              .document = verdict_document_new(judgement),
                              .put_table = verdict_put_markdown,
                              .subject = judgement};
    int err = measurements->document ? 0 : -ENOMEM;
    for (size_t i = 0; i < judgement->count && !err; i++)
        err = add_ratio(measurements, &judgement->findings[i]);
    for (size_t i = 0; i < judgement->times_count && !err; i++)
        err = add_timing(measurements, judgement, &judgement->times[i]);
    return err;
}
