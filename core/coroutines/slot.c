/* SPDX-License-Identifier: MIT */
#include "core/coroutines/slot.h"

#include <errno.h>
#include <stdlib.h>

#include "core/stop.h"

/* Lets the other coroutines run until what the slot waits for has come. */
static void wait(struct slot *slot, enum waiting what)
{
    slot->waiting = what;
    span_pause(slot->io.span);
    coroutine_yield();
    span_resume(slot->io.span);
    slot->waiting = NOT_WAITING;
    ++*slot->resumed;
}

void slot_on_done(CURL *easy, CURLcode outcome)
{
    struct slot *slot = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&slot);
    slot->outcome = outcome;
    coroutine_resume(slot->coroutine);
}

static CURLcode perform(struct io *io)
{
    struct slot *slot = (struct slot *)io;
    if (stop_state() == STOP_NOW)
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
    for (; now_ns < when_ns && stop_state() == STOP_NOT; now_ns = span_now_ns()) {
        uv_update_time(slot->alarm.loop); /* libuv's whole milliseconds may end early: hence the loop */
        uv_timer_start(&slot->alarm, on_alarm, (when_ns - now_ns + 999999) / 1000000, 0);
        wait(slot, SLEEPING);
    }
}

static void run_call(uv_work_t *call)
{
    struct slot *slot = call->data;
    uint64_t start_ns = slot->io.span ? span_cpu_ns() : 0;
    slot->returned = slot->function(slot->function_arg);
    slot->call_cpu_ns = slot->io.span ? span_cpu_ns() - start_ns : 0;
}

static void on_called(uv_work_t *call, int status)
{
    struct slot *slot = call->data;
    if (status)
        slot->returned = status;
    else if (slot->io.span)
        slot->io.span->cpu_ns += slot->call_cpu_ns; /* here, as the call may end before the span is paused */
    coroutine_resume(slot->coroutine);
}

/* In one of libuv's threads, as its own file operations (uv_fs_t) are. */
static int call(struct io *io, int (*function)(void *arg), void *arg)
{
    struct slot *slot = (struct slot *)io;
    slot->function = function;
    slot->function_arg = arg;
    int err = uv_queue_work(slot->alarm.loop, &slot->call, run_call, on_called);
    if (err)
        return err;
    wait(slot, CALLING);
    return slot->returned;
}

static const struct io_ops event_loop = {.perform = perform, .sleep_until = sleep_until, .call = call};

int slot_new(struct slot **out, uv_loop_t *uv, struct multi *multi, const struct io_settings *settings,
             unsigned number, void (*enter)(void *slot))
{
    struct slot *slot = calloc(1, sizeof *slot);
    if (!slot)
        return -ENOMEM;
    int err = io_init(&slot->io, &event_loop, settings, number);
    if (err)
        goto free_slot;
    err = coroutine_new(&slot->coroutine, enter, slot);
    if (err)
        goto release_io;
    slot->multi = multi;
    uv_timer_init(uv, &slot->alarm);
    slot->alarm.data = slot;
    slot->call.data = slot;
    *out = slot;
    return 0;
release_io:
    io_release(&slot->io);
free_slot:
    free(slot);
    return err;
}

void slot_interrupt(struct slot *slot)
{
    if (slot->waiting == FETCHING && stop_state() == STOP_NOW)
        multi_remove(slot->multi, slot->io.easy);
    else if (slot->waiting != SLEEPING)
        return;
    uv_timer_stop(&slot->alarm);
    slot->outcome = CURLE_ABORTED_BY_CALLBACK;
    coroutine_resume(slot->coroutine);
}

void slot_close(struct slot *slot)
{
    uv_close((uv_handle_t *)&slot->alarm, NULL);
    io_release(&slot->io);
}

void slot_free(struct slot *slot)
{
    coroutine_free(slot->coroutine);
    free(slot);
}
