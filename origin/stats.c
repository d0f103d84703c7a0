/* SPDX-License-Identifier: MIT */
/* The origin's counters. One thread: nothing is locked. */
#include "origin/stats.h"

#include <errno.h>
#include <sys/resource.h>

#include "core/span.h"

/* User and system time of this process, in seconds. */
static double cpu_s(void)
{
    struct rusage usage = {0};
    (void)getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int stats_init(struct stats *stats)
{
    *stats = (struct stats){.started_ns = span_now_ns()};
    return stats_reset(stats);
}

void stats_release(struct stats *stats)
{
    json_decref(stats->requests);
    json_decref(stats->faults);
    stats->requests = NULL;
    stats->faults = NULL;
}

int stats_reset(struct stats *stats)
{
    json_t *requests = json_object();
    json_t *faults = json_object();
    if (!requests || !faults) {
        json_decref(requests);
        json_decref(faults);
        return -ENOMEM;
    }
    stats_release(stats);
    stats->requests = requests;
    stats->faults = faults;
    stats->requests_total = 0;
    stats->redirects = 0;
    stats->connections = 0;
    stats->peak_in_flight = stats->in_flight;
    stats->bytes = 0;
    stats->cpu_before_s = cpu_s();
    stats->period++;
    return 0;
}

/* Adds one to a counter in an object. Returns what it is then, or -ENOMEM. */
static json_int_t add_one(json_t *counters, const char *name)
{
    json_t *counter = json_object_get(counters, name);
    json_int_t count = json_integer_value(counter) + 1;
    if (counter ? json_integer_set(counter, count) : json_object_set_new(counters, name, json_integer(count)))
        return -ENOMEM;
    return count;
}

/* One more is in flight, on a connection that may be new. */
static void set_under_way(struct stats *stats, unsigned *connection_period)
{
    stats->in_flight++;
    if (stats->peak_in_flight < stats->in_flight)
        stats->peak_in_flight = stats->in_flight;
    if (*connection_period != stats->period) {
        *connection_period = stats->period;
        stats->connections++;
    }
}

json_int_t stats_arrived(struct stats *stats, const char *address, unsigned *connection_period)
{
    json_int_t count = add_one(stats->requests, address);
    if (count < 0)
        return count;
    stats->requests_total++;
    set_under_way(stats, connection_period);
    return count;
}

void stats_redirected(struct stats *stats, unsigned *connection_period)
{
    stats->redirects++;
    set_under_way(stats, connection_period);
}

int stats_met(struct stats *stats, const char *fault)
{
    return add_one(stats->faults, fault) < 0 ? -ENOMEM : 0;
}

void stats_ended(struct stats *stats, unsigned period, uint64_t bytes)
{
    stats->in_flight--;
    if (period == stats->period)
        stats->bytes += (json_int_t)bytes;
}

char *stats_text(const struct stats *stats)
{
    json_t *all = json_pack("{sO sI sI sO sI sI sI sf sf}", "requests", stats->requests, "requests_total",
                            stats->requests_total, "redirects", stats->redirects, "faults", stats->faults,
                            "connections", stats->connections, "peak_in_flight", stats->peak_in_flight,
                            "bytes", stats->bytes, "cpu_s", cpu_s() - stats->cpu_before_s, "uptime_s",
                            (double)(span_now_ns() - stats->started_ns) / 1e9);
    char *text = all ? json_dumps(all, JSON_COMPACT | JSON_REAL_PRECISION(9)) : NULL;
    json_decref(all);
    return text;
}
