/* SPDX-License-Identifier: MIT */
#include "workloads/copy_mode.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "workloads/tree.h"

int copy_mode(const struct stat *original, int copy)
{
    struct stat status;
    mode_t mode = original->st_mode & 07777;
    if (fstat(copy, &status))
        return -errno;
    if (status.st_uid != original->st_uid)
        mode &= ~(mode_t)S_ISUID;
    if (status.st_gid != original->st_gid)
        mode &= ~(mode_t)S_ISGID;
    return fchmod(copy, mode) ? -errno : 0;
}

static int set_mode(int from, int into, const char *path)
{
    char name[NAME_MAX + 1];
    struct stat original;
    int parent = tree_open_parent(from, path, name);
    if (parent < 0)
        return parent;
    int err = fstatat(parent, name, &original, AT_SYMLINK_NOFOLLOW) ? -errno : 0;
    close(parent);
    if (err || !S_ISDIR(original.st_mode))
        return err;
    int folder = tree_open_folder(into, path);
    if (folder < 0)
        return folder;
    err = copy_mode(&original, folder);
    close(folder);
    return err;
}

/* What may be a folder: some file systems do not say. */
static int is_folder(const struct dirent *entry)
{
    return (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN) && strcmp(entry->d_name, ".") != 0 &&
           strcmp(entry->d_name, "..") != 0;
}

/* Sets the modes below the folder `path` and then its own. No descriptor stays open meanwhile: folders may be
   nested more deeply than files may be open. */
static int set_modes(int from, int into, const char *path)
{
    struct dirent **entries = NULL;
    int folder = tree_open_folder(into, path);
    if (folder < 0)
        return folder == -ENOTDIR ? 0 : folder;
    int count = scandirat(folder, ".", &entries, is_folder, NULL);
    int err = count < 0 ? -errno : 0;
    close(folder);
    for (int i = 0; i < count; i++) {
        char *below = malloc(PATH_MAX);
        int failed = below ? tree_join(below, path, entries[i]->d_name) : -ENOMEM;
        if (!failed)
            failed = set_modes(from, into, below);
        err = err ? err : failed;
        free(below);
        free(entries[i]);
    }
    free(entries);
    int failed = set_mode(from, into, path);
    return err || failed == -ENOENT || failed == -ENOTDIR ? err : failed;
}

int copy_folder_modes(int from, int into)
{
    return set_modes(from, into, ".");
}
