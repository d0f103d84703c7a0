/* SPDX-License-Identifier: MIT */
/* How much a model did at once: its tasks in flight, its threads that compute, and when its event loops
 * computed. */
#pragma once

#include "bench/measure/span_file.h"

/* From `at_ns` on, until the next one. */
struct activity_step {
    uint64_t at_ns;
    int in_flight; /* tasks that wait for bytes */
    int computing; /* threads that parse a task, or otherwise work on one or, by turns, on several */
};

/* A time in which an event loop's one thread worked on tasks: one after the other, so that stretches of one
   loop do not overlap. */
struct activity_stretch {
    size_t loop; /* from 0 */
    uint64_t begin_ns, end_ns;
    size_t task;  /* the first of those tasks */
    size_t tasks; /* how many; more than one where a task that waits for a disk lets another go on */
};

struct activity {
    struct activity_step *steps; /* owned: in order, times all different, the last one with 0 and 0 */
    size_t step_count;
    int most_in_flight;
    int most_computing;
    struct activity_stretch *stretches; /* owned: by loop, then by time */
    size_t stretch_count;
    size_t loops; /* threads that more than one slot shares */
};

/* That of a model's spans, by thread (tid), then by when they were worked on. Returns 0 or -ENOMEM;
 * activity_release is due either way. */
int activity_init(struct activity *activity, const struct span_row *spans, size_t count);
void activity_release(struct activity *activity);
