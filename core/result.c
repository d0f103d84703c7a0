/* SPDX-License-Identifier: MIT */
#include "core/result.h"

#include <stdio.h>
#include <string.h>

#include "core/csv.h"

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

void result_fail(struct result *result, int error, const char *reason)
{
    buffer_release(&result->rows);
    result->row_count = 0;
    result->error = error;
    if (!reason || !*reason)
        reason = strerror(-error);
    snprintf(result->reason, sizeof result->reason, "%s", reason);
}

void result_release(struct result *result)
{
    buffer_release(&result->rows);
}
