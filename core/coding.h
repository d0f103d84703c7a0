/* SPDX-License-Identifier: MIT */
/* The content codings that can be taken off: a struct each, for core/decode.c. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* What a step takes bytes from and puts bytes to. It moves both on. */
struct coding_step {
    const unsigned char *from; /* borrowed */
    size_t size;
    unsigned char *to; /* borrowed */
    size_t room;
};

struct coding {
    const char *name;
    const char *alias; /* or NULL */

    /* Returns the state of one stream for `stop`, or NULL without memory. */
    void *(*start)(void);

    /* Decodes until nothing is left to take, or no room to put it. Returns 0, -EBADMSG or -ENOMEM. */
    int (*step)(void *state, struct coding_step *step);

    /* Whether what has been taken is whole. */
    bool (*ended)(const void *state);

    void (*stop)(void *state);
};

extern const struct coding coding_gzip;    /* coding_zlib.c */
extern const struct coding coding_deflate; /* coding_zlib.c */
extern const struct coding coding_br;      /* coding_br.c, with libbrotlidec */
extern const struct coding coding_zstd;    /* coding_zstd.c, with libzstd */
