/* SPDX-License-Identifier: MIT */
#include "workloads/copy_roots.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const int for_listing = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Goes up from the folder `into` until it meets `from` (-ELOOP) or the root, which is its own parent (0). */
static int check_outside(int from, int into)
{
    struct stat forbidden;
    struct stat here = {0};
    struct stat above;
    int err = fstat(from, &forbidden) ? -errno : 0;
    int folder = err ? -1 : openat(into, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return err ? err : -errno;
    while (!err) {
        err = fstat(folder, &above) ? -errno : is_same(&above, &forbidden) ? -ELOOP : 0;
        if (err || is_same(&above, &here))
            break;
        here = above;
        int next = openat(folder, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (next < 0)
            err = -errno;
        close(folder);
        folder = next;
    }
    if (folder >= 0)
        close(folder);
    return err;
}

static int is_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int check_empty(int folder)
{
    struct dirent **entries = NULL;
    int count = scandirat(folder, ".", &entries, is_entry, NULL);
    int err = count < 0 ? -errno : count > 0 ? -EEXIST : 0;
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    return err;
}

static int open_into(struct copy_roots *roots, const char *path)
{
    roots->into = open(path, for_listing);
    if (roots->into < 0)
        return -errno;
    int err = check_outside(roots->from, roots->into);
    return err ? err : check_empty(roots->into);
}

int copy_roots_open(struct copy_roots *roots, const char *from, const char *into)
{
    if (!from || !into)
        return -EINVAL;
    roots->from = open(from, for_listing);
    if (roots->from < 0)
        return -errno;
    bool made = mkdir(into, 0700) == 0;
    int err = made || errno == EEXIST ? open_into(roots, into) : -errno;
    if (!err)
        return 0;
    copy_roots_close(roots);
    if (made)
        rmdir(into);
    return err;
}

void copy_roots_close(struct copy_roots *roots)
{
    if (roots->from >= 0)
        close(roots->from);
    if (roots->into >= 0)
        close(roots->into);
    *roots = (struct copy_roots)COPY_ROOTS_CLOSED;
}
