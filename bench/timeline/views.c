/* SPDX-License-Identifier: MIT */
#include "bench/timeline/views.h"

#include <errno.h>

static const struct {
    const char *name;
    int (*write)(const struct timeline *timeline, FILE *file);
    enum language language; /* of its words, if it has any */
} views[] = {{"trace.json", trace_write, LANGUAGE_EN},
             {"panels.csv", panels_write_models, LANGUAGE_EN},
             {"timeline.csv", panels_write_lanes, LANGUAGE_EN},
             {"activity.csv", panels_write_activity, LANGUAGE_EN},
             {"race.animated.svg", animation_write, LANGUAGE_EN},
             {"race.animated.zh-CN.svg", animation_write, LANGUAGE_ZH}};

static void remove_all(const struct workspace *workspace)
{
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        workspace_withdraw(workspace, views[i].name);
}

int views_write(const struct workspace *workspace, struct failure *why)
{
    char path[WORKSPACE_PATH_SIZE];
    struct timeline timeline;
    workspace_result_path(path, workspace, "spans.csv");
    enum language shown = message_language_set();
    int err = timeline_read(&timeline, path);
    if (err == -ENOENT)
        remove_all(workspace);
    else if (err)
        fail(why, err, MESSAGE_CANNOT_READ, path);
    for (size_t i = 0; i < sizeof views / sizeof *views && !err; i++) {
        FILE *file = workspace_open(workspace, views[i].name, why);
        message_language(views[i].language);
        err = file ? workspace_close(file, views[i].write(&timeline, file), workspace, views[i].name, why)
                   : -EIO;
    }
    message_language(shown);
    timeline_release(&timeline);
    return err == -ENOENT ? 0 : err;
}
