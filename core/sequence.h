/* SPDX-License-Identifier: MIT */
/* Puts the rows of tasks in order, whatever order they come in: each task's own, then, one after the other,
   those of the tasks it added. So the order depends on what the tasks are, and not on who did them when. */
#pragma once

#include <stdbool.h>

#include "core/buffer.h"

struct piece;

struct sequence {
    size_t root_count; /* tasks 0 to root_count - 1 are there from the start, the others are added */
    size_t next;       /* the root whose rows, and those of what it added, come next */

    /* Roots that have come: task i at roots[i % capacity], for next <= i < next + capacity. Owned. */
    struct piece **roots;
    size_t capacity; /* a power of two, or 0 */

    struct piece **added; /* owned, by index - root_count; NULL when all of its rows have been given out */
    size_t added_count;
    size_t added_capacity;

    struct piece *at; /* where the giving out has come to, or NULL: before the next root */
};

void sequence_init(struct sequence *sequence, size_t root_count);

/* Takes the rows of task `index`, leaving an empty buffer, and notes that it added the `count` tasks
   `added`, in that order: each the next index that is new, or one that was added before, and then its rows
   come where it is met first. Returns 0; -EEXIST for a task that has come already, -ENOENT for one that
   nobody added or that `added` cannot have, or -ENOMEM, and then the rows stay the caller's. */
int sequence_put(struct sequence *sequence, size_t index, struct buffer *rows, const size_t *added,
                 size_t count);

/* Gives the next rows out, which the caller then owns: only such as no earlier ones can come before or, with
   `gaps`, whatever is left, in order. Returns false when there are none. */
bool sequence_next(struct sequence *sequence, struct buffer *rows, bool gaps);

/* Frees what it owns. */
void sequence_release(struct sequence *sequence);
