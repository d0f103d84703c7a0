/* SPDX-License-Identifier: MIT */
/* Ending early, when the user asks for it: first in good order, then at once. */
#pragma once

#include <stddef.h>

/* What a program that was asked to end still does. */
enum stop {
    STOP_NOT,  /* everything */
    STOP_SOON, /* finishes what is in flight, takes nothing new */
    STOP_NOW   /* drops what is in flight, keeps what is complete */
};

/* Takes over the signals of signals_ending (core/signals.h): the first makes it STOP_SOON and, a second
   later, STOP_NOW; another one ends the process by that signal, at once, after unlinking the `count` files
   `unfinished` (at most 2). A signal interrupts one thread only (EINTR): whoever waits is woken by polling
   stop_descriptor. Children forked later are in the same state and can poll, too. Returns 0 or a negative
   errno. */
int stop_install(const char *const *unfinished, size_t count);

/* In a forked child: leaves SIGINT and SIGHUP, which a terminal sends to all, to its parent, whose state it
   shares; SIGTERM ends it. */
void stop_leave_to_parent(void);

enum stop stop_state(void);

/* The signal that asked for it, or 0. */
int stop_signal(void);

/* Can be read from that state on, and for ever, by any number of threads: to be polled beside what else is
   waited for. -1 before stop_install. */
int stop_descriptor(enum stop state);
