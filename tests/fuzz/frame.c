/* SPDX-License-Identifier: MIT */
/* Any bytes on the pipe of a worker: they are frames, the beginning of one, or an error; and a frame that was
   read is the same when it is sent on. */
#include <errno.h>
#include <string.h>

#include "core/processes/frame.h"
#include "tests/fuzz/must.h"

static void check_task(const char *data, size_t size)
{
    struct task task;
    struct task again;
    struct buffer bytes;
    ssize_t got = frame_get_task(data, size, &task);
    must(got >= 0 ? (size_t)got <= size : got == -EBADMSG);
    if (got <= 0)
        return;
    buffer_init(&bytes);
    must(strlen(task.address) < TASK_ADDRESS_SIZE && frame_put_task(&bytes, &task) == 0);
    must(bytes.size == (size_t)got && memcmp(bytes.data, data, bytes.size) == 0);
    must(frame_get_task(bytes.data, bytes.size, &again) == got && strcmp(again.address, task.address) == 0);
    task_release(&task);
    task_release(&again);
    buffer_release(&bytes);
}

static void check_result(const char *data, size_t size)
{
    struct result result;
    struct buffer bytes;
    ssize_t got = frame_get_result(data, size, &result);
    must(got >= 0 ? (size_t)got <= size : got == -EBADMSG);
    if (got <= 0)
        return;
    buffer_init(&bytes);
    must(result.error <= 0 && strlen(result.reason) < RESULT_REASON_SIZE);
    must(frame_put_result(&bytes, &result) == 0);
    must(bytes.size == (size_t)got && memcmp(bytes.data, data, bytes.size) == 0);
    result_release(&result);
    buffer_release(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_task((const char *)data, size);
    check_result((const char *)data, size);
    return 0;
}
