/* SPDX-License-Identifier: MIT */
#include "bench/measure/prepare.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/host/tree.h"
#include "workloads/compute.h"

static int make_source(struct comparison *comparison, const struct workspace *workspace, struct failure *why)
{
    const struct options *options = comparison->options;
    if (options->from) {
        (void)snprintf(comparison->from, sizeof comparison->from, "%s", options->from);
        return 0;
    }
    workspace_path(comparison->from, workspace, "source");
    int err = tree_make(comparison->from, options->tasks, (size_t)options->file_bytes, options->seed);
    return err ? fail(why, err, MESSAGE_CANNOT_WRITE, comparison->from, strerror(-err)) : 0;
}

static bool has_programs(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        if (!comparison->contenders[i].entrant.model)
            return true;
    }
    return false;
}

static int write_urls(struct comparison *comparison, const struct workspace *workspace, struct failure *why)
{
    struct task task;
    workspace_path(comparison->urls, workspace, "urls.txt");
    FILE *file = fopen(comparison->urls, "w");
    for (size_t i = 0; file && i < comparison->options->tasks; i++) {
        if (task_from_template(&task, comparison->url, i) == 0) {
            (void)fprintf(file, "%s\n", task.address);
            task_release(&task);
        }
    }
    bool failed = !file || ferror(file);
    if ((file && fclose(file)) || failed)
        return fail(why, -EIO, MESSAGE_CANNOT_WRITE, comparison->urls, strerror(errno));
    return 0;
}

int prepare(struct comparison *comparison, const struct workspace *workspace, struct failure *why)
{
    const struct options *options = comparison->options;
    int err = 0;
    if (options->work_ns)
        comparison->steps = compute_calibrate(options->work_ns);
    if (options->workload->copies)
        err = make_source(comparison, workspace, why);
    if (!err && has_programs(comparison))
        err = write_urls(comparison, workspace, why);
    return err;
}
