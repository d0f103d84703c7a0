/* SPDX-License-Identifier: MIT */
#include "core/task.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TASKS_A_PAGE = 20 };

/* The number that the placeholder at the start of `text` stands for; its length in bytes goes to `length`, 0
   when there is none. */
static size_t placeholder(const char *text, size_t index, size_t *length)
{
    static const char page[] = "{page}";
    static const char start[] = "{start}";
    if (strncmp(text, page, strlen(page)) == 0) {
        *length = strlen(page);
        return index + 1;
    }
    *length = strncmp(text, start, strlen(start)) == 0 ? strlen(start) : 0;
    return index * TASKS_A_PAGE;
}

int task_from_template(struct task *task, const char *address_template, size_t index)
{
    char address[TASK_ADDRESS_SIZE];
    size_t used = 0;
    while (*address_template) {
        size_t length = 0;
        size_t number = placeholder(address_template, index, &length);
        size_t room = sizeof address - used;
        int written = length ? snprintf(address + used, room, "%zu", number) : 1;
        if ((size_t)written >= room)
            return -ENAMETOOLONG;
        if (!length)
            address[used] = *address_template;
        used += (size_t)written;
        address_template += length ? length : 1;
    }
    address[used] = '\0';
    *task = (struct task){.index = index, .parent = TASK_NO_PARENT, .address = strdup(address)};
    return task->address ? 0 : -ENOMEM;
}

void task_release(struct task *task)
{
    free(task->address);
    task->address = NULL;
}

uint64_t task_hash(const struct task *task)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (const char *at = task->address; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3;
    return hash;
}
