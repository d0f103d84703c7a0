/* SPDX-License-Identifier: MIT */
/* Tasks that nobody has taken yet, first come, first served. */
#pragma once

#include <stdbool.h>
#include <sys/queue.h>

#include "core/task.h"

struct backlog_entry;

struct backlog {
    STAILQ_HEAD(backlog_entries, backlog_entry) entries; /* owned */
    size_t waiting;                                      /* how many there are */
    bool once;                                           /* an address that came before is not added again */
    void *seen; /* owned, if `once`: every address that ever came (tsearch) */
};

void backlog_init(struct backlog *backlog, bool once);

/* Adds a task, unless the same address came before and counts once: then `index` becomes that of the task it
   came with. Returns 1 when it was added, 0 when it was there, or -ENOMEM. */
int backlog_add(struct backlog *backlog, const char *address, size_t parent, unsigned level, size_t *index);

/* Adds a task as it is, taking it over. Returns 0, or -ENOMEM, and then it stays the caller's. */
int backlog_push(struct backlog *backlog, const struct task *task);

/* Takes the one that came first; the caller owns it. Returns false when there is none. */
bool backlog_take(struct backlog *backlog, struct task *task);

/* Frees what it owns. */
void backlog_release(struct backlog *backlog);
