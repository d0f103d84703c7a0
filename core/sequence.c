/* SPDX-License-Identifier: MIT */
#include "core/sequence.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What is known of one task. */
struct piece {
    struct buffer rows; /* owned */
    bool present;       /* the task has come */
    bool met;           /* its place has been reached */
    size_t *added;      /* owned: the tasks it added */
    size_t added_count;
    size_t visited;      /* how many of those have been gone through */
    struct piece *above; /* where it was met; borrowed */
    size_t index;
};

void sequence_init(struct sequence *sequence, size_t root_count)
{
    *sequence = (struct sequence){.root_count = root_count};
}

static void free_piece(struct piece *piece)
{
    if (!piece)
        return;
    buffer_release(&piece->rows);
    free(piece->added);
    free(piece);
}

/* Makes roots[] reach task `index`. */
static int widen(struct sequence *sequence, size_t index)
{
    size_t capacity = sequence->capacity ? sequence->capacity : 16;
    while (index - sequence->next >= capacity) {
        if (capacity > SIZE_MAX / 2 / sizeof(*sequence->roots))
            return -ENOMEM;
        capacity *= 2;
    }
    if (capacity == sequence->capacity)
        return 0;
    struct piece **roots = calloc(capacity, sizeof(*roots));
    if (!roots)
        return -ENOMEM;
    for (size_t i = sequence->next; i < sequence->next + sequence->capacity; i++)
        roots[i % capacity] = sequence->roots[i % sequence->capacity];
    free(sequence->roots);
    sequence->roots = roots;
    sequence->capacity = capacity;
    return 0;
}

/* Finds where the piece of task `index` is kept: it may be NULL there. */
static int find(struct sequence *sequence, size_t index, struct piece ***out)
{
    if (index >= sequence->root_count) {
        size_t i = index - sequence->root_count;
        if (i >= sequence->added_count)
            return -ENOENT;
        *out = &sequence->added[i];
        return *out && **out ? 0 : -EEXIST;
    }
    if (index < sequence->next)
        return -EEXIST;
    int err = widen(sequence, index);
    if (!err)
        *out = &sequence->roots[index % sequence->capacity];
    return err;
}

/* Makes room for `count` more added tasks and a piece for each of them that is new. */
static int expect(struct sequence *sequence, const size_t *added, size_t count)
{
    if (count > sequence->added_capacity - sequence->added_count) {
        size_t capacity = 2 * (sequence->added_count + count);
        struct piece **wider = realloc(sequence->added, capacity * sizeof(*wider));
        if (!wider)
            return -ENOMEM;
        sequence->added = wider;
        sequence->added_capacity = capacity;
    }
    for (size_t i = 0; i < count; i++) {
        if (added[i] < sequence->root_count || added[i] - sequence->root_count > sequence->added_count)
            return -ENOENT;
        if (added[i] - sequence->root_count < sequence->added_count)
            continue;
        struct piece *piece = calloc(1, sizeof *piece);
        if (!piece)
            return -ENOMEM;
        piece->index = added[i];
        sequence->added[sequence->added_count++] = piece;
    }
    return 0;
}

/* Finds the piece of task `index`, which has not come yet, or makes it. Returns 0 or a negative errno. */
static int open_piece(struct sequence *sequence, size_t index, struct piece **out)
{
    struct piece **place = NULL;
    int err = find(sequence, index, &place);
    if (!err && *place && (*place)->present)
        err = -EEXIST;
    if (!err && !*place) {
        *place = calloc(1, sizeof(**place));
        err = *place ? 0 : -ENOMEM;
    }
    *out = err ? NULL : *place;
    return err;
}

int sequence_put(struct sequence *sequence, size_t index, struct buffer *rows, const size_t *added,
                 size_t count)
{
    struct piece *piece = NULL;
    int err = open_piece(sequence, index, &piece);
    if (!err)
        err = expect(sequence, added, count);
    size_t *list = !err && count > 0 ? malloc(count * sizeof *list) : NULL;
    if (!err && count > 0 && !list)
        err = -ENOMEM;
    if (err)
        return err;
    if (count > 0)
        memcpy(list, added, count * sizeof *list);
    piece->index = index;
    piece->rows = *rows;
    if (index != sequence->next) /* it may wait for long, and with thousands of others */
        buffer_trim(&piece->rows);
    piece->present = true;
    piece->added = list;
    piece->added_count = count;
    buffer_init(rows);
    return 0;
}

/* The first root that has come; one that has not is passed over only with `gaps`. Returns false when there is
   none. */
static bool enter_root(struct sequence *sequence, bool gaps)
{
    size_t end = sequence->next + (gaps ? sequence->capacity : sequence->capacity > 0);
    for (size_t i = sequence->next; i < end; i++) {
        struct piece **place = &sequence->roots[i % sequence->capacity];
        if (!*place || !(*place)->present)
            continue;
        sequence->at = *place;
        *place = NULL;
        sequence->next = i + 1;
        return true;
    }
    return false;
}

/* All of the piece and of what it added has been given out: goes back to where it was met. */
static void leave(struct sequence *sequence)
{
    struct piece *piece = sequence->at;
    sequence->at = piece->above;
    if (piece->index >= sequence->root_count)
        sequence->added[piece->index - sequence->root_count] = NULL;
    free_piece(piece);
}

/* Goes to the next task that the present one added and that was not met before, or leaves it. */
static void advance(struct sequence *sequence)
{
    struct piece *piece = sequence->at;
    while (piece->visited < piece->added_count) {
        struct piece *child = sequence->added[piece->added[piece->visited++] - sequence->root_count];
        if (!child || child->met)
            continue;
        child->above = piece;
        sequence->at = child;
        return;
    }
    leave(sequence);
}

bool sequence_next(struct sequence *sequence, struct buffer *rows, bool gaps)
{
    while (sequence->at || enter_root(sequence, gaps)) {
        struct piece *piece = sequence->at;
        if (!piece->met && !piece->present && !gaps)
            return false;
        if (!piece->met && piece->rows.size > 0) {
            piece->met = true;
            *rows = piece->rows;
            buffer_init(&piece->rows);
            return true;
        }
        piece->met = true;
        advance(sequence);
    }
    return false;
}

void sequence_release(struct sequence *sequence)
{
    while (sequence->at) { /* roots on the way are kept nowhere else */
        struct piece *piece = sequence->at;
        sequence->at = piece->above;
        if (piece->index < sequence->root_count)
            free_piece(piece);
    }
    for (size_t i = 0; i < sequence->capacity; i++)
        free_piece(sequence->roots[i]);
    for (size_t i = 0; i < sequence->added_count; i++)
        free_piece(sequence->added[i]);
    free(sequence->roots);
    free(sequence->added);
    *sequence = (struct sequence){0};
}
