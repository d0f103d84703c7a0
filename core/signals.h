/* SPDX-License-Identifier: MIT */
/* Which signals ask a program to end. */
#pragma once

#include <signal.h>

/* SIGINT, SIGTERM and SIGHUP, but for those that this process ignores: whoever started it wanted that (nohup
   does it with SIGHUP; a shell without job control, for what runs behind it, with SIGINT), and a handler, or
   waiting for them, would bring them back. To be called before they are met otherwise. */
void signals_ending(sigset_t *out);

/* Meets those signals with `action`. Returns 0 or a negative errno. */
int signals_meet(const struct sigaction *action);
