/* SPDX-License-Identifier: MIT */
/* A growable run of bytes: a response body, or CSV rows on their way to the output. */
#pragma once

#include <stddef.h>

struct buffer {
    char *data; /* owned, by malloc; NULL while empty; not NUL-terminated */
    size_t size;
    size_t capacity;
};

/* An empty buffer. Also right after buffer_release. */
void buffer_init(struct buffer *buffer);

/* Appends `size` bytes. Returns 0 or -ENOMEM, and then the buffer is as it was. */
int buffer_append(struct buffer *buffer, const void *data, size_t size);

/* Makes room for `size` more bytes and returns where they go, or NULL without memory; the caller adds to
 * ->size. */
char *buffer_reserve(struct buffer *buffer, size_t size);

/* Gives back what it has room for beside its bytes, if that can be had. */
void buffer_trim(struct buffer *buffer);

/* Frees the bytes and leaves an empty buffer. */
void buffer_release(struct buffer *buffer);
