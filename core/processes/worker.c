/* SPDX-License-Identifier: MIT */
#include "core/processes/worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/processes/wire.h"

void worker_init(struct worker *worker)
{
    *worker = (struct worker){0};
    TAILQ_INIT(&worker->hands);
}

void hands_release(struct hands *hands)
{
    struct hand *hand;
    while ((hand = TAILQ_FIRST(hands))) {
        TAILQ_REMOVE(hands, hand, link);
        free(hand);
    }
}

void worker_release(struct worker *worker)
{
    hands_release(&worker->hands);
    worker->count = 0;
    buffer_release(&worker->unsent);
}

int worker_give(struct worker *worker, int to, struct hand *hand)
{
    if (wire_append_task(&worker->unsent, &hand->task))
        return -ENOMEM;
    TAILQ_INSERT_TAIL(&worker->hands, hand, link);
    worker->count++;
    worker_send(worker, to);
    return 0;
}

void worker_send(struct worker *worker, int to)
{
    struct buffer *unsent = &worker->unsent;
    ssize_t sent = write(to, unsent->data, unsent->size);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    size_t gone = sent < 0 ? unsent->size : (size_t)sent;
    memmove(unsent->data, unsent->data + gone, unsent->size - gone);
    unsent->size -= gone;
}

struct hand *worker_answer(struct worker *worker, size_t index)
{
    struct hand *hand = TAILQ_FIRST(&worker->hands);
    while (hand && hand->task.index != index)
        hand = TAILQ_NEXT(hand, link);
    if (hand) {
        TAILQ_REMOVE(&worker->hands, hand, link);
        worker->count--;
    }
    return hand;
}
