/* SPDX-License-Identifier: MIT */
#include "bench/host/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/host/manifest.h"
#include "bench/host/tree.h"
#include "bench/words/json.h"

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

static int refuse(const struct workspace *workspace, const char *name, struct failure *why)
{
    char path[WORKSPACE_PATH_SIZE];
    workspace_result_path(path, workspace, name);
    return fail(why, -EEXIST, MESSAGE_NOT_MADE_HERE, path);
}

/* Looks in the folder of the results for what would be in the way. Returns 0 or a negative errno with `why`.
 */
static int check_results(const struct workspace *workspace, struct failure *why)
{
    struct manifest manifest;
    int err = manifest_read(&manifest, workspace->out);
    if (err == -EEXIST)
        return refuse(workspace, manifest_name, why);
    DIR *folder = err ? NULL : opendir(workspace->out);
    if (!folder)
        return fail(why, err ? err : -errno, MESSAGE_CANNOT_OPEN, workspace->out,
                    strerror(err ? -err : errno));
    for (const struct dirent *entry = NULL; !err && (entry = readdir(folder));) {
        if (made_by(entry->d_name, workspace->makers, workspace->workload) &&
            !manifest_permits(&manifest, workspace->out, entry->d_name))
            err = refuse(workspace, entry->d_name, why);
    }
    closedir(folder);
    return err;
}

int workspace_init(struct workspace *workspace, const char *out, unsigned makers,
                   const struct workload *workload, struct failure *why)
{
    char shown[128];
    *workspace = (struct workspace){.makers = makers, .workload = workload};
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
    return err ? fail(why, err, MESSAGE_CANNOT_WRITE, shown, strerror(-err)) : check_results(workspace, why);
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

/* Puts the list in the place of an earlier one. Returns 0 or a negative errno. */
static int keep(const struct workspace *workspace, const struct manifest *manifest)
{
    char from[WORKSPACE_PATH_SIZE];
    char to[WORKSPACE_PATH_SIZE];
    workspace_path(from, workspace, manifest_name);
    workspace_result_path(to, workspace, manifest_name);
    int err = manifest_write(manifest, from);
    return err ? err : rename(from, to) ? -errno : 0;
}

/* The list first: if this ends in between, what is there is not what the list says, and stays. */
static int publish(const struct workspace *workspace, const char *name, struct manifest *manifest)
{
    char from[WORKSPACE_PATH_SIZE];
    char to[WORKSPACE_PATH_SIZE];
    workspace_path(from, workspace, name);
    workspace_result_path(to, workspace, name);
    int err = manifest_put(manifest, name, from);
    if (!err)
        err = keep(workspace, manifest);
    if (err || rename(from, to) == 0)
        return err;
    if ((errno == ENOTEMPTY || errno == EEXIST) && tree_remove(to) == 0 && rename(from, to) == 0)
        return 0;
    return -errno;
}

int workspace_publish(const struct workspace *workspace, const char *name, struct failure *why)
{
    struct manifest manifest;
    int err = made_by(name, workspace->makers, workspace->workload) ? 0 : -EINVAL;
    if (!err)
        err = manifest_read(&manifest, workspace->out);
    if (!err && !manifest_permits(&manifest, workspace->out, name))
        err = -EEXIST;
    if (!err)
        err = publish(workspace, name, &manifest);
    if (err == -EEXIST)
        return refuse(workspace, name, why);
    return err ? fail(why, err, MESSAGE_CANNOT_WRITE, name, strerror(-err)) : 0;
}

void workspace_withdraw(const struct workspace *workspace, const char *name)
{
    char path[WORKSPACE_PATH_SIZE];
    struct manifest manifest;
    if (manifest_read(&manifest, workspace->out) || !manifest_permits(&manifest, workspace->out, name))
        return;
    workspace_result_path(path, workspace, name);
    if (access(path, F_OK) || tree_remove(path)) /* it was not there, or cannot be removed */
        return;
    manifest_drop(&manifest, name);
    (void)keep(workspace, &manifest);
}

void workspace_release(struct workspace *workspace)
{
    if (workspace->folder[0])
        (void)tree_remove(workspace->folder);
    workspace->folder[0] = '\0';
    unmake_folders(workspace);
}

FILE *workspace_open(const struct workspace *workspace, const char *name, struct failure *why)
{
    char path[WORKSPACE_PATH_SIZE];
    workspace_path(path, workspace, name);
    FILE *file = fopen(path, "w");
    if (!file)
        fail(why, -errno, MESSAGE_CANNOT_WRITE, path, strerror(errno));
    return file;
}

int workspace_close(FILE *file, int err, const struct workspace *workspace, const char *name,
                    struct failure *why)
{
    if (ferror(file) && !err)
        err = -EIO;
    if (fclose(file) && !err)
        err = -errno;
    if (err)
        return fail(why, err, MESSAGE_CANNOT_WRITE, name, strerror(-err));
    return workspace_publish(workspace, name, why);
}

int workspace_publish_file(const struct workspace *workspace, const char *name,
                           void (*put)(FILE *file, const void *about), const void *about, struct failure *why)
{
    FILE *file = workspace_open(workspace, name, why);
    if (!file)
        return -EIO;
    put(file, about);
    return workspace_close(file, 0, workspace, name, why);
}

int workspace_publish_json(const struct workspace *workspace, const char *name, json_t *root,
                           struct failure *why)
{
    FILE *file = workspace_open(workspace, name, why);
    if (!file) {
        json_decref(root);
        return -EIO;
    }
    return workspace_close(file, json_write(root, file), workspace, name, why);
}
