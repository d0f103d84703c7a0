/* SPDX-License-Identifier: MIT */
#include "workloads/copy_file.h"

#include <errno.h>
#include <linux/fs.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/stop.h"

enum { BLOCK = 64 * 1024 };

static const off_t chunk = 16 << 20; /* between two looks at whether to end */

static ssize_t write_block(int into, off_t offset, const char *block, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t written = pwrite(into, block + done, size - done, offset + (off_t)done);
        if (written < 0 && errno != EINTR)
            return -errno;
        done += written > 0 ? (size_t)written : 0;
    }
    return (ssize_t)done;
}

/* Copies up to `size` bytes at `offset` by hand. Returns how many, 0 at the end of the file, or a negative
   errno. */
static ssize_t read_and_write(int from, int into, off_t offset, size_t size)
{
    char *block = malloc(BLOCK);
    if (!block)
        return -ENOMEM;
    ssize_t got = 0;
    do {
        got = pread(from, block, size < BLOCK ? size : BLOCK, offset);
    } while (got < 0 && errno == EINTR);
    got = got < 0 ? -errno : write_block(into, offset, block, (size_t)got);
    free(block);
    return got;
}

/* The same in the kernel; where that does not work between these two, and where it says that nothing is there
   (files of /proc), by hand. */
static ssize_t copy_some(int from, int into, off_t offset, size_t size)
{
    off_t to = offset;
    off_t at = offset;
    ssize_t copied = copy_file_range(from, &at, into, &to, size, 0);
    if (copied > 0)
        return copied;
    bool otherwise = copied == 0 || errno == EXDEV || errno == ENOSYS || errno == EINVAL ||
                     errno == EOPNOTSUPP || errno == EINTR || errno == EPERM;
    return otherwise ? read_and_write(from, into, offset, size) : -errno;
}

/* Copies from `at` to `end`. Returns 0, 1 when the file ended before, or a negative errno. */
static int copy_range(int from, int into, off_t at, off_t end)
{
    while (at < end) {
        if (stop_state() == STOP_NOW)
            return -ECANCELED;
        off_t left = end - at;
        ssize_t copied = copy_some(from, into, at, (size_t)(left < chunk ? left : chunk));
        if (copied <= 0)
            return copied < 0 ? (int)copied : 1;
        at += copied;
    }
    return 0;
}

/* Where the data at or behind `at` begin and end. Returns 0, -ENXIO when there are no more, or a negative
   errno. Where a file system knows of no holes, all is data. */
static int find_data(int from, off_t at, off_t *start, off_t *end)
{
    *start = lseek(from, at, SEEK_DATA);
    if (*start < 0 && errno == EINVAL) {
        *start = at;
        *end = INT64_MAX;
        return 0;
    }
    *end = *start < 0 ? -1 : lseek(from, *start, SEEK_HOLE);
    return *end < 0 ? -errno : 0;
}

/* Some files say that they are empty, or longer than they are (/proc, /sys): all are read to their end. */
static int copy_data(int from, int into)
{
    struct stat status;
    off_t start = 0;
    off_t end = 0;
    int err = 0;
    while (!err) {
        err = find_data(from, end, &start, &end);
        if (!err)
            err = copy_range(from, into, start, end);
    }
    if (err != -ENXIO)
        return err < 0 ? err : 0;
    if (fstat(from, &status))
        return -errno;
    if (status.st_size > 0) /* there is a hole at the end */
        return ftruncate(into, status.st_size) ? -errno : 0;
    err = copy_range(from, into, 0, INT64_MAX);
    return err < 0 ? err : 0;
}

int copy_file(int from, int into)
{
    return ioctl(into, FICLONE, from) == 0 ? 0 : copy_data(from, into);
}
