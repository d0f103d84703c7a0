/* SPDX-License-Identifier: MIT */
/* Tasks that others have added and that nobody has taken yet, first come, first served. */
#ifndef MANYHANDS_CORE_BACKLOG_H
#define MANYHANDS_CORE_BACKLOG_H

#include <stdbool.h>

#include "core/task.h"

struct backlog_entry;

struct backlog {
    struct backlog_entry *first;
    struct backlog_entry **last; /* where the next one goes */
    size_t waiting;              /* how many there are */
    bool once;                   /* an address that came before is not added again */
    void *seen;                  /* owned, if `once`: every address that ever came (tsearch) */
};

void backlog_init(struct backlog *backlog, bool once);

/* Adds a task, unless the same address came before and counts once: then `index` becomes that of the task it
   came with. Returns 1 when it was added, 0 when it was there, or -ENOMEM. */
int backlog_add(struct backlog *backlog, const char *address, size_t parent, unsigned level, size_t *index);

/* Takes the one that came first. Returns false when there is none. */
bool backlog_take(struct backlog *backlog, struct task *task);

/* Frees what it owns. */
void backlog_release(struct backlog *backlog);

#endif
