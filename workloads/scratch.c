/* SPDX-License-Identifier: MIT */
#include "workloads/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_taken(int folder, const char *name)
{
    struct stat status;
    return folder >= 0 && (!fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) || errno != ENOENT);
}

int scratch_open(struct scratch *scratch, int beside, int avoid)
{
    int err = -EEXIST;
    for (unsigned i = 0; err == -EEXIST && i < 10000; i++) {
        snprintf(scratch->name, sizeof scratch->name, ".manyhands-%u", i);
        if (!is_taken(avoid, scratch->name))
            err = mkdirat(beside, scratch->name, 0700) ? -errno : 0;
    }
    if (err)
        return err;
    scratch->beside = beside;
    scratch->folder = openat(beside, scratch->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (scratch->folder >= 0)
        return 0;
    err = -errno;
    unlinkat(beside, scratch->name, AT_REMOVEDIR);
    return err;
}

/* Removes the files of a folder, whose descriptor it closes. */
static void empty(int folder)
{
    DIR *stream = fdopendir(folder);
    if (!stream) {
        close(folder);
        return;
    }
    for (const struct dirent *entry = NULL; (entry = readdir(stream));)
        unlinkat(folder, entry->d_name, 0); /* of "." and "..", which are folders, it does nothing */
    closedir(stream);
}

void scratch_close(struct scratch *scratch)
{
    if (scratch->folder < 0)
        return;
    empty(scratch->folder);
    unlinkat(scratch->beside, scratch->name, AT_REMOVEDIR);
    scratch->folder = -1;
}

void scratch_claim(const struct scratch *scratch, unsigned slot, char name[SCRATCH_NAME_SIZE])
{
    snprintf(name, SCRATCH_NAME_SIZE, "%ld-%u", (long)getpid(), slot);
    unlinkat(scratch->folder, name, 0);
}

int scratch_create(const struct scratch *scratch, const char *name, mode_t mode)
{
    int fd = openat(scratch->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd >= 0)
        return fd;
    return -errno;
}

int scratch_end(const struct scratch *scratch, const char *name, int into, const char *as, int err)
{
    if (!err && renameat(scratch->folder, name, into, as))
        err = -errno;
    if (err)
        unlinkat(scratch->folder, name, 0);
    return err;
}
