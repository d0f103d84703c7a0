/* SPDX-License-Identifier: MIT */
/* How long the origin keeps an answer back. The harness asks the same functions, so it knows every delay. */
#pragma once

#include <stdint.h>

struct delay_settings {
    uint64_t latency_ns; /* the middle; at most one hour */
    uint64_t jitter_ns;  /* how far a delay may lie from it, either way; at most one hour */
    uint64_t seed;
};

/* The delay of a list page, from 1, in nanoseconds: even over latency ± jitter, what would be negative is 0.
   Depends on its arguments alone, so every model meets the same delays. It is the same for posts, for
   pictures and for films, whose request with start=S is for page S / 20 + 1. */
uint64_t delay_of_page(const struct delay_settings *settings, uint64_t page);

/* The delay of a picture by its id, in the same way, but with nothing in common with the page of that number.
 */
uint64_t delay_of_picture(const struct delay_settings *settings, uint64_t id);
