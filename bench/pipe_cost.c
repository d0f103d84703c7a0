/* SPDX-License-Identifier: MIT */
#include "bench/pipe_cost.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/processes/child.h"
#include "core/processes/wire.h"

enum { TRIPS = 200 };

static bool is_needed(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct model *model = comparison->contenders[i].entrant.model;
        if (model && model->worker->own_memory && model->inner)
            return true;
    }
    return false;
}

/* The child: answers every task with rows of *arg bytes. */
static int answer(const void *arg, size_t index, int tasks, int results)
{
    const size_t *bytes = arg;
    struct task task;
    struct result result;
    (void)index;
    result_init(&result, 0);
    char *rows = *bytes ? buffer_reserve(&result.rows, *bytes) : NULL;
    if (rows)
        memset(rows, 'x', *bytes);
    result.rows.size = rows ? *bytes : 0;
    int err = 0;
    while (!err && (err = wire_read_task(tasks, &task)) > 0)
        err = wire_write_result(results, &result);
    result_release(&result);
    return err;
}

/* One trip there and back. Returns 0 or a negative errno. */
static int travel(const struct child *child, const struct buffer *letter, double *seconds)
{
    struct result result;
    uint64_t start = span_now_ns();
    if (write(child->to, letter->data, letter->size) != (ssize_t)letter->size)
        return -EPIPE;
    if (wire_read_result(child->from, &result) != 1)
        return -EPIPE;
    *seconds = (double)(span_now_ns() - start) / 1e9;
    result_release(&result);
    return 0;
}

int pipe_cost_measure(struct comparison *comparison, struct failure *why)
{
    struct task task;
    struct buffer letter;
    struct child child;
    double trips[TRIPS];
    const size_t bytes = comparison->row_bytes / comparison->task_count;
    if (!is_needed(comparison))
        return 0;
    buffer_init(&letter);
    int err = task_from_template(&task, comparison->url, 0);
    if (!err)
        err = wire_append_task(&letter, &task);
    if (!err)
        err = child_start(&child, 1, 0, answer, &bytes);
    if (!err) {
        for (size_t i = 0; i < TRIPS && !err; i++)
            err = travel(&child, &letter, &trips[i]);
        (void)child_stop(&child, err != 0);
    }
    buffer_release(&letter);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_START, "fork", strerror(-err));
    comparison->pipe_s = statistics_median(trips, TRIPS);
    return 0;
}
