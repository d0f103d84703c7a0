/* SPDX-License-Identifier: MIT */
/* What is left for workers to start with. Where memory or descriptors are limited, fewer of them start, and
   those can work, instead of all of them failing at it. */
#pragma once

#include <stddef.h>

/* Reserves address space while workers are started, so that as many of them as there is room for leave some
   to work in (ulimit -v); no memory is used. Where address space is limited, threads will share one arena of
   the allocator. Returns what headroom_release takes, or NULL when there is not even that much. */
void *headroom_take(void);

/* Gives it back. NULL is fine. */
void headroom_release(void *room);

/* How many workers can be at work at once that need `each` descriptors, as the limit of open files is now: at
 * least 1. */
size_t headroom_workers(size_t each);
