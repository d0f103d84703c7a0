/* SPDX-License-Identifier: MIT */
/* Bencher Metric Format, for `bencher run --adapter json`: benchmark, then measure, then value with its
   bounds. Its built-in measure "latency" is in nanoseconds
   (https://bencher.dev/docs/reference/bencher-metric-format). */
#include <math.h>

#include "bench/show/format.h"
#include "bench/words/json.h"

static const double ns_per_s = 1e9;

static json_t *metric_of(const struct measurement *it)
{
    double scale = measurement_is_time(it) ? ns_per_s : 1;
    json_t *metric = json_pack("{s:f}", "value", it->value * scale);
    if (isfinite(it->low) && isfinite(it->high)) {
        json_object_set_new(metric, "lower_value", json_real(it->low * scale));
        json_object_set_new(metric, "upper_value", json_real(it->high * scale));
    }
    return metric;
}

static int write_metrics(const struct measurements *measurements, FILE *file)
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

const struct format format_bencher = {.name = "bencher", .write = write_metrics};
