/* SPDX-License-Identifier: MIT */
#include "core/processes/wire.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* What stands before every message; the address, or the reason, the rows and the tasks, follow it. */
struct frame {
    uint32_t kind;
    int32_t error;
    uint64_t index;
    uint64_t text_size; /* of the address or the reason, without a NUL */
    uint64_t parent;    /* of a task, as the next */
    uint64_t level;
    uint64_t rows_size;
    uint64_t tasks_size;
    uint64_t row_count;
    uint64_t bytes;
    uint64_t attempts;
};

enum { WIRE_ROWS_MAX = 1 << 30 }; /* bytes: a larger announcement is a broken message */
enum { WIRE_STEP = 1 << 20 };     /* bytes */
enum { KIND_TASK = 0x6b736174, KIND_RESULT = 0x746c7372 };

static int write_all(int fd, const void *data, size_t size)
{
    const char *from = data;
    while (size > 0) {
        ssize_t n = write(fd, from, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        from += n;
        size -= (size_t)n;
    }
    return 0;
}

/* Returns how many bytes came before the other end closed, or a negative errno. */
static ssize_t read_all(int fd, void *data, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t n = read(fd, (char *)data + got, size - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return (ssize_t)got;
}

static int read_exactly(int fd, void *data, size_t size)
{
    ssize_t got = read_all(fd, data, size);
    if (got < 0)
        return (int)got;
    return (size_t)got == size ? 0 : -EBADMSG;
}

/* Reads `size` bytes of rows or tasks. Memory grows with what comes, not with what was announced. */
static int read_buffer(int fd, size_t size, struct buffer *buffer)
{
    while (buffer->size < size) {
        size_t step = size - buffer->size < WIRE_STEP ? size - buffer->size : WIRE_STEP;
        char *to = buffer_reserve(buffer, step);
        int err = to ? read_exactly(fd, to, step) : -ENOMEM;
        if (err)
            return err;
        buffer->size += step;
    }
    return 0;
}

/* Returns 1 for a frame of that kind, 0 at the end, or a negative errno. */
static int read_frame(int fd, uint32_t kind, uint64_t longest_text, struct frame *frame)
{
    ssize_t got = read_all(fd, frame, sizeof *frame);
    if (got <= 0)
        return (int)got;
    if ((size_t)got < sizeof *frame || frame->kind != kind || frame->text_size > longest_text ||
        frame->rows_size > WIRE_ROWS_MAX || frame->tasks_size > WIRE_ROWS_MAX || frame->error > 0)
        return -EBADMSG;
    return 1;
}

int wire_append_task(struct buffer *out, const struct task *task)
{
    size_t length = strlen(task->address);
    const struct frame frame = {.kind = KIND_TASK,
                                .index = task->index,
                                .parent = task->parent,
                                .level = task->level,
                                .text_size = length};
    char *to = buffer_reserve(out, sizeof frame + length);
    if (!to)
        return -ENOMEM;
    memcpy(to, &frame, sizeof frame);
    memcpy(to + sizeof frame, task->address, length);
    out->size += sizeof frame + length;
    return 0;
}

int wire_read_task(int fd, struct task *task)
{
    struct frame frame;
    int got = read_frame(fd, KIND_TASK, sizeof task->address - 1, &frame);
    if (got <= 0)
        return got;
    int err = read_exactly(fd, task->address, frame.text_size);
    if (err)
        return err;
    task->address[frame.text_size] = '\0';
    task->index = frame.index;
    task->parent = frame.parent;
    task->level = (unsigned)frame.level;
    return 1;
}

int wire_write_result(int fd, const struct result *result)
{
    struct {
        struct frame frame;
        char reason[RESULT_REASON_SIZE];
    } message = {.frame = {.kind = KIND_RESULT,
                           .error = result->error,
                           .index = result->index,
                           .text_size = strlen(result->reason),
                           .rows_size = result->rows.size,
                           .tasks_size = result->tasks.size,
                           .row_count = result->row_count,
                           .bytes = result->bytes,
                           .attempts = result->attempts}};
    memcpy(message.reason, result->reason, message.frame.text_size);
    int err = write_all(fd, &message, sizeof message.frame + message.frame.text_size);
    if (!err)
        err = write_all(fd, result->rows.data, result->rows.size);
    return err ? err : write_all(fd, result->tasks.data, result->tasks.size);
}

/* Whether they are addresses, each with a NUL behind it. */
static bool are_tasks(const struct buffer *tasks)
{
    for (size_t at = 0; at < tasks->size;) {
        size_t length = strnlen(tasks->data + at, tasks->size - at);
        if (length >= TASK_ADDRESS_SIZE || at + length == tasks->size)
            return false;
        at += length + 1;
    }
    return true;
}

int wire_read_result(int fd, struct result *result)
{
    struct frame frame;
    int got = read_frame(fd, KIND_RESULT, sizeof result->reason - 1, &frame);
    if (got <= 0)
        return got;
    result_init(result, frame.index);
    result->error = frame.error;
    result->row_count = frame.row_count;
    result->bytes = frame.bytes;
    result->attempts = (unsigned)frame.attempts;
    int err = read_exactly(fd, result->reason, frame.text_size);
    if (!err)
        err = read_buffer(fd, frame.rows_size, &result->rows);
    if (!err)
        err = read_buffer(fd, frame.tasks_size, &result->tasks);
    if (!err && !are_tasks(&result->tasks))
        err = -EBADMSG;
    if (err)
        result_release(result);
    return err ? err : 1;
}
