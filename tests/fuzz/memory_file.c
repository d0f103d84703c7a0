/* SPDX-License-Identifier: MIT */
#include "tests/fuzz/memory_file.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/must.h"

struct memory_file memory_file_open(void)
{
    struct memory_file file = {.fd = memfd_create("fuzz", MFD_CLOEXEC)};
    must(file.fd >= 0);
    (void)snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
    return file;
}

void memory_file_fill(const struct memory_file *file, const void *data, size_t size)
{
    must(ftruncate(file->fd, 0) == 0 && lseek(file->fd, 0, SEEK_SET) == 0);
    must(size == 0 || pwrite(file->fd, data, size, 0) == (ssize_t)size);
}
