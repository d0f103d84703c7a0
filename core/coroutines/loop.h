/* SPDX-License-Identifier: MIT */
/* One thread, one event loop, many coroutines: what waits in one lets the others run. */
#pragma once

#include "core/io.h"

struct loop;

/* Returns 0 or a negative errno; `settings` is borrowed until loop_free. Its coroutines' slots (io->slot)
   count from `first_slot`. */
int loop_new(struct loop **out, const struct io_settings *settings, unsigned first_slot);

/* Adds a coroutine that will run body(io, arg), where whatever waits through `io` lets the other coroutines
   run; it begins after what runs now has come to wait. May be called from a coroutine. Returns 0 or a
   negative errno. */
int loop_spawn(struct loop *loop, void (*body)(struct io *io, void *arg), void *arg);

/* What is to follow when a turn of the loop has begun. */
enum loop_turn {
    LOOP_OVER,  /* it ends as soon as all coroutines have */
    LOOP_SLEEP, /* it waits for something to happen */
    LOOP_AGAIN  /* it only looks whether something has */
};

/* Calls begin(arg, resumed) whenever a turn begins: there coroutines may be added. `resumed` says how many
   went on in the last turn. With `woken` the loop also waits for loop_wake. Before loop_run. */
void loop_on_turn(struct loop *loop, enum loop_turn (*begin)(void *arg, size_t resumed), void *arg,
                  bool woken);

/* From any thread: makes another turn begin. */
void loop_wake(struct loop *loop);

enum loop_watch { LOOP_READ, LOOP_WRITE };

/* From then on a turn in which `fd` can be read or written calls on_ready(arg). Of each kind there is one:
   another call changes it, and -1 ends it. Returns 0 or a negative errno. */
int loop_watch(struct loop *loop, enum loop_watch kind, int fd, void (*on_ready)(void *arg), void *arg);

/* Runs until all coroutines have ended and begin has said LOOP_OVER or, without one, nothing is watched.
   Returns 0, or -EDEADLK when some can never go on. */
int loop_run(struct loop *loop);

/* Frees the loop. NULL is fine. */
void loop_free(struct loop *loop);
