/* SPDX-License-Identifier: MIT */
#include "bench/workspace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/tree.h"

/* mkdir -p */
static int make_folders(struct workspace *workspace)
{
    char part[WORKSPACE_PATH_SIZE];
    const char *path = workspace->out;
    for (size_t i = 1;; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        snprintf(part, sizeof part, "%.*s", (int)i, path);
        if (mkdir(part, 0777) == 0)
            workspace->made = workspace->made ? workspace->made : i;
        else if (errno != EEXIST)
            return -errno;
        if (path[i] == '\0')
            return 0;
    }
}

/* Removes what make_folders made, innermost first; what holds results stays. */
static void unmake_folders(struct workspace *workspace)
{
    char part[WORKSPACE_PATH_SIZE];
    for (size_t i = strlen(workspace->out); workspace->made && i >= workspace->made; i--) {
        if (workspace->out[i] != '/' && workspace->out[i] != '\0')
            continue;
        snprintf(part, sizeof part, "%.*s", (int)i, workspace->out);
        (void)rmdir(part);
    }
    workspace->made = 0;
}

int workspace_init(struct workspace *workspace, const char *out, struct failure *why)
{
    char shown[128];
    *workspace = (struct workspace){0};
    snprintf(shown, sizeof shown, "%s", out);
    if (strlen(out) > WORKSPACE_PATH_SIZE - 512)
        return fail(why, -ENAMETOOLONG, MESSAGE_CANNOT_WRITE, shown, strerror(ENAMETOOLONG));
    snprintf(workspace->out, sizeof workspace->out, "%s", out);
    int err = make_folders(workspace);
    if (!err) {
        snprintf(workspace->folder, sizeof workspace->folder, "%.3800s/.run-XXXXXX", out);
        if (!mkdtemp(workspace->folder)) {
            err = -errno;
            workspace->folder[0] = '\0';
        }
    }
    return err ? fail(why, err, MESSAGE_CANNOT_WRITE, shown, strerror(-err)) : 0;
}

int workspace_init_inside(struct workspace *workspace, const struct workspace *around, size_t number,
                          struct failure *why)
{
    char name[32];
    *workspace = *around;
    snprintf(name, sizeof name, "%zu", number);
    workspace_path(workspace->folder, around, name);
    if (mkdir(workspace->folder, 0777) == 0)
        return 0;
    return fail(why, -errno, MESSAGE_CANNOT_WRITE, workspace->folder, strerror(errno));
}

void workspace_path(char path[WORKSPACE_PATH_SIZE], const struct workspace *workspace, const char *name)
{
    snprintf(path, WORKSPACE_PATH_SIZE, "%.3840s/%.250s", workspace->folder, name);
}

void workspace_result_path(char path[WORKSPACE_PATH_SIZE], const struct workspace *workspace,
                           const char *name)
{
    snprintf(path, WORKSPACE_PATH_SIZE, "%.3840s/%.250s", workspace->out, name);
}

int workspace_publish(const struct workspace *workspace, const char *name, struct failure *why)
{
    char from[WORKSPACE_PATH_SIZE];
    char to[WORKSPACE_PATH_SIZE];
    workspace_path(from, workspace, name);
    workspace_result_path(to, workspace, name);
    if (rename(from, to) == 0)
        return 0;
    if ((errno == ENOTEMPTY || errno == EEXIST) && tree_remove(to) == 0 && rename(from, to) == 0)
        return 0;
    return fail(why, -errno, MESSAGE_CANNOT_WRITE, to, strerror(errno));
}

void workspace_release(struct workspace *workspace)
{
    if (workspace->folder[0])
        (void)tree_remove(workspace->folder);
    workspace->folder[0] = '\0';
    unmake_folders(workspace);
}
