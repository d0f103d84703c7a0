/* SPDX-License-Identifier: MIT */
/* The one policy of trying again: the same for every model. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct retry_policy {
    unsigned attempts;   /* at most, the first one included; at least 1 */
    uint64_t backoff_ns; /* before the second attempt, about; doubles each time */
    uint64_t longest_ns; /* no wait is longer; a server that asks for more is not asked again */
    uint64_t seed;       /* of the jitter */
};

/* 4 attempts, 100 ms, 10 s: what is used unless something else is asked for. */
extern const struct retry_policy retry_default;

/* Whether a task that failed with `error` (a negative errno, as io_get gives it) may succeed when tried
   again: what a network or a server does for a moment (timeouts, refused and cut connections, 5xx, 429,
   broken pages), not what will not change (other statuses, an address that is not allowed, no memory). */
bool retry_is_worthwhile(int error);

/* Whether the server asks for no longer wait with Retry-After than `policy` permits. To come back before
   would be impolite, and in vain: what asked for more has failed. */
bool retry_is_permitted(const struct retry_policy *policy, uint64_t retry_after_ns);

/* Adds to `reason`, of `size` bytes, that the server asks for too long a wait. */
void retry_explain(char *reason, size_t size, const struct retry_policy *policy, uint64_t retry_after_ns);

/* How long to wait after `attempt` (from 1) of a task failed, in nanoseconds: exponential backoff with equal
   jitter (half of it fixed, half random: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
   2015), and at least what the server asked for with Retry-After (0: nothing), which must be permitted.
   Depends on its arguments alone: each model waits alike. */
uint64_t retry_delay_ns(const struct retry_policy *policy, size_t task, unsigned attempt,
                        uint64_t retry_after_ns);
