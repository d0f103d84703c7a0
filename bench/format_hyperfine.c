/* SPDX-License-Identifier: MIT */
/* hyperfine's own format (--export-json), a result for each time, so that its scripts and whoever reads them
   work. */
#include <math.h>

#include "bench/format.h"
#include "bench/statistics.h"

static json_t *result_of(const struct measurements *measurements, const struct measurement *it)
{
    json_t *times = json_array();
    json_t *codes = json_array();
    double least = it->samples[0];
    double most = it->samples[0];
    size_t count = it->sample_count;
    for (size_t i = 0; i < count; i++) {
        least = fmin(least, it->samples[i]);
        most = fmax(most, it->samples[i]);
        json_array_append_new(times, json_real(it->samples[i]));
        json_array_append_new(codes, json_integer(0)); /* a run with another one does not count */
    }
    json_t *deviation = count > 1 ? json_real(statistics_deviation(it->samples, count)) : json_null();
    return json_pack("{s:s, s:f, s:o, s:f, s:f, s:f, s:f, s:f, s:o, s:o, s:{s:s, s:s}}", "command",
                     it->command, "mean", statistics_mean(it->samples, count), "stddev", deviation, "median",
                     statistics_median(it->samples, count), "user", it->user_s, "system", it->system_s, "min",
                     least, "max", most, "times", times, "exit_codes", codes, "parameters", "model", it->name,
                     "workload", measurements->suite);
}

static int write_results(const struct measurements *measurements, FILE *file)
{
    json_t *results = json_array();
    for (size_t i = 0; i < measurements->count; i++) {
        const struct measurement *it = &measurements->list[i];
        if (measurement_is_time(it) && it->sample_count)
            json_array_append_new(results, result_of(measurements, it));
    }
    return format_put_json(json_pack("{s:o}", "results", results), file);
}

const struct format format_hyperfine = {.name = "hyperfine", .write = write_results};
