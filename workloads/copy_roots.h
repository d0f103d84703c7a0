/* SPDX-License-Identifier: MIT */
/* The folder that is copied and the one it is copied to. */
#pragma once

/* Their descriptors, owned, or -1. */
struct copy_roots {
    int from;
    int into;
};

#define COPY_ROOTS_CLOSED                                                                                    \
    {                                                                                                        \
        .from = -1, .into = -1                                                                               \
    }

/* Opens both; makes `into`, 0700, when it is not there. Returns 0, -EINVAL when one is NULL, -ELOOP when
   `into` is `from` or below it, -EEXIST when it is not empty, or a negative errno; then both are closed, and
   a folder that was made is gone. */
int copy_roots_open(struct copy_roots *roots, const char *from, const char *into);

void copy_roots_close(struct copy_roots *roots);
