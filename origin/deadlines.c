/* SPDX-License-Identifier: MIT */
/* A binary heap, smallest deadline first. */
#include "origin/deadlines.h"

#include <errno.h>
#include <stdlib.h>

void deadlines_init(struct deadlines *deadlines)
{
    *deadlines = (struct deadlines){0};
}

void deadlines_release(struct deadlines *deadlines)
{
    free(deadlines->heap);
    deadlines_init(deadlines);
}

static int grow(struct deadlines *deadlines)
{
    size_t capacity = deadlines->capacity ? 2 * deadlines->capacity : 64;
    struct deadline *heap = realloc(deadlines->heap, capacity * sizeof *heap);
    if (!heap)
        return -ENOMEM;
    deadlines->heap = heap;
    deadlines->capacity = capacity;
    return 0;
}

int deadlines_add(struct deadlines *deadlines, uint64_t when_ns, void *subject)
{
    if (deadlines->count == deadlines->capacity && grow(deadlines))
        return -ENOMEM;
    struct deadline *heap = deadlines->heap;
    size_t at = deadlines->count++;
    for (; at > 0 && heap[(at - 1) / 2].when_ns > when_ns; at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = (struct deadline){when_ns, subject};
    return 0;
}

uint64_t deadlines_next(const struct deadlines *deadlines)
{
    return deadlines->count ? deadlines->heap[0].when_ns : UINT64_MAX;
}

/* Puts `moved` where it belongs, starting from the gap at the top. */
static void sink(struct deadline *heap, size_t count, struct deadline moved)
{
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && heap[child + 1].when_ns < heap[child].when_ns)
            child++;
        if (heap[child].when_ns >= moved.when_ns)
            break;
        heap[at] = heap[child];
    }
    heap[at] = moved;
}

void *deadlines_take_due(struct deadlines *deadlines, uint64_t now_ns)
{
    if (!deadlines->count || deadlines->heap[0].when_ns > now_ns)
        return NULL;
    void *subject = deadlines->heap[0].subject;
    deadlines->count--;
    if (deadlines->count)
        sink(deadlines->heap, deadlines->count, deadlines->heap[deadlines->count]);
    return subject;
}
