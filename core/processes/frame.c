/* SPDX-License-Identifier: MIT */
#include "core/processes/frame.h"

#include <endian.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, TASK = 't', RESULT = 'r' };
enum { NUMBER = 8, HEADER = 4 + NUMBER, TASK_FIELDS = 3, RESULT_FIELDS = 7 };

static const uint64_t most_bytes = (uint64_t)2 << 30; /* a larger announcement is a broken frame */

static char *put(char *to, uint64_t number)
{
    const uint64_t little = htole64(number);
    memcpy(to, &little, NUMBER);
    return to + NUMBER;
}

static uint64_t get(const char **from)
{
    uint64_t little;
    memcpy(&little, *from, NUMBER);
    *from += NUMBER;
    return le64toh(little);
}

static char *append(char *to, const void *data, size_t size)
{
    if (size > 0)
        memcpy(to, data, size);
    return to + size;
}

/* Begins a frame of that kind and size. Returns where the rest goes, or NULL without memory. */
static char *begin(struct buffer *out, char kind, size_t size)
{
    char *to = buffer_reserve(out, HEADER + size);
    if (!to)
        return NULL;
    out->size += HEADER + size;
    to = append(to, (const char[]){'M', 'H', VERSION, kind}, 4);
    return put(to, size);
}

int frame_put_task(struct buffer *out, const struct task *task)
{
    size_t length = strlen(task->address);
    char *to = begin(out, TASK, TASK_FIELDS * (size_t)NUMBER + length);
    if (!to)
        return -ENOMEM;
    to = put(to, task->index);
    to = put(to, task->parent);
    to = put(to, task->level);
    append(to, task->address, length);
    return 0;
}

int frame_put_result(struct buffer *out, const struct result *result)
{
    size_t reason = strlen(result->reason);
    size_t size = RESULT_FIELDS * (size_t)NUMBER + reason + result->rows.size + result->tasks.size;
    char *to = begin(out, RESULT, size);
    if (!to)
        return -ENOMEM;
    to = put(to, result->index);
    to = put(to, (uint64_t)-result->error);
    to = put(to, result->attempts);
    to = put(to, result->row_count);
    to = put(to, result->bytes);
    to = put(to, reason);
    to = put(to, result->rows.size);
    to = append(to, result->reason, reason);
    to = append(to, result->rows.data, result->rows.size);
    append(to, result->tasks.data, result->tasks.size);
    return 0;
}

/* Judges a header. Returns the size of the whole frame, 0 when that has not come yet, or -EBADMSG. */
static ssize_t whole(const char *data, size_t size, char kind, size_t fields)
{
    const char head[] = {'M', 'H', VERSION, kind};
    if (memcmp(data, head, size < sizeof head ? size : sizeof head) != 0)
        return -EBADMSG;
    if (size < HEADER)
        return 0;
    data += sizeof head;
    uint64_t body = get(&data);
    if (body < fields * NUMBER || body > most_bytes)
        return -EBADMSG;
    return size - HEADER < body ? 0 : (ssize_t)(HEADER + body);
}

ssize_t frame_get_task(const char *data, size_t size, struct task *task)
{
    ssize_t frame = whole(data, size, TASK, TASK_FIELDS);
    if (frame <= 0)
        return frame;
    const char *end = data + frame;
    data += HEADER;
    *task = (struct task){.index = get(&data)};
    task->parent = get(&data);
    uint64_t level = get(&data);
    size_t length = (size_t)(end - data);
    if (level > UINT_MAX || length >= TASK_ADDRESS_SIZE || memchr(data, '\0', length))
        return -EBADMSG;
    task->level = (unsigned)level;
    task->address = strndup(data, length);
    return task->address ? frame : -ENOMEM;
}

/* Whether they are addresses, each with a NUL behind it. */
static bool are_addresses(const char *at, const char *end)
{
    while (at < end) {
        size_t length = strnlen(at, (size_t)(end - at));
        if (length >= TASK_ADDRESS_SIZE || at + length == end)
            return false;
        at += length + 1;
    }
    return true;
}

/* Reads the numbers of a result. Returns 0 or -EBADMSG. */
static int get_numbers(const char **from, struct result *result)
{
    result_init(result, get(from));
    uint64_t error = get(from);
    uint64_t attempts = get(from);
    if (error > INT_MAX || attempts > UINT_MAX)
        return -EBADMSG;
    result->error = -(int)error;
    result->attempts = (unsigned)attempts;
    result->row_count = get(from);
    result->bytes = get(from);
    return 0;
}

ssize_t frame_get_result(const char *data, size_t size, struct result *result)
{
    ssize_t frame = whole(data, size, RESULT, RESULT_FIELDS);
    if (frame <= 0)
        return frame;
    const char *end = data + frame;
    data += HEADER;
    int err = get_numbers(&data, result);
    uint64_t reason = get(&data);
    uint64_t rows = get(&data);
    size_t left = (size_t)(end - data);
    if (err || reason >= sizeof result->reason || reason > left || rows > left - reason ||
        memchr(data, '\0', reason) || !are_addresses(data + reason + rows, end))
        return -EBADMSG;
    memcpy(result->reason, data, reason);
    data += reason;
    if (buffer_append(&result->rows, data, rows) ||
        buffer_append(&result->tasks, data + rows, (size_t)(end - data) - rows)) {
        result_release(result);
        return -ENOMEM;
    }
    return frame;
}
