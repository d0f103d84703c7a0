/* SPDX-License-Identifier: MIT */
/* A curl multi handle driven by a libuv loop: transfers in, a call for each that has ended. */
#pragma once

#include <curl/curl.h>
#include <uv.h>

struct multi;

/* One that calls on_done(easy, outcome) from the loop, never from within multi_add, for each transfer that
   has ended; on_done may add transfers. `loop` is borrowed until multi_free, `connections` is how many idle
   ones are kept. Returns 0 or -ENOMEM. */
int multi_new(struct multi **out, uv_loop_t *loop, long connections,
              void (*on_done)(CURL *easy, CURLcode outcome));

/* Starts a transfer. Returns 0 or -ENOMEM. */
int multi_add(struct multi *multi, CURL *easy);

/* Takes a transfer out before it has ended; on_done is not called for it. */
void multi_remove(struct multi *multi, CURL *easy);

/* Closes its connections and frees it, its handles in the loop's next turn. No transfer is under way. */
void multi_free(struct multi *multi);
