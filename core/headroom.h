/* SPDX-License-Identifier: MIT */
/* Address space kept free while workers are started, so that as many of them as there is room for leave some
   to work in: where memory is limited (ulimit -v) the last ones fail to start, and not all of them at work.
 */
#ifndef MANYHANDS_CORE_HEADROOM_H
#define MANYHANDS_CORE_HEADROOM_H

/* Reserves it; no memory is used. Where address space is limited, threads will share one arena of the
 allocator. Returns what headroom_release takes, or NULL when there is not even that
 * much. */
void *headroom_take(void);

/* Gives it back. NULL is fine. */
void headroom_release(void *room);

#endif
