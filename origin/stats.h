/* SPDX-License-Identifier: MIT */
/* What the origin saw: the harness holds it against what a model says it did. Only requests for targets
 * count.
 */
#pragma once

#include <jansson.h>
#include <stdint.h>

struct stats {
    json_t *requests; /* owned: an object, address to count */
    json_t *faults;   /* owned: an object, the name of a fault to how many requests met it */
    json_int_t requests_total;
    json_int_t redirects;   /* requests that a redirect led to: for targets, too, but none of those above */
    json_int_t connections; /* that carried either */
    json_int_t in_flight;   /* of either: have arrived and are not yet wholly answered */
    json_int_t peak_in_flight;
    json_int_t bytes;    /* of bodies, sent whole */
    double cpu_before_s; /* this process's CPU time at the last reset */
    uint64_t started_ns;
    unsigned period; /* counts the resets, from 1 */
};

/* Returns 0 or -ENOMEM. */
int stats_init(struct stats *stats);
void stats_release(struct stats *stats);

/* All counts to 0 and a new period; the peak starts again from what is in flight. Returns 0 or -ENOMEM, and
   then nothing has changed. */
int stats_reset(struct stats *stats);

/* A request for a target has arrived: its path with its query, in ASCII. `*connection_period` is its
   connection's own, 0 at first: the period in which the connection was counted last. Returns how many have
   arrived for this address in this period, or -ENOMEM, and then it was not counted. */
json_int_t stats_arrived(struct stats *stats, const char *address, unsigned *connection_period);

/* A request that a redirect led to has arrived. */
void stats_redirected(struct stats *stats, unsigned *connection_period);

/* A request has met a fault. Returns 0 or -ENOMEM, and then it was not counted. */
int stats_met(struct stats *stats, const char *fault);

/* A request that arrived in `period` has ended, having sent a body of `bytes` (0 if it was cut off). */
void stats_ended(struct stats *stats, unsigned period, uint64_t bytes);

/* The counters as a JSON text that the caller frees, or NULL without memory. */
char *stats_text(const struct stats *stats);
