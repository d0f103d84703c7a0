/* SPDX-License-Identifier: MIT */
#include "bench/measure/scene.h"

#include <stdio.h>

#include "bench/options/scenario.h"

int scene_set(struct comparison *comparison, struct origin *origin, struct failure *why)
{
    const struct options *options = comparison->options;
    const struct origin_settings settings = {.latency_ns = options->latency_ns,
                                             .jitter_ns = options->jitter_ns,
                                             .bandwidth = options->bandwidth,
                                             .seed = options->seed,
                                             .port = options->port,
                                             .faults = &options->to_origin};
    if (options->url || !scenario_fetches(options)) {
        snprintf(comparison->url, sizeof comparison->url, "%s", options->url ? options->url : "");
        return 0;
    }
    int err = origin_start(origin, &settings, why);
    snprintf(comparison->url, sizeof comparison->url, "%.64s%.512s", origin->address,
             options->workload->addresses);
    return err;
}
