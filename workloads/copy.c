/* SPDX-License-Identifier: MIT */
#include "workloads/copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "workloads/copy_file.h"
#include "workloads/copy_mode.h"
#include "workloads/copy_roots.h"
#include "workloads/scratch.h"
#include "workloads/tree.h"

/* A path below both folders, and what is at hand there. */
struct place {
    const char *path; /* borrowed */
    unsigned slot;    /* of the worker */
    int parent;       /* descriptor of the folder in `from` that holds it */
    char name[NAME_MAX + 1];
    struct stat status;
    const char *kind; /* what it is, once that is copied */
    off_t bytes;
    struct result *out; /* borrowed */
};

static struct copy_roots roots = COPY_ROOTS_CLOSED;
static struct scratch scratch = SCRATCH_CLOSED;

static void teardown(void)
{
    scratch_close(&scratch);
    copy_roots_close(&roots);
}

static int setup(const struct workload_settings *settings)
{
    int err = copy_roots_open(&roots, settings->from, settings->into);
    if (!err)
        err = scratch_open(&scratch, roots.into, roots.from);
    if (err)
        teardown();
    return err;
}

static int finish(void)
{
    scratch_close(&scratch);
    return copy_folder_modes(roots.from, roots.into);
}

/* Gives what is whole its place below `into`. Returns `err`, 0 or a negative errno. */
static int put(const struct place *place, const char *scratch_name, int err)
{
    char name[NAME_MAX + 1];
    int parent = err ? -1 : tree_open_parent(roots.into, place->path, name);
    if (!err && parent < 0)
        err = parent;
    err = scratch_end(&scratch, scratch_name, parent, name, err);
    if (parent >= 0)
        close(parent);
    return err;
}

static int copy_link(struct place *place)
{
    char target[PATH_MAX];
    char name[SCRATCH_NAME_SIZE];
    ssize_t length = readlinkat(place->parent, place->name, target, sizeof target);
    if (length < 0)
        return -errno;
    if (length == sizeof target)
        return -ENAMETOOLONG;
    target[length] = '\0';
    place->kind = "link";
    place->bytes = length;
    scratch_claim(&scratch, place->slot, name);
    return put(place, name, symlinkat(target, scratch.folder, name) ? -errno : 0);
}

/* Copies bytes and mode between two open files. */
static int fill(struct place *place, int from, int into)
{
    int err = copy_file(from, into);
    if (!err)
        err = copy_mode(&place->status, into);
    if (!err && fstat(into, &place->status))
        err = -errno;
    place->bytes = place->status.st_size;
    return err;
}

static int copy_open(struct place *place, int from)
{
    char name[SCRATCH_NAME_SIZE];
    scratch_claim(&scratch, place->slot, name);
    int into = scratch_create(&scratch, name, 0600);
    if (into < 0)
        return into;
    int err = fill(place, from, into);
    if (close(into) && !err)
        err = -errno;
    return put(place, name, err);
}

/* What it is may change until it is open: hence O_NONBLOCK, which waits for no pipe, and another look. */
static int copy_regular(struct place *place)
{
    int from = openat(place->parent, place->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (from < 0)
        return -errno;
    int err = fstat(from, &place->status) ? -errno : S_ISREG(place->status.st_mode) ? 0 : -EOPNOTSUPP;
    if (!err) {
        place->kind = "file";
        err = copy_open(place, from);
    }
    close(from);
    return err;
}

static int is_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Adds a task for every entry of a folder. */
static int add_entries(const struct place *place, int folder)
{
    char path[PATH_MAX];
    struct dirent **entries = NULL;
    int count = scandirat(folder, ".", &entries, is_entry, by_name);
    int err = count < 0 ? -errno : 0;
    for (int i = 0; i < count; i++) {
        if (!err)
            err = tree_join(path, place->path, entries[i]->d_name);
        if (!err)
            err = result_add_task(place->out, path);
        free(entries[i]);
    }
    free(entries);
    return err;
}

/* Only a folder that can be read is made; one that is there was made by a worker that did not get further. */
static int copy_folder(struct place *place)
{
    char name[NAME_MAX + 1];
    int folder = openat(place->parent, place->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return -errno;
    place->kind = "folder";
    int err = add_entries(place, folder);
    close(folder);
    int parent = err ? err : tree_open_parent(roots.into, place->path, name);
    if (parent < 0)
        return parent;
    if (mkdirat(parent, name, 0700) && errno != EEXIST)
        err = -errno;
    close(parent);
    return err;
}

static int copy_kind(struct place *place)
{
    switch (place->status.st_mode & S_IFMT) {
    case S_IFDIR:
        return copy_folder(place);
    case S_IFREG:
        return copy_regular(place);
    case S_IFLNK:
        return copy_link(place);
    default:
        return -EOPNOTSUPP;
    }
}

/* Called where it may block. */
static int copy(void *arg)
{
    struct place *place = arg;
    place->parent = tree_open_parent(roots.from, place->path, place->name);
    if (place->parent < 0)
        return place->parent;
    int err = fstatat(place->parent, place->name, &place->status, AT_SYMLINK_NOFOLLOW) ? -errno : 0;
    if (!err)
        err = copy_kind(place);
    close(place->parent);
    return err;
}

static int run(const struct task *task, struct io *io, struct result *out)
{
    struct place place = {.path = task->address, .slot = io->slot, .out = out};
    int err = io_call(io, copy, &place);
    if (err) {
        io->reason[0] = '\0'; /* of an earlier task */
        io_explain(io, err == -EOPNOTSUPP && !place.kind ? "not a file, folder or link" : strerror(-err));
        return err;
    }
    char bytes[24];
    snprintf(bytes, sizeof bytes, "%jd", (intmax_t)place.bytes);
    return result_add_row(out, (const char *const[]){task->address, place.kind, bytes},
                          workload_copy.column_count);
}

static const char *const columns[] = {"path", "kind", "bytes"};

const struct workload workload_copy = {
    .name = "copy",
    .about = {"copy a folder with all that is below it", "复制一个文件夹及其中的全部内容"},
    .output = "copy.csv",
    .addresses = ".",
    .tasks = 1,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .makes_files = true,
    .copies = true,
    .setup = setup,
    .teardown = teardown,
    .finish = finish,
    .run = run,
};
