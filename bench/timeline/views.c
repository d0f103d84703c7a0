/* SPDX-License-Identifier: MIT */
#include "bench/timeline/views.h"
#include "bench/timeline/telling.h"

#include <errno.h>

static const struct {
    const char *name;
    int (*write)(const struct timeline *timeline, FILE *file);
    enum language language; /* of its words, if it has any */
} views[] = {{"trace.json", trace_write, LANGUAGE_EN},
             {"states.csv", panels_write_states, LANGUAGE_EN},
             {"panels.csv", panels_write_models, LANGUAGE_EN},
             {"timeline.csv", panels_write_lanes, LANGUAGE_EN},
             {"activity.csv", panels_write_activity, LANGUAGE_EN},
             {"race.animated.svg", animation_write, LANGUAGE_EN},
             {"race.animated.zh-CN.svg", animation_write, LANGUAGE_ZH}};

int views_write(const struct workspace *workspace, const struct comparison *comparison, struct failure *why)
{
    char path[WORKSPACE_PATH_SIZE];
    struct timeline timeline;
    enum language shown = message_language_set();
    workspace_result_path(path, workspace, "spans.csv");
    int read = timeline_read(&timeline, path);
    timeline_set_places(&timeline, comparison);
    int err = read && read != -ENOENT ? fail(why, read, MESSAGE_CANNOT_READ, path) : 0;
    for (size_t i = 0; i < sizeof views / sizeof *views && !err; i++) {
        if (read == -ENOENT) {
            workspace_withdraw(workspace, views[i].name);
            continue;
        }
        FILE *file = workspace_open(workspace, views[i].name, why);
        message_language(views[i].language);
        err = file ? workspace_close(file, views[i].write(&timeline, file), workspace, views[i].name, why)
                   : -EIO;
    }
    message_language(shown);
    timeline_release(&timeline);
    return err;
}
