/* SPDX-License-Identifier: MIT */
#include "core/coroutines/loop.h"

#include <errno.h>
#include <stdlib.h>

#include "core/coroutines/slot.h"
#include "core/stop.h"

/* One curl multi handle searches all of its connections for every request, so many small ones serve thousands
   of transfers where one big one would spend its time searching. */
enum { TRANSFERS_PER_MULTI = 32 };

struct loop {
    uv_loop_t uv;
    uv_poll_t stop; /* on stop_descriptor, if there is one */
    bool watches_stop;
    bool stopped;      /* nothing waits any more: STOP_NOW */
    uv_idle_t starter; /* active while some slots are to start */
    uv_poll_t watch;   /* on what loop_watch was given */
    bool watches;
    bool (*on_ready)(void *arg);
    void *on_ready_arg;
    const struct io_settings *settings; /* borrowed */
    struct slot **slots;                /* owned, each slot too */
    size_t slot_count;
    size_t slot_capacity;
    struct slot *starting;       /* the first that is to start */
    struct slot **starting_last; /* where the next one goes */
    struct slot *idle;           /* slots that have ended, to be used again */
    size_t idle_count;
    struct multi **multis; /* owned, one for every TRANSFERS_PER_MULTI slots */
    size_t multi_count;
};

/* The process is to end: drops every transfer and wakes every sleeper. */
static void on_stop(uv_poll_t *poll, int status, int events)
{
    struct loop *loop = poll->data;
    (void)status;
    (void)events;
    uv_poll_stop(poll);
    loop->stopped = true;
    for (size_t i = 0; i < loop->slot_count; i++)
        slot_interrupt(loop->slots[i]);
}

/* Watches for the end of the process without keeping the loop alive for it. */
static int watch_stop(struct loop *loop)
{
    int err = stop_descriptor() < 0 ? 0 : uv_poll_init(&loop->uv, &loop->stop, stop_descriptor());
    if (err || stop_descriptor() < 0)
        return err;
    loop->stop.data = loop;
    loop->watches_stop = true;
    uv_unref((uv_handle_t *)&loop->stop);
    return uv_poll_start(&loop->stop, UV_READABLE, on_stop);
}

int loop_new(struct loop **out, const struct io_settings *settings)
{
    struct loop *loop = calloc(1, sizeof *loop);
    if (!loop)
        return -ENOMEM;
    int err = uv_loop_init(&loop->uv);
    if (err) {
        free(loop);
        return err;
    }
    loop->settings = settings;
    loop->starting_last = &loop->starting;
    uv_idle_init(&loop->uv, &loop->starter);
    loop->starter.data = loop;
    err = watch_stop(loop);
    if (err)
        loop_free(loop);
    else
        *out = loop;
    return err;
}

/* Makes room for one more slot and sees that its multi handle exists. */
static int grow(struct loop *loop)
{
    if (loop->slot_count == loop->slot_capacity) {
        size_t capacity = loop->slot_capacity ? 2 * loop->slot_capacity : TRANSFERS_PER_MULTI;
        struct slot **slots = realloc(loop->slots, capacity * sizeof(*slots));
        if (!slots)
            return -ENOMEM;
        loop->slots = slots;
        struct multi **multis = realloc(loop->multis, capacity / TRANSFERS_PER_MULTI * sizeof(*multis));
        if (!multis)
            return -ENOMEM;
        loop->multis = multis;
        loop->slot_capacity = capacity;
    }
    if (loop->slot_count == loop->multi_count * TRANSFERS_PER_MULTI) {
        int err = multi_new(&loop->multis[loop->multi_count], &loop->uv, TRANSFERS_PER_MULTI, slot_on_done);
        if (err)
            return err;
        loop->multi_count++;
    }
    return 0;
}

/* A slot's whole life: one body after the other. */
static void enter(void *arg)
{
    struct slot *slot = arg;
    while (slot->body) {
        slot->body(&slot->io, slot->arg);
        struct loop *loop = slot->alarm.loop->data;
        slot->next = loop->idle;
        loop->idle = slot;
        loop->idle_count++;
        coroutine_yield();
    }
}

/* An idle slot, or a new one. */
static int find_slot(struct loop *loop, struct slot **out)
{
    if (loop->idle) {
        *out = loop->idle;
        loop->idle = loop->idle->next;
        loop->idle_count--;
        return 0;
    }
    int err = grow(loop);
    if (!err)
        err = slot_new(out, &loop->uv, loop->multis[loop->multi_count - 1], loop->settings,
                       (unsigned)loop->slot_count, enter);
    if (err)
        return err;
    (*out)->stopped = &loop->stopped;
    loop->slots[loop->slot_count++] = *out;
    return 0;
}

static void on_start(uv_idle_t *starter)
{
    struct loop *loop = starter->data;
    struct slot *slot = loop->starting;
    loop->starting = NULL;
    loop->starting_last = &loop->starting;
    uv_idle_stop(starter);
    while (slot) {
        struct slot *next = slot->next; /* what it runs may put it into another list */
        coroutine_resume(slot->coroutine);
        slot = next;
    }
}

int loop_spawn(struct loop *loop, void (*body)(struct io *io, void *arg), void *arg)
{
    struct slot *slot = NULL;
    int err = find_slot(loop, &slot);
    if (err)
        return err;
    slot->body = body;
    slot->arg = arg;
    slot->next = NULL;
    *loop->starting_last = slot;
    loop->starting_last = &slot->next;
    uv_idle_start(&loop->starter, on_start);
    return 0;
}

static void on_watched(uv_poll_t *poll, int status, int events)
{
    const struct loop *loop = poll->data;
    (void)status;
    (void)events;
    if (!loop->on_ready(loop->on_ready_arg))
        uv_poll_stop(poll);
}

int loop_watch(struct loop *loop, int fd, bool (*on_ready)(void *arg), void *arg)
{
    int err = uv_poll_init(&loop->uv, &loop->watch, fd);
    if (err)
        return err;
    loop->watches = true;
    loop->watch.data = loop;
    loop->on_ready = on_ready;
    loop->on_ready_arg = arg;
    return uv_poll_start(&loop->watch, UV_READABLE, on_watched);
}

int loop_run(struct loop *loop)
{
    loop->uv.data = loop;
    uv_run(&loop->uv, UV_RUN_DEFAULT);
    return loop->idle_count == loop->slot_count ? 0 : -EDEADLK;
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    for (struct slot *slot = loop->idle; slot; slot = slot->next) {
        slot->body = NULL; /* so that its coroutine comes to its end */
        coroutine_resume(slot->coroutine);
    }
    for (size_t i = 0; i < loop->slot_count; i++)
        slot_close(loop->slots[i]);
    for (size_t i = 0; i < loop->multi_count; i++)
        multi_free(loop->multis[i]);
    if (loop->watches_stop)
        uv_close((uv_handle_t *)&loop->stop, NULL);
    if (loop->watches)
        uv_close((uv_handle_t *)&loop->watch, NULL);
    uv_close((uv_handle_t *)&loop->starter, NULL);
    uv_run(&loop->uv, UV_RUN_DEFAULT); /* lets the closing handles close */
    uv_loop_close(&loop->uv);
    for (size_t i = 0; i < loop->slot_count; i++)
        slot_free(loop->slots[i]);
    free(loop->slots);
    free(loop->multis);
    free(loop);
}
