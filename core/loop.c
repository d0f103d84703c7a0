/* SPDX-License-Identifier: MIT */
#include "core/loop.h"

#include <errno.h>
#include <stdlib.h>
#include <uv.h>

#include "core/coroutine.h"
#include "core/multi.h"
#include "core/stop.h"

/* One curl multi handle searches all of its connections for every request, so many small ones serve thousands
   of transfers where one big one would spend its time searching. */
enum { TRANSFERS_PER_MULTI = 32 };

/* What a coroutine waits for. */
enum waiting { NOT_WAITING, FETCHING, SLEEPING };

/* A coroutine with its way to wait. */
struct slot {
    struct io io;                /* first, so that an io leads back to its slot */
    struct coroutine *coroutine; /* owned */
    struct loop *loop;           /* borrowed */
    struct multi *multi;         /* borrowed */
    uv_timer_t alarm;
    enum waiting waiting;
    CURLcode outcome; /* of the transfer that has just ended */
    void (*body)(struct io *io, void *arg);
    void *arg;
};

struct loop {
    uv_loop_t uv;
    uv_poll_t stop; /* on stop_descriptor, if there is one */
    bool watches_stop;
    bool stopped;                       /* nothing waits any more: STOP_NOW */
    const struct io_settings *settings; /* borrowed */
    struct slot **slots;                /* owned, each slot too */
    size_t slot_count;
    size_t slot_capacity;
    struct multi **multis; /* owned, one for every TRANSFERS_PER_MULTI slots */
    size_t multi_count;
};

/* Lets the other coroutines run until what the slot waits for has come. */
static void wait(struct slot *slot, enum waiting what)
{
    slot->waiting = what;
    coroutine_yield();
    slot->waiting = NOT_WAITING;
}

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
    if (slot->loop->stopped)
        return CURLE_ABORTED_BY_CALLBACK;
    if (multi_add(slot->multi, io->easy))
        return CURLE_OUT_OF_MEMORY;
    wait(slot, FETCHING);
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
    uint64_t now_ns = span_now_ns();
    for (; now_ns < when_ns && !slot->loop->stopped; now_ns = span_now_ns()) {
        uv_update_time(slot->alarm.loop); /* libuv's whole milliseconds may end early: hence the loop */
        uv_timer_start(&slot->alarm, on_alarm, (when_ns - now_ns + 999999) / 1000000, 0);
        wait(slot, SLEEPING);
    }
}

/* The process is to end: drops every transfer and wakes every sleeper. */
static void on_stop(uv_poll_t *poll, int status, int events)
{
    struct loop *loop = poll->data;
    (void)status;
    (void)events;
    uv_poll_stop(poll);
    loop->stopped = true;
    for (size_t i = 0; i < loop->slot_count; i++) {
        struct slot *slot = loop->slots[i];
        if (slot->waiting == NOT_WAITING)
            continue;
        uv_timer_stop(&slot->alarm);
        if (slot->waiting == FETCHING)
            multi_remove(slot->multi, slot->io.easy);
        slot->outcome = CURLE_ABORTED_BY_CALLBACK;
        coroutine_resume(slot->coroutine);
    }
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
    slot->loop = loop;
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
    if (loop->watches_stop)
        uv_close((uv_handle_t *)&loop->stop, NULL);
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
