/* SPDX-License-Identifier: MIT */
#include "bench/measure/prepare.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/host/tree.h"
#include "bench/options/scenario.h"
#include "workloads/compute.h"

static int make_source(const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
    const struct options *options = comparison->options;
    if (options->from) {
        (void)snprintf(comparison->from, sizeof comparison->from, "%s", options->from);
        return 0;
    }
    workspace_path(comparison->from, measuring->workspace, "source");
    int err = tree_make(comparison->from, options->tasks, (size_t)options->file_bytes, options->seed);
    return err ? fail(measuring->why, err, MESSAGE_CANNOT_WRITE, comparison->from, strerror(-err)) : 0;
}

static bool has_programs(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        if (!comparison->contenders[i].entrant.model)
            return true;
    }
    return false;
}

static int write_urls(const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
    struct task task;
    workspace_path(comparison->urls, measuring->workspace, "urls.txt");
    FILE *file = fopen(comparison->urls, "w");
    for (size_t i = 0; file && i < comparison->options->tasks; i++) {
        if (task_from_template(&task, comparison->url, i) == 0) {
            (void)fprintf(file, "%s\n", task.address);
            task_release(&task);
        }
    }
    bool failed = !file || ferror(file);
    if ((file && fclose(file)) || failed)
        return fail(measuring->why, -EIO, MESSAGE_CANNOT_WRITE, comparison->urls, strerror(errno));
    return 0;
}

int prepare_scene(const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
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
    int err = origin_start(measuring->origin, &settings, measuring->why);
    snprintf(comparison->url, sizeof comparison->url, "%.64s%.512s", measuring->origin->address,
             options->workload->addresses);
    return err;
}

int prepare_work(const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
    const struct options *options = comparison->options;
    int err = 0;
    if (options->work_ns)
        comparison->steps = compute_calibrate(options->work_ns);
    if (options->workload->copies)
        err = make_source(measuring);
    if (!err && has_programs(comparison))
        err = write_urls(measuring);
    return err;
}
