/* SPDX-License-Identifier: MIT */
/* A job played through: when its tasks would be done if nothing but them took time. */
#pragma once

#include "stats/bound.h"

/* How it is played. */
struct schedule_case {
    struct bound_case job;
    double dearer;           /* what computing costs here, of what job.tasks say: positive and finite */
    double rate_per_s;       /* tasks that may begin a second; 0: any number */
    double late_s;           /* what each task waits besides */
    const double *retried_s; /* what each task waits for its attempts that fail; borrowed, NULL: nothing */
};

/* The time to the end, and the parts it is the sum of, all in seconds. They are those of the tasks that one
   after the other led to the end: the last task to be done, before it the one whose end gave it its worker or
   added it, and so on back to the start. */
struct schedule {
    double makespan_s;
    double waiting_s;   /* for the network, failed attempts and the time between them included */
    double queueing_s;  /* computing was due, but all cores had other tasks */
    double computing_s; /* with `dearer` */
    double holding_s;   /* a worker was free, but the rate held the task back */
    double queued_s;    /* and of all tasks together, how long they queued */
};

/* Plays it greedily: a free worker takes the first task in line and keeps it until it has computed. It waits
   for the task's latency, then for a core, and computes. Cores, of which there are as many as the job's
   `cores`, `loops` (unless 0) and `in_flight` all allow, take tasks first come, first served; tasks that
   others add go to the end of the line. So it is one schedule of those that bound_compute bounds, list
   scheduling (Graham, Bounds on Multiprocessing Timing Anomalies, SIAM Journal on Applied Mathematics 17,
   1969): never under the bound, not always the best there is, and what adds to one task can make the whole
   shorter. Any loop may compute a task, whoever waited for it: with several loops real ones can be less
   even. Takes time in N·log N. Returns 0, -EINVAL for what is outside the ranges of bound_compute or above,
   or -ENOMEM. */
int schedule_play(const struct schedule_case *given, struct schedule *out);
