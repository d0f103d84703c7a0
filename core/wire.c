/* SPDX-License-Identifier: MIT */
#include "core/wire.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* What stands before every message; the URL, or the reason and the rows, follow it. */
struct frame {
    uint32_t kind;
    int32_t error;
    uint64_t index;
    uint64_t text_size; /* of the URL or the reason, without a NUL */
    uint64_t rows_size;
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

/* Reads `size` bytes of rows. Memory grows with what comes, not with what was announced. */
static int read_rows(int fd, size_t size, struct buffer *rows)
{
    while (rows->size < size) {
        size_t step = size - rows->size < WIRE_STEP ? size - rows->size : WIRE_STEP;
        char *to = buffer_reserve(rows, step);
        int err = to ? read_exactly(fd, to, step) : -ENOMEM;
        if (err)
            return err;
        rows->size += step;
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
        frame->rows_size > WIRE_ROWS_MAX || frame->error > 0)
        return -EBADMSG;
    return 1;
}

int wire_write_task(int fd, const struct task *task)
{
    struct {
        struct frame frame;
        char address[TASK_ADDRESS_SIZE];
    } message = {.frame = {.kind = KIND_TASK, .index = task->index, .text_size = strlen(task->address)}};
    memcpy(message.address, task->address, message.frame.text_size);
    return write_all(fd, &message, sizeof message.frame + message.frame.text_size);
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
                           .row_count = result->row_count,
                           .bytes = result->bytes,
                           .attempts = result->attempts}};
    memcpy(message.reason, result->reason, message.frame.text_size);
    int err = write_all(fd, &message, sizeof message.frame + message.frame.text_size);
    return err ? err : write_all(fd, result->rows.data, result->rows.size);
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
        err = read_rows(fd, frame.rows_size, &result->rows);
    if (err)
        result_release(result);
    return err ? err : 1;
}
