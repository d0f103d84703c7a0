/* SPDX-License-Identifier: MIT */
/* The least time a job can take, whatever the program, and what kept a model from being faster. */
#ifndef MANYHANDS_BENCH_BOUND_H
#define MANYHANDS_BENCH_BOUND_H

#include <stdbool.h>
#include <stddef.h>

/* What there is to do, and with what. Every task waits for its network latency, then computes `parse_s`. */
struct bound_case {
    const double *latency_s; /* borrowed: of each task, seconds, finite and not negative */
    size_t tasks;            /* at least 1 */
    double parse_s;          /* computing time of one task, seconds, finite and not negative */
    size_t workers;          /* at least 1: processes, threads or tasks in flight; sequential has 1 */
    size_t cores;            /* at least 1 */
    bool one_thread;         /* all computing is done by one thread (models/model.h) */
};

/* All in seconds. */
struct bound {
    double seconds;     /* no schedule takes less: the larger of the next two */
    double workers_s;   /* because the workers are so few; with enough of them it is the longest task */
    double computing_s; /* because the cores are so few */
    double unlimited_s; /* `seconds`, had there been a worker for every task */
    double longest_latency_s;
};

/* Of N tasks with equal latencies L and parse time P, W workers, C cores:
     a pool     max(⌈N/W⌉·(L + P),  L + N·P/min(W, C))
     one thread max(⌈N/W⌉·L + P,    L + N·P)
   Unequal latencies take the terms of makespan scheduling on identical machines, which for equal ones are the
   same:
   - workers: with jobs of length L_i + P (one thread: L_i, and a P after the last), longest first: their sum
     over W; the longest; and for every k the sum of the k + 1 shortest among the k·W + 1 longest, since some
     worker must do k + 1 of those (Coffman, Garey and Johnson, An Application of Bin-Packing to
   Multiprocessor Scheduling, SIAM Journal on Computing 7, 1978, argue so; the first two are Graham's, Bounds
   on Multiprocessing Timing Anomalies, SIAM Journal on Applied Mathematics 17, 1969).
   - computing: for every x, the tasks with latencies of x or more cannot begin to compute before x, and then
     share min(W, C) cores: x + P·(how many they are)/min(W, C). (Release dates: Carlier, The One-Machine
     Sequencing Problem, European Journal of Operational Research 11, 1982, for one core.)
   Returns 0, -EINVAL for what is outside the ranges above, or -ENOMEM. */
int bound_compute(const struct bound_case *given, struct bound *out);

enum limit {
    LIMIT_LATENCY,    /* waiting for the network, which more workers cannot shorten */
    LIMIT_WORKERS,    /* too few of them: more would be faster */
    LIMIT_CLIENT_CPU, /* computing: more workers would not be faster */
    LIMIT_ORIGIN,     /* the web server: it says nothing about the model */
};

/* What was measured of one run, all in seconds. */
struct bound_usage {
    double wall_s;       /* positive */
    double client_cpu_s; /* user and system, of the model's whole process tree */
    double origin_cpu_s; /* of the web server, which computes in one thread on the same cores */
};

/* What held a model, the first of these that is so:
   1. origin: it used 80 % of its one core; or, all cores together 90 % busy, more of them than the model.
   2. client CPU: the model used 80 % of all the cores that any number of workers could use (one for one
   thread, else one a task up to all); or all cores together were 90 % busy. What saturates fewer workers than
   cores is not here but a lack of workers.
   3. workers: with one for every task the bound would fall by more than 5 %.
   4. Of the bound without a limit of workers the larger part: the longest latency, or the computing. */
enum limit bound_limited_by(const struct bound_case *given, const struct bound *bound,
                            const struct bound_usage *usage);

#endif
