/* SPDX-License-Identifier: MIT */
/* Ending early, when the user asks for it: first in good order, then at once. */
#ifndef MANYHANDS_CORE_STOP_H
#define MANYHANDS_CORE_STOP_H

#include <stdbool.h>

/* What a program that was asked to end still does. */
enum stop {
    STOP_NOT,  /* everything */
    STOP_SOON, /* finishes what is in flight, takes nothing new */
    STOP_NOW   /* drops what is in flight, keeps what is complete */
};

/* Takes over SIGINT, SIGTERM and SIGHUP: the first makes it STOP_SOON and, a second later, STOP_NOW; another
   one ends the process by that signal, at once, after unlinking `unfinished`. Each wakes
   whatever waits in the kernel with EINTR. Returns 0 or a negative errno. */
int stop_install(const char *unfinished);

/* In a forked child: leaves SIGINT and SIGHUP, which a terminal sends to all, to its parent; SIGTERM ends it.
 */
void stop_leave_to_parent(void);

enum stop stop_state(void);

/* The signal that asked for it, or 0. */
int stop_signal(void);

/* Can be read from STOP_NOW on: for an event loop to wait on. -1 before stop_install. */
int stop_descriptor(void);

#endif
