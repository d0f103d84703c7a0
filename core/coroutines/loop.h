/* SPDX-License-Identifier: MIT */
/* One thread, one event loop, many coroutines: what waits in one lets the others run. */
#ifndef MANYHANDS_CORE_COROUTINES_LOOP_H
#define MANYHANDS_CORE_COROUTINES_LOOP_H

#include "core/io.h"

struct loop;

/* Returns 0 or a negative errno; `settings` is borrowed until loop_free. */
int loop_new(struct loop **out, const struct io_settings *settings);

/* Adds a coroutine that will run body(io, arg), where whatever waits through `io` lets the other coroutines
   run; it begins after what runs now has come to wait. May be called from a coroutine. Returns 0 or a
   negative errno. */
int loop_spawn(struct loop *loop, void (*body)(struct io *io, void *arg), void *arg);

/* Calls on_ready(arg) whenever `fd` can be read or has come to its end, until on_ready returns false. Once a
   loop. Returns 0 or a negative errno. */
int loop_watch(struct loop *loop, int fd, bool (*on_ready)(void *arg), void *arg);

/* Runs until all coroutines have ended and nothing is watched. Returns 0, or -EDEADLK when some can never go
   on. */
int loop_run(struct loop *loop);

/* Frees the loop. NULL is fine. */
void loop_free(struct loop *loop);

#endif
