/* SPDX-License-Identifier: MIT */
#include "core/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/csv.h"

struct output {
    FILE *file;      /* owned, open on `temporary`; NULL once closed */
    char *path;      /* owned */
    char *temporary; /* owned: beside path */
    size_t next;     /* the task whose rows come next in the file */

    /* Results that wait for an earlier one: task i at held[i % capacity], for next <= i < next + capacity. */
    struct held {
        struct buffer rows;
        bool present;
    } * held;
    size_t capacity; /* a power of two, or 0 */

    int error; /* the first that kept rows from the file, which must not get a name then */
};

static void free_output(struct output *output)
{
    for (size_t i = 0; i < output->capacity; i++)
        buffer_release(&output->held[i].rows);
    free(output->held);
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
        return 0;
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

int output_new(struct output **out, const char *path, const char *const *columns, size_t count)
{
    int err = check_place(path);
    if (err)
        return err;
    struct output *output = calloc(1, sizeof *output);
    if (!output)
        return -ENOMEM;
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

/* Makes held[] reach task `index`. */
static int widen(struct output *output, size_t index)
{
    size_t capacity = output->capacity ? output->capacity : 16;
    while (index - output->next >= capacity) {
        if (capacity > SIZE_MAX / 2 / sizeof *output->held)
            return -ENOMEM;
        capacity *= 2;
    }
    if (capacity == output->capacity)
        return 0;
    struct held *held = calloc(capacity, sizeof *held);
    if (!held)
        return -ENOMEM;
    for (size_t i = output->next; i < output->next + output->capacity; i++)
        held[i % capacity] = output->held[i % output->capacity];
    free(output->held);
    output->held = held;
    output->capacity = capacity;
    return 0;
}

/* Takes the result's rows into held[]. */
static int hold(struct output *output, struct result *result)
{
    if (result->index < output->next)
        return -EEXIST;
    int err = widen(output, result->index);
    if (err)
        return err;
    struct held *held = &output->held[result->index % output->capacity];
    if (held->present)
        return -EEXIST;
    *held = (struct held){.rows = result->rows, .present = true};
    buffer_init(&result->rows);
    return 0;
}

/* Writes what waits for no earlier task. */
static int write_ready(struct output *output)
{
    while (output->held[output->next % output->capacity].present) {
        struct held *held = &output->held[output->next % output->capacity];
        size_t size = held->rows.size;
        if (size && fwrite(held->rows.data, 1, size, output->file) != size)
            return -errno;
        buffer_release(&held->rows);
        held->present = false;
        output->next++;
    }
    return 0;
}

int output_put(struct output *output, struct result *result)
{
    int err = hold(output, result);
    if (err)
        return err;
    err = write_ready(output);
    if (!output->error)
        output->error = err;
    return err;
}

/* Writes what still waits for tasks that never came, in order. */
static int flush_held(struct output *output)
{
    for (size_t i = output->next; i < output->next + output->capacity; i++) {
        const struct buffer *rows = &output->held[i % output->capacity].rows;
        if (rows->size && fwrite(rows->data, 1, rows->size, output->file) != rows->size)
            return -errno;
    }
    return 0;
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

int output_finish(struct output *output, bool partial)
{
    int err = output->error ? output->error : flush_held(output);
    if (!err && (fflush(output->file) || fsync(fileno(output->file))))
        err = -errno;
    if (fclose(output->file) && !err)
        err = -errno;
    output->file = NULL;
    if (!err)
        err = name_file(output, partial);
    if (err)
        output_discard(output);
    else
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
