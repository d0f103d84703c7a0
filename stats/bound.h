/* SPDX-License-Identifier: MIT */
/* The least time a job can take, whatever the program. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A task waits for its network latency, then computes; done, it may add others. */
struct bound_task {
    double latency_s; /* finite and not negative, like the next */
    double compute_s;
    size_t after; /* the task that adds this one, of a smaller index; SIZE_MAX: it is there from the start */
};

/* What there is to do, and with what. */
struct bound_case {
    const struct bound_task *tasks; /* borrowed */
    size_t count;                   /* at least 1 */
    size_t in_flight; /* at least 1: workers; P processes of T threads or coroutines have P·T */
    size_t loops;     /* threads that compute while their other tasks wait: coroutines have one a process;
                         0: a worker is a process or thread of its own, held until its task has computed */
    size_t cores;     /* at least 1 */
};

/* Whether all of it is in these ranges. */
bool bound_case_valid(const struct bound_case *given);

/* All in seconds. */
struct bound {
    double seconds;        /* no schedule takes less: the larger of the next two */
    double workers_s;      /* because the workers are so few; with enough of them it is path_s */
    double computing_s;    /* because the cores, or the loops, are so few */
    double path_s;         /* the longest chain of tasks that add one another */
    double longest_wait_s; /* the most latency in such a chain; without chains the longest latency */
};

/* Of N tasks that are there from the start, with equal latencies L and computing times P, W workers, C cores:
     a pool   max(⌈N/W⌉·(L + P),  L + N·P/min(W, C))
     E loops  max(⌈N/W⌉·L + P,    L + N·P/min(E, C))
   Other tasks take the terms of makespan scheduling on identical machines, which for equal ones are the same.
   Task i cannot start before S_i, its ancestors' L + P one after the other. It holds a worker for H_i and
   computes for R_i after that: in a pool L_i + P_i and 0, with loops L_i and P_i (at most W wait at once, so
   they can be numbered as if W workers waited).
   - workers: the longest chain; for every x, the tasks with S_i of x or more have W workers from x on, and
     the last to let go of one still has its rest: x + (sum of their H)/W + the least of their R; and for
     every k, some worker must hold k + 1 of the k·W + 1 tasks with the longest H: the least of their S + the
     sum of the k + 1 shortest of their H + the least of their R (Coffman, Garey and Johnson, An Application
     of Bin-Packing to Multiprocessor Scheduling, SIAM Journal on Computing 7, 1978, argue so; the first two
     are Graham's, Bounds on Multiprocessing Timing Anomalies, SIAM Journal on Applied Mathematics 17, 1969).
   - computing: for every x, the tasks with S_i + L_i of x or more cannot begin to compute before x, and then
     share the cores: x + (sum of their P)/min(W, C), with loops min(E, C). (Release dates: Carlier, The
     One-Machine Sequencing Problem, European Journal of Operational Research 11, 1982, for one core.)
   Takes time in N·log N. Returns 0, -EINVAL for what is outside the ranges above, or -ENOMEM. */
int bound_compute(const struct bound_case *given, struct bound *out);
