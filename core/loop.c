/* SPDX-License-Identifier: MIT */
#include "core/loop.h"

#include <errno.h>
#include <stdlib.h>
#include <uv.h>

#include "core/coroutine.h"
#include "core/multi.h"

/* One curl multi handle searches all of its connections for every request, so many small ones serve thousands
   of transfers where one big one would spend its time searching. */
enum { TRANSFERS_PER_MULTI = 32 };

/* A coroutine with its way to wait. */
struct slot {
    struct io io;                /* first, so that an io leads back to its slot */
    struct coroutine *coroutine; /* owned */
    struct multi *multi;         /* borrowed */
    uv_timer_t alarm;
    CURLcode outcome; /* of the transfer that has just ended */
    void (*body)(struct io *io, void *arg);
    void *arg;
};

struct loop {
    uv_loop_t uv;
    const struct io_settings *settings; /* borrowed */
    struct slot **slots;                /* owned, each slot too */
    size_t slot_count;
    size_t slot_capacity;
    struct multi **multis; /* owned, one for every TRANSFERS_PER_MULTI slots */
    size_t multi_count;
};

static void on_done(CURL *easy, CURLcode outcome)
{
    struct slot *slot = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&slot);
    slot->outcome = outcome;
    coroutine_resume(slot->coroutine);
}

static CURLcode perform(struct io *io)
{
    struct slot *slot = (struct slot *)io;
    if (multi_add(slot->multi, io->easy))
        return CURLE_OUT_OF_MEMORY;
    coroutine_yield();
    return slot->outcome;
}

static void on_alarm(uv_timer_t *timer)
{
    const struct slot *slot = timer->data;
    coroutine_resume(slot->coroutine);
}

static void sleep_until(struct io *io, uint64_t when_ns)
{
    struct slot *slot = (struct slot *)io;
    for (uint64_t now_ns;
         (now_ns = span_now_ns()) < when_ns;) { /* libuv's whole milliseconds may end early */
        uv_update_time(slot->alarm.loop);
        uv_timer_start(&slot->alarm, on_alarm, (when_ns - now_ns + 999999) / 1000000, 0);
        coroutine_yield();
    }
}

static const struct io_ops event_loop = {.perform = perform, .sleep_until = sleep_until};

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
    *out = loop;
    return 0;
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
        int err = multi_new(&loop->multis[loop->multi_count], &loop->uv, TRANSFERS_PER_MULTI, on_done);
        if (err)
            return err;
        loop->multi_count++;
    }
    return 0;
}

static void enter(void *arg)
{
    struct slot *slot = arg;
    slot->body(&slot->io, slot->arg);
}

int loop_spawn(struct loop *loop, void (*body)(struct io *io, void *arg), void *arg)
{
    int err = grow(loop);
    if (err)
        return err;
    struct slot *slot = calloc(1, sizeof *slot);
    if (!slot)
        return -ENOMEM;
    err = io_init(&slot->io, &event_loop, loop->settings, (unsigned)loop->slot_count);
    if (err)
        goto free_slot;
    err = coroutine_new(&slot->coroutine, enter, slot);
    if (err)
        goto release_io;
    slot->body = body;
    slot->arg = arg;
    slot->multi = loop->multis[loop->multi_count - 1];
    uv_timer_init(&loop->uv, &slot->alarm);
    slot->alarm.data = slot;
    loop->slots[loop->slot_count++] = slot;
    return 0;
release_io:
    io_release(&slot->io);
free_slot:
    free(slot);
    return err;
}

int loop_run(struct loop *loop)
{
    for (size_t i = 0; i < loop->slot_count; i++)
        coroutine_resume(loop->slots[i]->coroutine);
    uv_run(&loop->uv, UV_RUN_DEFAULT);
    for (size_t i = 0; i < loop->slot_count; i++) {
        if (!coroutine_done(loop->slots[i]->coroutine))
            return -EDEADLK;
    }
    return 0;
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    for (size_t i = 0; i < loop->slot_count; i++) {
        uv_close((uv_handle_t *)&loop->slots[i]->alarm, NULL);
        io_release(&loop->slots[i]->io);
    }
    for (size_t i = 0; i < loop->multi_count; i++)
        multi_free(loop->multis[i]);
    uv_run(&loop->uv, UV_RUN_DEFAULT); /* lets the closing handles close */
    uv_loop_close(&loop->uv);
    for (size_t i = 0; i < loop->slot_count; i++) {
        coroutine_free(loop->slots[i]->coroutine);
        free(loop->slots[i]);
    }
    free(loop->slots);
    free(loop->multis);
    free(loop);
}
