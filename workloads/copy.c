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
struct source {
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
static int put(const struct source *source, const char *scratch_name, int err)
{
    char name[NAME_MAX + 1] = "";
    int parent = err ? -1 : tree_open_parent(roots.into, source->path, name);
    if (!err && parent < 0)
        err = parent;
    err = scratch_end(&scratch, scratch_name, parent, name, err);
    if (parent >= 0)
        close(parent);
    return err;
}

static int copy_link(struct source *source)
{
    char target[PATH_MAX];
    char name[SCRATCH_NAME_SIZE];
    ssize_t length = readlinkat(source->parent, source->name, target, sizeof target);
    if (length < 0)
        return -errno;
    if (length == sizeof target)
        return -ENAMETOOLONG;
    target[length] = '\0';
    source->kind = "link";
    source->bytes = length;
    scratch_claim(&scratch, source->slot, name);
    return put(source, name, symlinkat(target, scratch.folder, name) ? -errno : 0);
}

/* Copies bytes and mode between two open files. */
static int fill(struct source *source, int from, int into)
{
    int err = copy_file(from, into);
    if (!err)
        err = copy_mode(&source->status, into);
    if (!err && fstat(into, &source->status))
        err = -errno;
    source->bytes = source->status.st_size;
    return err;
}

static int copy_open(struct source *source, int from)
{
    char name[SCRATCH_NAME_SIZE];
    scratch_claim(&scratch, source->slot, name);
    int into = scratch_create(&scratch, name, 0600);
    if (into < 0)
        return into;
    int err = fill(source, from, into);
    if (close(into) && !err)
        err = -errno;
    return put(source, name, err);
}

/* What it is may change until it is open: hence O_NONBLOCK, which waits for no pipe, and another look. */
static int copy_regular(struct source *source)
{
    int from =
        openat(source->parent, source->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (from < 0)
        return -errno;
    int err = fstat(from, &source->status) ? -errno : S_ISREG(source->status.st_mode) ? 0 : -EOPNOTSUPP;
    if (!err) {
        source->kind = "file";
        err = copy_open(source, from);
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
static int add_entries(const struct source *source, int folder)
{
    char path[PATH_MAX];
    struct dirent **entries = NULL;
    int count = scandirat(folder, ".", &entries, is_entry, by_name);
    int err = count < 0 ? -errno : 0;
    for (int i = 0; i < count; i++) {
        if (!err)
            err = tree_join(path, source->path, entries[i]->d_name);
        if (!err)
            err = result_add_task(source->out, path);
        free(entries[i]);
    }
    free(entries);
    return err;
}

/* Only a folder that can be read is made; one that is there was made by a worker that did not get further. */
static int copy_folder(struct source *source)
{
    char name[NAME_MAX + 1];
    int folder = openat(source->parent, source->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return -errno;
    source->kind = "folder";
    int err = add_entries(source, folder);
    close(folder);
    int parent = err ? err : tree_open_parent(roots.into, source->path, name);
    if (parent < 0)
        return parent;
    if (mkdirat(parent, name, 0700) && errno != EEXIST)
        err = -errno;
    close(parent);
    return err;
}

static int copy_kind(struct source *source)
{
    switch (source->status.st_mode & S_IFMT) {
    case S_IFDIR:
        return copy_folder(source);
    case S_IFREG:
        return copy_regular(source);
    case S_IFLNK:
        return copy_link(source);
    default:
        return -EOPNOTSUPP;
    }
}

/* Called where it may block. */
static int copy(void *arg)
{
    struct source *source = arg;
    source->parent = tree_open_parent(roots.from, source->path, source->name);
    if (source->parent < 0)
        return source->parent;
    int err = fstatat(source->parent, source->name, &source->status, AT_SYMLINK_NOFOLLOW) ? -errno : 0;
    if (!err)
        err = copy_kind(source);
    close(source->parent);
    return err;
}

static int run(const struct task *task, struct io *io, struct result *out)
{
    struct source source = {.path = task->address, .slot = io->slot, .out = out};
    int err = io_call(io, copy, &source);
    if (err) {
        io->reason[0] = '\0'; /* of an earlier task */
        io_explain(io, err == -EOPNOTSUPP && !source.kind ? "not a file, folder or link" : strerror(-err));
        return err;
    }
    char bytes[24];
    snprintf(bytes, sizeof bytes, "%jd", (intmax_t)source.bytes);
    return result_add_row(out, (const char *const[]){task->address, source.kind, bytes},
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
