/* SPDX-License-Identifier: MIT */
#include "bench/views.h"

#include <errno.h>
#include <unistd.h>

#include "bench/panels.h"
#include "bench/results.h"
#include "bench/trace.h"

static const struct {
    const char *name;
    int (*write)(const struct timeline *timeline, FILE *file);
} views[] = {{"trace.json", trace_write},
             {"panels.csv", panels_write_models},
             {"timeline.csv", panels_write_lanes},
             {"activity.csv", panels_write_activity}};

static void remove_all(const struct workspace *workspace)
{
    char path[WORKSPACE_PATH_SIZE];
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        workspace_result_path(path, workspace, views[i].name);
        unlink(path);
    }
}

int views_write(const struct workspace *workspace, struct failure *why)
{
    char path[WORKSPACE_PATH_SIZE];
    struct timeline timeline;
    workspace_result_path(path, workspace, "spans.csv");
    int err = timeline_read(&timeline, path);
    if (err == -ENOENT)
        remove_all(workspace);
    else if (err)
        fail(why, err, MESSAGE_CANNOT_READ, path);
    for (size_t i = 0; i < sizeof views / sizeof *views && !err; i++) {
        FILE *file = results_open(workspace, views[i].name, why);
        err =
            file ? results_close(file, views[i].write(&timeline, file), workspace, views[i].name, why) : -EIO;
    }
    timeline_release(&timeline);
    return err == -ENOENT ? 0 : err;
}
