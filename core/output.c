/* SPDX-License-Identifier: MIT */
#include "core/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/csv.h"
#include "core/sequence.h"

enum { BUFFER_SIZE = 64 * 1024 }; /* bytes: a page has some 8,000 of rows, each write is a system call */

struct output {
    FILE *file;      /* owned, open on `temporary`; NULL once closed */
    char *path;      /* owned */
    char *temporary; /* owned: beside path */
    struct sequence sequence;
    int error; /* the first that kept rows from the file, which must not get a name then */
};

static void free_output(struct output *output)
{
    sequence_release(&output->sequence);
    free(output->path);
    free(output->temporary);
    free(output);
}

/* Makes output->file, a fresh temporary file with the permissions any new file would get. */
static int open_temporary(struct output *output)
{
    if (asprintf(&output->temporary, "%s.XXXXXX", output->path) < 0) {
        output->temporary = NULL;
        return -ENOMEM;
    }
    int fd = mkostemp(output->temporary, O_CLOEXEC);
    if (fd < 0)
        return -errno;
    mode_t mask = umask(0);
    umask(mask);
    output->file = fchmod(fd, 0666 & ~mask) ? NULL : fdopen(fd, "w");
    if (output->file)
        return setvbuf(output->file, NULL, _IOFBF, BUFFER_SIZE) ? -ENOMEM : 0;
    int err = -errno;
    close(fd);
    unlink(output->temporary);
    return err;
}

static int write_header(struct output *output, const char *const *columns, size_t count)
{
    struct buffer header;
    buffer_init(&header);
    int err = csv_append_row(&header, columns, count);
    if (!err && fwrite(header.data, 1, header.size, output->file) != header.size)
        err = -errno;
    buffer_release(&header);
    return err;
}

/* Returns 0 when `path` may become a regular file: nothing is there, or one is. Told at the start, as a run
   is long; and a device must not be replaced. */
static int check_place(const char *path)
{
    struct stat there;
    if (!*path)
        return -ENOENT;
    if (lstat(path, &there))
        return errno == ENOENT ? 0 : -errno;
    if (S_ISDIR(there.st_mode))
        return -EISDIR;
    return S_ISREG(there.st_mode) ? 0 : -EEXIST;
}

int output_new(struct output **out, const char *path, const char *const *columns, size_t count, size_t tasks)
{
    int err = check_place(path);
    if (err)
        return err;
    struct output *output = calloc(1, sizeof *output);
    if (!output)
        return -ENOMEM;
    sequence_init(&output->sequence, tasks);
    output->path = strdup(path);
    err = output->path ? open_temporary(output) : -ENOMEM;
    if (err) {
        free_output(output);
        return err;
    }
    err = write_header(output, columns, count);
    if (err) {
        output_discard(output);
        return err;
    }
    *out = output;
    return 0;
}

/* Writes what no earlier rows can come before or, with `gaps`, all that is left. Returns 0 or a negative
   errno. */
static int write_rows(struct output *output, bool gaps)
{
    struct buffer rows;
    int err = 0;
    while (!err && sequence_next(&output->sequence, &rows, gaps)) {
        if (fwrite(rows.data, 1, rows.size, output->file) != rows.size)
            err = -errno;
        buffer_release(&rows);
    }
    return err;
}

int output_put(struct output *output, struct result *result, const size_t *added, size_t count)
{
    int err = sequence_put(&output->sequence, result->index, &result->rows, added, count);
    if (err)
        return err;
    err = write_rows(output, false);
    if (!output->error)
        output->error = err;
    return err;
}

/* Gives the finished file its name. */
static int name_file(const struct output *output, bool partial)
{
    char *name = NULL;
    if (asprintf(&name, "%s%s", output->path, partial ? ".partial" : "") < 0)
        return -ENOMEM;
    int err = rename(output->temporary, name) ? -errno : 0;
    free(name);
    return err;
}

/* Syncs the folder that the output is in: only then its new name is sure to last. */
static int sync_folder(const struct output *output)
{
    char *path = strdup(output->path);
    if (!path)
        return -ENOMEM;
    int folder = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int err = folder < 0 || fsync(folder) ? -errno : 0;
    if (folder >= 0)
        close(folder);
    free(path);
    return err;
}

int output_finish(struct output *output, bool partial, bool sync)
{
    int err = output->error ? output->error : write_rows(output, true);
    if (!err && (fflush(output->file) || (sync && fsync(fileno(output->file)))))
        err = -errno;
    if (fclose(output->file) && !err)
        err = -errno;
    output->file = NULL;
    if (!err)
        err = name_file(output, partial);
    if (err) {
        output_discard(output);
        return err;
    }
    err = sync ? sync_folder(output) : 0;
    free_output(output);
    return err;
}

void output_discard(struct output *output)
{
    if (!output)
        return;
    if (output->file)
        fclose(output->file);
    unlink(output->temporary);
    free_output(output);
}

const char *output_temporary(const struct output *output)
{
    return output->temporary;
}
