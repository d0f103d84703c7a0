/* SPDX-License-Identifier: MIT */
#include "work/failures.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SHOWN = 10 };

static struct failure *reserve(struct failures *failures)
{
    if (failures->count == failures->capacity) {
        size_t capacity = failures->capacity ? 2 * failures->capacity : 16;
        struct failure *list = realloc(failures->list, capacity * sizeof *failures->list);
        if (!list)
            return NULL;
        failures->list = list;
        failures->capacity = capacity;
    }
    return &failures->list[failures->count++];
}

void failures_add(struct failures *failures, const struct task *task, const struct result *result)
{
    if (failures->count < SHOWN)
        (void)fprintf(stderr, "manyhands-work: task %zu '%s' failed after %u attempts: %s\n", task->index + 1,
                      task->address, result->attempts, result->reason);
    if (failures->count == SHOWN)
        (void)fputs("manyhands-work: more tasks failed\n", stderr);
    struct failure *failure = reserve(failures);
    if (!failure)
        return;
    failure->task = *task;
    failure->attempts = result->attempts;
    (void)snprintf(failure->reason, sizeof failure->reason, "%s", result->reason);
}

static int by_task(const void *a, const void *b)
{
    const struct failure *one = a;
    const struct failure *other = b;
    return (one->task.index > other->task.index) - (one->task.index < other->task.index);
}

static int put(struct output *output, const struct failure *failure, size_t place)
{
    char task[32];
    char attempts[16];
    struct result row;
    (void)snprintf(task, sizeof task, "%zu", failure->task.index + 1);
    (void)snprintf(attempts, sizeof attempts, "%u", failure->attempts);
    const char *const fields[] = {task, failure->task.address, attempts, failure->reason};
    result_init(&row, place);
    int err = result_add_row(&row, fields, sizeof fields / sizeof *fields);
    if (!err)
        err = output_put(output, &row, NULL, 0);
    result_release(&row);
    return err;
}

int failures_write(struct failures *failures, const char *path)
{
    static const char *const columns[] = {"task", "url", "attempts", "error"};
    struct output *output = NULL;
    if (failures->count == 0)
        return unlink(path) && errno != ENOENT ? -errno : 0;
    qsort(failures->list, failures->count, sizeof *failures->list, by_task);
    int err = output_new(&output, path, columns, sizeof columns / sizeof *columns, failures->count);
    if (err)
        return err;
    for (size_t i = 0; i < failures->count && !err; i++)
        err = put(output, &failures->list[i], i);
    if (err)
        output_discard(output);
    return err ? err : output_finish(output, false);
}

void failures_release(struct failures *failures)
{
    free(failures->list);
    *failures = (struct failures){0};
}
