/* SPDX-License-Identifier: MIT */
#include "bench/show/format.h"

#include <math.h>
#include <string.h>

#include "bench/words/json.h"
#include "stats/statistics.h"

/* The beginning of summary.md, for a comment on a pull request. */
static int write_table(const struct measurements *measurements, FILE *file)
{
    return measurements->put_table(measurements->subject, file);
}

/* Everything, as results.json has it (docs/results.schema.json). */
static int write_document(const struct measurements *measurements, FILE *file)
{
    return json_write(json_incref(measurements->document), file);
}

static bool has_interval(const struct measurement *it)
{
    return isfinite(it->low) && isfinite(it->high);
}

static json_t *metric_of(const struct measurement *it)
{
    static const double ns_per_s = 1e9;
    double scale = measurement_is_time(it) ? ns_per_s : 1;
    json_t *metric = json_pack("{s:f}", "value", it->value * scale);
    if (has_interval(it)) {
        json_object_set_new(metric, "lower_value", json_real(it->low * scale));
        json_object_set_new(metric, "upper_value", json_real(it->high * scale));
    }
    return metric;
}

/* Bencher Metric Format, for `bencher run --adapter json`: benchmark, then measure, then value with its
   bounds. Its built-in measure "latency" is in nanoseconds
   (https://bencher.dev/docs/reference/bencher-metric-format). */
static int write_bencher(const struct measurements *measurements, FILE *file)
{
    json_t *root = json_object();
    for (size_t i = 0; i < measurements->count; i++) {
        const struct measurement *it = &measurements->list[i];
        char name[256];
        if (!isfinite(it->value))
            continue;
        snprintf(name, sizeof name, "%s/%s", measurements->suite, it->name);
        json_t *benchmark = json_object_get(root, name);
        if (!benchmark) {
            benchmark = json_object();
            json_object_set_new(root, name, benchmark);
        }
        json_object_set_new(benchmark, it->slug, metric_of(it));
    }
    return json_write(root, file);
}

static json_t *entry_of(const struct measurements *measurements, const struct measurement *it)
{
    char name[256];
    char extra[64];
    snprintf(name, sizeof name, "%s/%s %s", measurements->suite, it->name, it->metric);
    json_t *entry = json_pack("{s:s, s:s, s:f}", "name", name, "unit", it->unit, "value", it->value);
    if (has_interval(it)) {
        char range[64];
        snprintf(range, sizeof range, "± %.6f", fmax(it->high - it->value, it->value - it->low));
        json_object_set_new(entry, "range", json_string(range));
    }
    snprintf(extra, sizeof extra, "runs: %zu", it->runs);
    if (it->runs)
        json_object_set_new(entry, "extra", json_string(extra));
    return entry;
}

/* What benchmark-action/github-action-benchmark reads as `tool: customSmallerIsBetter`: a list of name, unit,
   value, and, where known, range and extra. Its charts tell series apart by name alone. */
static int write_github(const struct measurements *measurements, FILE *file)
{
    json_t *list = json_array();
    for (size_t i = 0; i < measurements->count; i++) {
        if (isfinite(measurements->list[i].value))
            json_array_append_new(list, entry_of(measurements, &measurements->list[i]));
    }
    return json_write(list, file);
}

static json_t *parameters_of(const struct measurements *measurements, const struct timing *timing)
{
    json_t *parameters = json_pack("{s:s, s:s}", "model", timing->name, "workload", measurements->suite);
    if (timing->build)
        json_object_set_new(parameters, "build", json_string(timing->build));
    return parameters;
}

static json_t *result_of(const struct measurements *measurements, const struct timing *timing)
{
    json_t *times = json_array();
    json_t *codes = json_array();
    const double *samples = timing->samples;
    double least = samples[0];
    double most = samples[0];
    size_t count = timing->count;
    for (size_t i = 0; i < count; i++) {
        least = fmin(least, samples[i]);
        most = fmax(most, samples[i]);
        json_array_append_new(times, json_real(samples[i]));
        json_array_append_new(codes, json_integer(0)); /* a run with another one does not count */
    }
    json_t *deviation = count > 1 ? json_real(statistics_deviation(samples, count)) : json_null();
    return json_pack("{s:s, s:f, s:o, s:f, s:f, s:f, s:f, s:f, s:o, s:o, s:o}", "command", timing->command,
                     "mean", statistics_mean(samples, count), "stddev", deviation, "median",
                     statistics_median(samples, count), "user", timing->user_s, "system", timing->system_s,
                     "min", least, "max", most, "times", times, "exit_codes", codes, "parameters",
                     parameters_of(measurements, timing));
}

/* hyperfine's own format (--export-json), a result for each time, so that its scripts and whoever reads them
   work. */
static int write_hyperfine(const struct measurements *measurements, FILE *file)
{
    json_t *results = json_array();
    for (size_t i = 0; i < measurements->timing_count; i++)
        json_array_append_new(results, result_of(measurements, &measurements->timings[i]));
    return json_write(json_pack("{s:o}", "results", results), file);
}

/* In the order they are shown. */
static const struct format formats[] = {{"markdown", write_table},     {"json", write_document},
                                        {"junit", format_write_junit}, {"github-benchmark", write_github},
                                        {"bencher", write_bencher},    {"hyperfine", write_hyperfine}};

const struct format *format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    }
    return NULL;
}

const char *format_names(void)
{
    static char names[128];
    size_t used = 0;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", formats[i].name);
    return names;
}

int format_print(const struct format *format, const struct measurements *measurements)
{
    int err = format->write(measurements, stdout);
    return ferror(stdout) ? 0 : err;
}
