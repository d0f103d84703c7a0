/* SPDX-License-Identifier: MIT */
/* The timeline in Chrome's trace format, for ui.perfetto.dev or chrome://tracing. */
#pragma once

#include <stdio.h>

#include "bench/timeline/timeline.h"

/* Of a model so many attempts are written, the first ones, so that a browser can open the file. */
enum { TRACE_MOST_SPANS = 20000 };

/* Writes a process a model, in it a thread a worker or coroutine and one an event loop, and two counters.
   Slices of one thread nest: a task holds its attempts, where there is more than one, and an attempt what was
   done. Returns 0 or a negative errno. */
int trace_write(const struct timeline *timeline, FILE *file);
