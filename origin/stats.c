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
    stats->requests = NULL;
}

int stats_reset(struct stats *stats)
{
    json_t *requests = json_object();
    if (!requests)
        return -ENOMEM;
    json_decref(stats->requests);
    stats->requests = requests;
    stats->requests_total = 0;
    stats->connections = 0;
    stats->peak_in_flight = stats->in_flight;
    stats->bytes = 0;
    stats->cpu_before_s = cpu_s();
    stats->period++;
    return 0;
}

int stats_arrived(struct stats *stats, const char *path, unsigned *connection_period)
{
    json_t *count = json_object_get(stats->requests, path);
    if (count)
        json_integer_set(count, json_integer_value(count) + 1);
    else if (json_object_set_new(stats->requests, path, json_integer(1)))
        return -ENOMEM;
    stats->requests_total++;
    stats->in_flight++;
    if (stats->peak_in_flight < stats->in_flight)
        stats->peak_in_flight = stats->in_flight;
    if (*connection_period != stats->period) {
        *connection_period = stats->period;
        stats->connections++;
    }
    return 0;
}

void stats_ended(struct stats *stats, unsigned period, uint64_t bytes)
{
    stats->in_flight--;
    if (period == stats->period)
        stats->bytes += (json_int_t)bytes;
}

char *stats_text(const struct stats *stats)
{
    json_t *all =
        json_pack("{sO sI sI sI sI sf sf}", "requests", stats->requests, "requests_total",
                  stats->requests_total, "connections", stats->connections, "peak_in_flight",
                  stats->peak_in_flight, "bytes", stats->bytes, "cpu_s", cpu_s() - stats->cpu_before_s,
                  "uptime_s", (double)(span_now_ns() - stats->started_ns) / 1e9);
    char *text = all ? json_dumps(all, JSON_COMPACT | JSON_REAL_PRECISION(9)) : NULL;
    json_decref(all);
    return text;
}
