/* SPDX-License-Identifier: MIT */
#include "core/buffer.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void buffer_init(struct buffer *buffer)
{
    *buffer = (struct buffer){0};
}

char *buffer_reserve(struct buffer *buffer, size_t size)
{
    if (size > SIZE_MAX / 2 - buffer->size)
        return NULL;
    size_t needed = buffer->size + size;
    if (needed > buffer->capacity || !buffer->data) {
        size_t capacity = buffer->capacity ? buffer->capacity : needed > 1024 ? needed : 1024;
        while (capacity < needed)
            capacity *= 2;
        char *data = realloc(buffer->data, capacity);
        if (!data)
            return NULL;
        buffer->data = data;
        buffer->capacity = capacity;
    }
    return buffer->data + buffer->size;
}

int buffer_append(struct buffer *buffer, const void *data, size_t size)
{
    if (size == 0)
        return 0;
    char *end = buffer_reserve(buffer, size);
    if (!end)
        return -ENOMEM;
    memcpy(end, data, size);
    buffer->size += size;
    return 0;
}

void buffer_trim(struct buffer *buffer)
{
    char *data = buffer->size > 0 ? realloc(buffer->data, buffer->size) : NULL;
    if (!data)
        return;
    buffer->data = data;
    buffer->capacity = buffer->size;
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->data);
    buffer_init(buffer);
}
