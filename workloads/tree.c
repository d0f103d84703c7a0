/* SPDX-License-Identifier: MIT */
#include "workloads/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const int on_the_way = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/* Copies the first component of `*path` and moves on behind it and its slash. */
static int take_component(const char **path, char name[NAME_MAX + 1])
{
    size_t length = strcspn(*path, "/");
    if (length > NAME_MAX)
        return -ENAMETOOLONG;
    memcpy(name, *path, length);
    name[length] = '\0';
    *path += length + ((*path)[length] == '/');
    return length == 0 || strcmp(name, "..") == 0 ? -EINVAL : 0;
}

int tree_open_parent(int root, const char *path, char name[NAME_MAX + 1])
{
    int folder = openat(root, ".", on_the_way);
    int err = folder < 0 ? -errno : take_component(&path, name);
    while (!err && *path) {
        int next = openat(folder, name, on_the_way);
        err = next < 0 ? -errno : take_component(&path, name);
        close(folder);
        folder = next;
    }
    if (!err)
        return folder;
    if (folder >= 0)
        close(folder);
    return err;
}

int tree_open_folder(int root, const char *path)
{
    char name[NAME_MAX + 1];
    int parent = tree_open_parent(root, path, name);
    if (parent < 0)
        return parent;
    int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int err = -errno;
    close(parent);
    if (folder >= 0)
        return folder;
    return err;
}

int tree_join(char out[PATH_MAX], const char *path, const char *name)
{
    int length = strcmp(path, ".") == 0 ? snprintf(out, PATH_MAX, "%s", name)
                                        : snprintf(out, PATH_MAX, "%s/%s", path, name);
    return length < PATH_MAX ? 0 : -ENAMETOOLONG;
}
