/* SPDX-License-Identifier: MIT */
/* Where the time of a run went, in parts that add up to it, and what kept it from being shorter. */
#pragma once

#include <stddef.h>

/* In the order in which they are drawn. */
enum budget_part {
    BUDGET_LATENCY,   /* waiting for the network that a worker for every task would not shorten */
    BUDGET_COMPUTING, /* likewise of the tasks that led to the end */
    BUDGET_QUEUEING,  /* these waited for a core */
    BUDGET_WORKERS,   /* more turns of waiting and computing, since the workers are fewer than the tasks */
    BUDGET_LOCK,      /* --gil: one thread of a process computes at a time */
    BUDGET_RATE,      /* --rate, the politeness towards real sites */
    BUDGET_FAULTS,    /* attempts that failed, and the time before the next */
    BUDGET_STARTUP,   /* before the first task and after the last */
    BUDGET_LATE,      /* answers came later than to a task alone */
    BUDGET_REST,      /* all else */
    BUDGET_PARTS
};

/* Seconds; NaN, all of them, where it is not known. */
struct budget {
    double part_s[BUDGET_PARTS];
};

/* Makes the parts add up to `wall_s` and none of them negative: a part under 0 counts as 0, each has what
   those before it leave of `wall_s`, at most, and the rest is what they all leave. */
void budget_fill(struct budget *budget, double wall_s);

/* What held a model. */
enum limited_by {
    LIMITED_LATENCY,    /* waiting for the network, which nothing in the model can shorten */
    LIMITED_WORKERS,    /* too few of them: more would be faster */
    LIMITED_CLIENT_CPU, /* computing, and queueing for the cores that do */
    LIMITED_ORIGIN,     /* the web server: it says nothing about the model */
    LIMITED_LOCK,
    LIMITED_RATE,
    LIMITED_FAULTS,
    LIMITED_STARTUP,
    LIMITED_OVERHEAD, /* late answers, and the rest */
    LIMITED_COUNT
};

/* What was used meanwhile. */
struct budget_usage {
    double wall_s;       /* positive */
    double client_cpu_s; /* user and system, of the model's whole process tree */
    double origin_cpu_s; /* of the web server, which computes in one thread on the same cores */
    size_t cores;        /* at least 1 */
};

/* What held a model:
   1. origin: it used 80 % of its one core; or all cores together were 90 % busy, more of them with the origin
      than with the model.
   2. else latency, where no part that could be changed is a tenth of the time;
   3. else the largest such part, computing and queueing together being one, late answers and the rest
   another. Parts within a tenth of the largest are as large: of these it is the first of workers, lock, rate,
   faults, start-up, client CPU, overhead. */
enum limited_by budget_limited_by(const struct budget *budget, const struct budget_usage *usage);
