/* SPDX-License-Identifier: MIT */
#include "core/backlog.h"

#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

struct backlog_entry {
    struct backlog_entry *next;
    size_t index;
    size_t parent;
    unsigned level;
    char address[]; /* ended by a NUL */
};

void backlog_init(struct backlog *backlog, bool once)
{
    *backlog = (struct backlog){.once = once};
    backlog->last = &backlog->first;
}

static int by_address(const void *a, const void *b)
{
    const struct backlog_entry *one = a;
    const struct backlog_entry *other = b;
    return strcmp(one->address, other->address);
}

int backlog_add(struct backlog *backlog, const char *address, size_t parent, unsigned level, size_t *index)
{
    size_t size = strlen(address) + 1;
    struct backlog_entry *entry = malloc(sizeof *entry + size);
    if (!entry)
        return -ENOMEM;
    *entry = (struct backlog_entry){.index = *index, .parent = parent, .level = level};
    memcpy(entry->address, address, size);
    if (backlog->once) {
        struct backlog_entry **found = tsearch(entry, &backlog->seen, by_address);
        if (!found || *found != entry) {
            free(entry);
            if (found)
                *index = (*found)->index;
            return found ? 0 : -ENOMEM;
        }
    }
    *backlog->last = entry;
    backlog->last = &entry->next;
    backlog->waiting++;
    return 1;
}

bool backlog_take(struct backlog *backlog, struct task *task)
{
    struct backlog_entry *entry = backlog->first;
    if (!entry)
        return false;
    backlog->first = entry->next;
    if (!backlog->first)
        backlog->last = &backlog->first;
    backlog->waiting--;
    task->index = entry->index;
    task->parent = entry->parent;
    task->level = entry->level;
    memcpy(task->address, entry->address, strlen(entry->address) + 1);
    if (!backlog->once)
        free(entry);
    return true;
}

void backlog_release(struct backlog *backlog)
{
    struct task task;
    while (backlog_take(backlog, &task))
        ;
    tdestroy(backlog->seen, free);
    backlog->seen = NULL;
}
