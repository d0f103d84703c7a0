/* SPDX-License-Identifier: MIT */
/* A file that is only in memory, for what reads a descriptor or a path. */
#pragma once

#include <stddef.h>

struct memory_file {
    int fd;
    char path[32];
};

/* An empty one, which lasts as long as the process. */
struct memory_file memory_file_open(void);

/* Puts these bytes in place of its contents; `fd` is then at their start. */
void memory_file_fill(const struct memory_file *file, const void *data, size_t size);
