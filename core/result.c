/* SPDX-License-Identifier: MIT */
#include "core/result.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/csv.h"
#include "core/task.h"

void result_init(struct result *result, size_t index)
{
    *result = (struct result){.index = index};
}

int result_add_row(struct result *result, const char *const *fields, size_t count)
{
    int err = csv_append_row(&result->rows, fields, count);
    if (!err)
        result->row_count++;
    return err;
}

int result_add_task(struct result *result, const char *address)
{
    size_t size = strlen(address) + 1;
    return size > TASK_ADDRESS_SIZE ? -ENAMETOOLONG : buffer_append(&result->tasks, address, size);
}

void result_fail(struct result *result, int error, const char *reason)
{
    result_release(result);
    result->row_count = 0;
    result->error = error;
    if (!reason || !*reason)
        reason = strerror(-error);
    snprintf(result->reason, sizeof result->reason, "%s", reason);
}

void result_release(struct result *result)
{
    buffer_release(&result->rows);
    buffer_release(&result->tasks);
}
