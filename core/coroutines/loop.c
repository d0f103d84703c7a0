/* SPDX-License-Identifier: MIT */
#include "core/coroutines/loop.h"

#include <errno.h>
#include <stdlib.h>

#include "core/coroutines/slot.h"
#include "core/stop.h"

/* One curl multi handle searches all of its connections for every request, so many small ones serve thousands
   of transfers where one big one would spend its time searching. */
enum { TRANSFERS_PER_MULTI = 32 };

/* A descriptor that is not a transfer's. */
struct watch {
    uv_poll_t poll;
    int fd; /* what is watched; -1: nothing */
    bool open;
    void (*on_ready)(void *arg);
    void *arg;
};

struct loop {
    uv_loop_t uv;
    uv_poll_t stops[2]; /* on stop_descriptor of STOP_SOON and STOP_NOW, if there are any */
    bool watches_stop;
    uv_async_t wake;
    struct watch watches[2];                            /* by enum loop_watch */
    enum loop_turn (*begin)(void *arg, size_t resumed); /* or NULL */
    void *begin_arg;
    const struct io_settings *settings; /* borrowed */
    unsigned first_slot;
    struct slot **slots; /* owned, each slot too */
    size_t slot_count;
    size_t slot_capacity;
    struct slot *starting;       /* the first that is to start */
    struct slot **starting_last; /* where the next one goes */
    struct slot *idle;           /* slots that have ended, to be used again */
    size_t idle_count;
    size_t resumed;        /* coroutines that went on in this turn */
    struct multi **multis; /* owned, one for every TRANSFERS_PER_MULTI slots */
    size_t multi_count;
};

/* The process is to end: wakes every sleeper and, from STOP_NOW on, drops every transfer. */
static void on_stop(uv_poll_t *poll, int status, int events)
{
    struct loop *loop = poll->data;
    (void)status;
    (void)events;
    uv_poll_stop(poll);
    for (size_t i = 0; i < loop->slot_count; i++)
        slot_interrupt(loop->slots[i]);
}

/* Watches for the end of the process without keeping the loop alive for it. */
static int watch_stop(struct loop *loop)
{
    int err = 0;
    loop->watches_stop = stop_descriptor(STOP_NOW) >= 0;
    for (int i = 0; i < 2 && loop->watches_stop && !err; i++) {
        uv_poll_t *poll = &loop->stops[i];
        uv_poll_init(&loop->uv, poll, stop_descriptor(i == 0 ? STOP_SOON : STOP_NOW));
        poll->data = loop;
        uv_unref((uv_handle_t *)poll);
        err = uv_poll_start(poll, UV_READABLE, on_stop);
    }
    return err;
}

static void on_wake(uv_async_t *wake)
{
    (void)wake; /* that a turn begins is all */
}

int loop_new(struct loop **out, const struct io_settings *settings, unsigned first_slot)
{
    struct loop *loop = calloc(1, sizeof *loop);
    if (!loop)
        return -ENOMEM;
    int err = uv_loop_init(&loop->uv);
    if (!err && (err = uv_async_init(&loop->uv, &loop->wake, on_wake)))
        uv_loop_close(&loop->uv);
    if (err) {
        free(loop);
        return err;
    }
    loop->uv.data = loop;
    loop->settings = settings;
    loop->first_slot = first_slot;
    loop->starting_last = &loop->starting;
    loop->watches[LOOP_READ].fd = loop->watches[LOOP_WRITE].fd = -1;
    uv_unref((uv_handle_t *)&loop->wake);
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
                       loop->first_slot + (unsigned)loop->slot_count, enter);
    if (err)
        return err;
    (*out)->resumed = &loop->resumed;
    loop->slots[loop->slot_count++] = *out;
    return 0;
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
    return 0;
}

/* Starts what was added. Returns whether there was any. */
static bool start(struct loop *loop)
{
    struct slot *slot = loop->starting;
    bool any = slot != NULL;
    loop->starting = NULL;
    loop->starting_last = &loop->starting;
    while (slot) {
        struct slot *next = slot->next; /* what it runs may put it into another list */
        coroutine_resume(slot->coroutine);
        slot = next;
    }
    return any;
}

void loop_on_turn(struct loop *loop, enum loop_turn (*begin)(void *arg, size_t resumed), void *arg,
                  bool woken)
{
    loop->begin = begin;
    loop->begin_arg = arg;
    if (woken)
        uv_ref((uv_handle_t *)&loop->wake);
}

void loop_wake(struct loop *loop)
{
    uv_async_send(&loop->wake);
}

static void on_watched(uv_poll_t *poll, int status, int events)
{
    const struct watch *watch = poll->data;
    (void)status;
    (void)events;
    watch->on_ready(watch->arg);
}

int loop_watch(struct loop *loop, enum loop_watch kind, int fd, void (*on_ready)(void *arg), void *arg)
{
    struct watch *watch = &loop->watches[kind];
    if (watch->fd == fd)
        return 0;
    watch->fd = -1;
    if (fd < 0)
        return uv_poll_stop(&watch->poll);
    int err = watch->open ? 0 : uv_poll_init(&loop->uv, &watch->poll, fd);
    if (err)
        return err;
    watch->fd = fd;
    watch->open = true;
    watch->poll.data = watch;
    watch->on_ready = on_ready;
    watch->arg = arg;
    return uv_poll_start(&watch->poll, kind == LOOP_READ ? UV_READABLE : UV_WRITABLE, on_watched);
}

static bool watches(const struct loop *loop)
{
    return loop->watches[LOOP_READ].fd >= 0 || loop->watches[LOOP_WRITE].fd >= 0;
}

int loop_run(struct loop *loop)
{
    for (;;) {
        enum loop_turn turn = loop->begin     ? loop->begin(loop->begin_arg, loop->resumed)
                              : watches(loop) ? LOOP_SLEEP
                                              : LOOP_OVER;
        bool again = start(loop) || turn == LOOP_AGAIN;
        if (turn == LOOP_OVER && loop->idle_count == loop->slot_count && !loop->starting)
            return 0;
        if (!again && !uv_loop_alive(&loop->uv))
            return -EDEADLK;
        loop->resumed = 0;
        uv_run(&loop->uv, again ? UV_RUN_NOWAIT : UV_RUN_ONCE);
    }
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
    for (size_t i = 0; i < 2; i++) {
        if (loop->watches_stop)
            uv_close((uv_handle_t *)&loop->stops[i], NULL);
        if (loop->watches[i].open)
            uv_close((uv_handle_t *)&loop->watches[i].poll, NULL);
    }
    uv_close((uv_handle_t *)&loop->wake, NULL);
    uv_run(&loop->uv, UV_RUN_DEFAULT); /* lets the closing handles close */
    uv_loop_close(&loop->uv);
    for (size_t i = 0; i < loop->slot_count; i++)
        slot_free(loop->slots[i]);
    free(loop->slots);
    free(loop->multis);
    free(loop);
}
