/* SPDX-License-Identifier: MIT */
/* hyperfine's own format (--export-json), a result for each time, so that its scripts and whoever reads them
   work. */
#include <math.h>

#include "bench/show/format.h"
#include "bench/words/json.h"
#include "stats/statistics.h"

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

static int write_results(const struct measurements *measurements, FILE *file)
{
    json_t *results = json_array();
    for (size_t i = 0; i < measurements->timing_count; i++)
        json_array_append_new(results, result_of(measurements, &measurements->timings[i]));
    return json_write(json_pack("{s:o}", "results", results), file);
}

const struct format format_hyperfine = {.name = "hyperfine", .write = write_results};
