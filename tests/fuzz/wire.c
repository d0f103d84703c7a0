/* SPDX-License-Identifier: MIT */
/* Any bytes on the pipe of a fork pool: they are messages or an error, and a message that was read is the
   same when it is sent on. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/processes/wire.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/must.h"

static struct memory_file input;
static struct memory_file echo;

static void send_task_on(const struct task *task)
{
    struct task again;
    struct buffer message;
    buffer_init(&message);
    must(strlen(task->address) < TASK_ADDRESS_SIZE && wire_append_task(&message, task) == 0);
    memory_file_fill(&echo, (const uint8_t *)message.data, message.size);
    buffer_release(&message);
    must(lseek(echo.fd, 0, SEEK_SET) == 0 && wire_read_task(echo.fd, &again) == 1);
    must(again.index == task->index && again.parent == task->parent && again.level == task->level &&
         strcmp(again.address, task->address) == 0);
}

static void send_result_on(const struct result *result)
{
    struct result again;
    memory_file_fill(&echo, NULL, 0);
    must(result->error <= 0 && strlen(result->reason) < RESULT_REASON_SIZE);
    must(wire_write_result(echo.fd, result) == 0);
    must(lseek(echo.fd, 0, SEEK_SET) == 0 && wire_read_result(echo.fd, &again) == 1);
    must(again.index == result->index && again.error == result->error && again.bytes == result->bytes);
    must(again.row_count == result->row_count && strcmp(again.reason, result->reason) == 0);
    must(again.rows.size == result->rows.size);
    must(!again.rows.size || memcmp(again.rows.data, result->rows.data, again.rows.size) == 0);
    must(again.tasks.size == result->tasks.size);
    must(!again.tasks.size || memcmp(again.tasks.data, result->tasks.data, again.tasks.size) == 0);
    result_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct task task;
    struct result result;
    int got;
    if (!input.path[0]) {
        input = memory_file_open();
        echo = memory_file_open();
    }
    memory_file_fill(&input, data, size);
    while ((got = wire_read_task(input.fd, &task)) == 1)
        send_task_on(&task);
    must(got == 0 || got == -EBADMSG);
    must(lseek(input.fd, 0, SEEK_SET) == 0);
    while ((got = wire_read_result(input.fd, &result)) == 1) {
        send_result_on(&result);
        result_release(&result);
    }
    must(got == 0 || got == -EBADMSG);
    return 0;
}
