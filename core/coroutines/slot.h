/* SPDX-License-Identifier: MIT */
/* A coroutine on a loop, with its ways to wait: what loop.c and slot.c share. */
#pragma once

#include <uv.h>

#include "core/coroutines/coroutine.h"
#include "core/coroutines/multi.h"
#include "core/io.h"

/* What a coroutine waits for. */
enum waiting { NOT_WAITING, FETCHING, SLEEPING, CALLING };

struct slot {
    struct io io;                /* first, so that an io leads back to its slot */
    struct coroutine *coroutine; /* owned */
    struct multi *multi;         /* borrowed */
    size_t *resumed;             /* borrowed: counts how often one went on */
    uv_timer_t alarm;
    enum waiting waiting;
    CURLcode outcome; /* of the transfer that has just ended */
    uv_work_t call;   /* in one of libuv's threads: */
    int (*function)(void *arg);
    void *function_arg;
    int returned;
    uint64_t call_cpu_ns;
    void (*body)(struct io *io, void *arg); /* what to run next; NULL: nothing, and it ends */
    void *arg;
    struct slot *next; /* in a list of its loop's */
};

/* Makes a slot for `uv`, which runs enter(slot) when it is first resumed. Returns 0 or a negative errno. */
int slot_new(struct slot **out, uv_loop_t *uv, struct multi *multi, const struct io_settings *settings,
             unsigned number, void (*enter)(void *slot));

/* For multi_new: goes on with the coroutine whose transfer has ended. */
void slot_on_done(CURL *easy, CURLcode outcome);

/* The process is to end: goes on with a coroutine that sleeps and, from STOP_NOW on, drops the transfer of
 * one that fetches; what it calls in another thread must end first. */
void slot_interrupt(struct slot *slot);

/* The two halves of its end: before and after its handles' last turn of the loop. */
void slot_close(struct slot *slot);
void slot_free(struct slot *slot);
