/* SPDX-License-Identifier: MIT */
/* What has to go on at which time: a min-heap of deadlines. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct deadline {
    uint64_t when_ns; /* CLOCK_MONOTONIC */
    void *subject;    /* borrowed; not NULL */
};

struct deadlines {
    struct deadline *heap; /* owned: no entry is due before its parent, at (index - 1) / 2 */
    size_t count;
    size_t capacity;
};

void deadlines_init(struct deadlines *deadlines);
void deadlines_release(struct deadlines *deadlines);

/* Adds a subject that is due at `when_ns`. Returns 0 or -ENOMEM. */
int deadlines_add(struct deadlines *deadlines, uint64_t when_ns, void *subject);

/* When the first is due; UINT64_MAX when there is none. */
uint64_t deadlines_next(const struct deadlines *deadlines);

/* Takes out the first that is due at `now_ns` or before and returns its subject, or NULL. UINT64_MAX takes
 * any. */
void *deadlines_take_due(struct deadlines *deadlines, uint64_t now_ns);
