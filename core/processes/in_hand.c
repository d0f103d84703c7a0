/* SPDX-License-Identifier: MIT */
#include "core/processes/in_hand.h"

#include <errno.h>
#include <stdlib.h>

enum { FIRST_BUCKETS = 64 };

int in_hand_init(struct in_hand *in_hand, size_t workers)
{
    *in_hand = (struct in_hand){.workers = workers, .bucket_count = FIRST_BUCKETS};
    TAILQ_INIT(&in_hand->orphans);
    TAILQ_INIT(&in_hand->lost);
    in_hand->holders = calloc(workers, sizeof *in_hand->holders);
    in_hand->buckets = calloc(FIRST_BUCKETS, sizeof *in_hand->buckets); /* zero bytes are an empty list */
    for (size_t i = 0; in_hand->holders && i < workers; i++)
        TAILQ_INIT(&in_hand->holders[i].hands);
    return in_hand->holders && in_hand->buckets ? 0 : -ENOMEM;
}

static void release(struct hands *hands)
{
    struct hand *hand;
    while ((hand = TAILQ_FIRST(hands))) {
        TAILQ_REMOVE(hands, hand, link);
        task_release(&hand->task);
        free(hand);
    }
}

void in_hand_release(struct in_hand *in_hand)
{
    for (size_t i = 0; in_hand->holders && i < in_hand->workers; i++)
        release(&in_hand->holders[i].hands);
    release(&in_hand->orphans);
    release(&in_hand->lost);
    free(in_hand->holders);
    free(in_hand->buckets);
}

struct hand *hand_new(struct task *task)
{
    struct hand *hand = malloc(sizeof *hand);
    if (hand)
        *hand = (struct hand){.task = *task};
    else
        task_release(task);
    return hand;
}

static struct bucket *bucket_of(const struct in_hand *in_hand, size_t index)
{
    return &in_hand->buckets[index & (in_hand->bucket_count - 1)];
}

/* Twice as many buckets, so that few share one; without memory for it they share. */
static void spread(struct in_hand *in_hand)
{
    struct bucket *wider = calloc(2 * in_hand->bucket_count, sizeof *wider);
    if (!wider)
        return;
    free(in_hand->buckets);
    in_hand->buckets = wider;
    in_hand->bucket_count *= 2;
    for (size_t i = 0; i < in_hand->workers; i++) {
        struct hand *hand = TAILQ_FIRST(&in_hand->holders[i].hands);
        for (; hand; hand = TAILQ_NEXT(hand, link))
            LIST_INSERT_HEAD(bucket_of(in_hand, hand->task.index), hand, same);
    }
}

void in_hand_give(struct in_hand *in_hand, size_t worker, struct hand *hand)
{
    struct holder *holder = &in_hand->holders[worker];
    if (in_hand->count >= in_hand->bucket_count)
        spread(in_hand);
    hand->worker = worker;
    TAILQ_INSERT_TAIL(&holder->hands, hand, link);
    LIST_INSERT_HEAD(bucket_of(in_hand, hand->task.index), hand, same);
    holder->alone = hand->deaths > 0;
    holder->count++;
    in_hand->count++;
}

/* Takes it out of its worker's hands. */
static void drop(struct in_hand *in_hand, struct hand *hand)
{
    struct holder *holder = &in_hand->holders[hand->worker];
    TAILQ_REMOVE(&holder->hands, hand, link);
    LIST_REMOVE(hand, same);
    holder->alone = false;
    holder->count--;
    in_hand->count--;
}

struct hand *in_hand_answer(struct in_hand *in_hand, size_t worker, size_t index)
{
    struct hand *hand = LIST_FIRST(bucket_of(in_hand, index));
    while (hand && (hand->task.index != index || hand->worker != worker))
        hand = LIST_NEXT(hand, same);
    if (hand)
        drop(in_hand, hand);
    return hand;
}

void in_hand_bury(struct in_hand *in_hand, size_t worker, int signal, size_t at_once)
{
    struct hand *hand;
    for (size_t n = 0; (hand = TAILQ_FIRST(&in_hand->holders[worker].hands)); n++) {
        drop(in_hand, hand);
        hand->deaths += n < at_once;
        hand->signal = signal;
        TAILQ_INSERT_TAIL(hand->deaths < IN_HAND_MOST_DEATHS ? &in_hand->orphans : &in_hand->lost, hand,
                          link);
    }
}

static struct hand *take_first(struct hands *hands)
{
    struct hand *hand = TAILQ_FIRST(hands);
    if (hand)
        TAILQ_REMOVE(hands, hand, link);
    return hand;
}

struct hand *in_hand_orphan(struct in_hand *in_hand, size_t has)
{
    const struct hand *first = TAILQ_FIRST(&in_hand->orphans);
    return first && first->deaths > 0 && has > 0 ? NULL : take_first(&in_hand->orphans);
}

struct hand *in_hand_lost(struct in_hand *in_hand)
{
    return take_first(&in_hand->lost);
}
