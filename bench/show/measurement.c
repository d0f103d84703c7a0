/* SPDX-License-Identifier: MIT */
#include "bench/show/measurement.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/show/document.h"
#include "bench/show/summary.h"

static int put_table(const void *subject, FILE *file)
{
    summary_put_comment(file, subject);
    return ferror(file) ? -EIO : 0;
}

bool measurement_is_time(const struct measurement *measurement)
{
    return strcmp(measurement->unit, "s") == 0;
}

/* What ran, in short: a new string, or NULL without memory. */
static char *command_of(const struct comparison *comparison, const struct contender *contender)
{
    char line[TASK_ADDRESS_SIZE + 1024];
    snprintf(line, sizeof line, "%s %s --workload %s --tasks %zu%s%s",
             contender->entrant.model ? "manyhands-work --model" : contender->entrant.program,
             contender->entrant.label, comparison->options->workload->name, comparison->options->tasks,
             comparison->url[0] ? " --url " : "", comparison->url);
    return strdup(line);
}

static int add_timing(struct measurements *measurements, const struct comparison *comparison,
                      const struct contender *contender)
{
    size_t count = contender->trial_count;
    struct timing *timing = &measurements->timings[measurements->timing_count++];
    *timing = (struct timing){.name = contender->entrant.label,
                              .command = command_of(comparison, contender),
                              .samples = calloc(count, sizeof *timing->samples),
                              .count = count};
    if (!timing->samples || !timing->command)
        return -ENOMEM;
    contender_numbers(contender, count, TRIAL_WALL, timing->samples);
    for (size_t i = 0; i < count; i++) {
        timing->user_s += contender->trials[i].user_s / (double)count;
        timing->system_s += contender->trials[i].system_s / (double)count;
    }
    return 0;
}

static struct measurement *add(struct measurements *measurements, const struct contender *contender,
                               enum metric metric, const char *slug, const char *unit)
{
    struct measurement *it = &measurements->list[measurements->count++];
    *it = (struct measurement){.name = contender->entrant.label,
                               .unit = unit,
                               .value = NAN,
                               .low = NAN,
                               .high = NAN,
                               .seconds = NAN};
    (void)snprintf(it->metric, sizeof it->metric, "%s", metrics[metric].label);
    (void)snprintf(it->slug, sizeof it->slug, "%s", slug);
    return it;
}

static int add_time(struct measurements *measurements, const struct comparison *comparison,
                    const struct contender *contender)
{
    struct measurement *time = add(measurements, contender, METRIC_WALL, "latency" /* Bencher's */, "s");
    if (!contender_counts(contender)) {
        time->state = MEASUREMENT_FAILED;
        time->problem = strdup(contender->problem[0] ? contender->problem : message(MESSAGE_NOT_REACHED));
        return time->problem ? 0 : -ENOMEM;
    }
    time->value = time->seconds = contender->wall.value;
    time->low = contender->wall.interval.low;
    time->high = contender->wall.interval.high;
    time->runs = contender->trial_count;
    time->verdict = "verified";
    return add_timing(measurements, comparison, contender);
}

static void add_memory(struct measurements *measurements, const struct contender *contender)
{
    if (!contender_counts(contender) || isnan(contender_memory(contender)))
        return;
    struct measurement *memory =
        add(measurements, contender, METRIC_MEMORY, metrics[METRIC_MEMORY].slug, "B");
    memory->value = contender_memory(contender);
    memory->verdict = "verified";
}

int measurements_of_comparison(struct measurements *measurements, const struct comparison *comparison)
{
    *measurements = (struct measurements){.suite = comparison->options->workload->name,
                                          .total_s = comparison->total_s,
                                          .document = document_new(comparison),
                                          .put_table = put_table,
                                          .subject = comparison};
    int err = measurements->document ? 0 : -ENOMEM;
    for (size_t i = 0; i < comparison->count && !err; i++) {
        err = add_time(measurements, comparison, &comparison->contenders[i]);
        add_memory(measurements, &comparison->contenders[i]);
    }
    return err;
}

void measurements_release(struct measurements *measurements)
{
    for (size_t i = 0; i < measurements->count; i++)
        free(measurements->list[i].problem);
    for (size_t i = 0; i < measurements->timing_count; i++) {
        free(measurements->timings[i].samples);
        free(measurements->timings[i].command);
    }
    json_decref(measurements->document);
}
