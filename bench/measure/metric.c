/* SPDX-License-Identifier: MIT */
#include "bench/measure/metric.h"

#include <string.h>

/* The tolerances: twice what ten rounds of the tutorial's scenario, at 20 ms, differed on a busy machine of
   two cores: system calls 2.0 %, instructions 0.3 %. Connections are as many as there are workers that get a
   task, which on a very busy machine may be one less. Context switches differed by 84 %: they only say which
   model makes hardly any, and are not judged. */
const struct metric_about metrics[METRIC_COUNT] = {
    [METRIC_WALL] = {"wall", "s", "wall time", "wall-time", .title = MESSAGE_METRIC_WALL},
    [METRIC_CPU] = {"cpu", "s", "CPU time", "cpu-time", .title = MESSAGE_METRIC_CPU},
    [METRIC_MEMORY] = {"memory", "bytes", "peak memory", "peak-memory", .title = MESSAGE_METRIC_MEMORY,
                       .recorded = "peak_own_memory_bytes"},
    [METRIC_REQUESTS] = {"requests", "count", "requests", "requests", .title = MESSAGE_METRIC_REQUESTS,
                         .recorded = "requests", .judged = true},
    [METRIC_SWITCHES] = {"context_switches", "count", "context switches", "context-switches",
                         .title = MESSAGE_METRIC_SWITCHES, .recorded = "context_switches", .tolerance = 1.7},
    [METRIC_CONNECTIONS] = {"connections", "count", "connections", "connections",
                            .title = MESSAGE_METRIC_CONNECTIONS, .judged = true, .tolerance = 0.1},
    [METRIC_BYTES] = {"bytes", "bytes", "bytes", "bytes", .title = MESSAGE_METRIC_BYTES, .judged = true},
    [METRIC_PROCESSES] = {"processes_created", "count", "processes created", "processes-created",
                          .title = MESSAGE_METRIC_PROCESSES, .judged = true},
    [METRIC_THREADS] = {"threads_created", "count", "threads created", "threads-created",
                        .title = MESSAGE_METRIC_THREADS, .judged = true},
    [METRIC_SYSCALLS] = {"syscalls", "count", "system calls", "system-calls",
                         .title = MESSAGE_METRIC_SYSCALLS, .judged = true, .tolerance = 0.04},
    [METRIC_INSTRUCTIONS] = {"instructions", "count", "instructions", "instructions",
                             .title = MESSAGE_METRIC_INSTRUCTIONS, .judged = true, .tolerance = 0.006}};

const enum metric metrics_counted[METRICS_COUNTED] = {METRIC_REQUESTS,  METRIC_CONNECTIONS, METRIC_BYTES,
                                                      METRIC_PROCESSES, METRIC_THREADS,     METRIC_SWITCHES,
                                                      METRIC_SYSCALLS,  METRIC_INSTRUCTIONS};

bool metric_is_time(enum metric metric)
{
    return strcmp(metrics[metric].unit, "s") == 0;
}
