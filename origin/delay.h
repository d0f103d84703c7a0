/* SPDX-License-Identifier: MIT */
/* How long the origin keeps a page back. The harness asks the same function, so it knows every page's delay.
 */
#ifndef MANYHANDS_ORIGIN_DELAY_H
#define MANYHANDS_ORIGIN_DELAY_H

#include <stdint.h>

struct delay_settings {
    uint64_t latency_ns; /* the middle; at most one hour */
    uint64_t jitter_ns;  /* how far a page's delay may lie from it, either way; at most one hour */
    uint64_t seed;
};

/* The delay of a page, in nanoseconds: even over latency ± jitter, what would be negative is 0.
   Depends on its arguments alone, so every model meets the same delays. */
uint64_t delay_of_page(const struct delay_settings *settings, uint64_t page);

#endif
