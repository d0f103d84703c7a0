/* SPDX-License-Identifier: MIT */
#include "core/backlog.h"

#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

struct backlog_entry {
    STAILQ_ENTRY(backlog_entry) link;
    struct task task;
};

/* An address that came, and the task it came with first. */
struct seen {
    size_t index;
    char address[]; /* ended by a NUL */
};

void backlog_init(struct backlog *backlog, bool once)
{
    *backlog = (struct backlog){.once = once};
    STAILQ_INIT(&backlog->entries);
}

static int by_address(const void *a, const void *b)
{
    const struct seen *one = a;
    const struct seen *other = b;
    return strcmp(one->address, other->address);
}

/* Notes that an address came. Returns 1 when it is new; 0 when not, and then its first index is in `index`;
   or -ENOMEM. */
static int note(struct backlog *backlog, const char *address, size_t *index)
{
    size_t size = strlen(address) + 1;
    struct seen *seen = malloc(sizeof *seen + size);
    if (!seen)
        return -ENOMEM;
    seen->index = *index;
    memcpy(seen->address, address, size);
    struct seen **found = tsearch(seen, &backlog->seen, by_address);
    if (found && *found == seen)
        return 1;
    free(seen);
    if (!found)
        return -ENOMEM;
    *index = (*found)->index;
    return 0;
}

int backlog_push(struct backlog *backlog, const struct task *task)
{
    struct backlog_entry *entry = malloc(sizeof *entry);
    if (!entry)
        return -ENOMEM;
    entry->task = *task;
    STAILQ_INSERT_TAIL(&backlog->entries, entry, link);
    backlog->waiting++;
    return 0;
}

int backlog_add(struct backlog *backlog, const char *address, size_t parent, unsigned level, size_t *index)
{
    int new = backlog->once ? note(backlog, address, index) : 1;
    if (new <= 0)
        return new;
    struct task task = {.index = *index, .parent = parent, .level = level, .address = strdup(address)};
    int err = task.address ? backlog_push(backlog, &task) : -ENOMEM;
    if (err)
        task_release(&task);
    return err ? err : 1;
}

bool backlog_take(struct backlog *backlog, struct task *task)
{
    struct backlog_entry *entry = STAILQ_FIRST(&backlog->entries);
    if (!entry)
        return false;
    STAILQ_REMOVE_HEAD(&backlog->entries, link);
    backlog->waiting--;
    *task = entry->task;
    free(entry);
    return true;
}

void backlog_release(struct backlog *backlog)
{
    struct task task;
    while (backlog_take(backlog, &task))
        task_release(&task);
    tdestroy(backlog->seen, free);
    backlog->seen = NULL;
}
