/* SPDX-License-Identifier: MIT */
/* One comparison of models: what was asked, everything that was measured, and what follows from it. */
#pragma once

#include "bench/host/origin.h"
#include "bench/host/period.h"
#include "bench/host/product.h"
#include "bench/measure/span_file.h"
#include "bench/options/options.h"
#include "bench/words/lines.h"
#include "stats/bound.h"
#include "stats/budget.h"
#include "stats/ratio.h"
#include "stats/statistics.h"

/* Rounds of a comparison that was not told how many. */
enum { COMPARISON_LEAST_ROUNDS = 3, COMPARISON_MOST_ROUNDS = 10 };

/* One timed run of one model. */
struct trial {
    double wall_s, user_s, system_s; /* by hyperfine: the whole process tree */
    size_t retries;                  /* attempts besides the first of each task */
    struct origin_counts origin;     /* all zero at a site that is not ours */
};

/* What untimed runs showed of a model. */
struct observation {
    bool present;
    size_t peak_memory_bytes;     /* highest summed PSS of the process tree: depends on what else runs, too */
    size_t peak_own_memory_bytes; /* of its own memory (bench/host/process.h); 0: not known */
    size_t processes;             /* most at once */
    size_t threads;               /* likewise, all processes together */
    long context_switches;        /* voluntary and not, all processes together */
    double traced_wall_s;         /* with spans recorded, NaN when none were, like the next */
    double computed_s;            /* CPU time, by the spans of its tasks */
    double waited_s;              /* for the network, by the spans: a task's mean */
    double startup_s; /* from the start of the process to its first task, and from its last to its end */
    double faults_s;  /* how much sooner it would have been done, had no attempt failed: played through */
};

struct contender {
    struct entrant entrant;
    size_t in_flight;     /* tasks at once, at most */
    struct trial *trials; /* owned: one a round */
    size_t trial_count;
    struct product_digest product; /* the last one that was looked at */
    char problem[512];             /* why it was taken out: nothing of it counts; "" when all is well */
    struct observation observed;

    /* By analysis_make, from the trials. */
    struct estimate wall;    /* seconds: the median */
    struct estimate speedup; /* the baseline's median over this */
    double cpu_s;            /* the median of user's and system's, each round's added up */
    double origin_cpu_s;     /* the median */
    size_t place;            /* from 1, shared where nothing tells who is faster (places.h); 0: not known */
    struct bound bound;
    double bound_s;       /* with the rate, too */
    double efficiency;    /* bound_s / wall */
    struct budget budget; /* of the time */
    enum limited_by limited_by;
    double tutorial_s; /* the tutorial's own time for this set-up, or NaN */
};

struct comparison {
    const struct options *options; /* borrowed */
    char url[TASK_ADDRESS_SIZE];   /* template */
    struct contender contenders[OPTIONS_MOST_MODELS];
    size_t count;
    size_t rounds; /* complete ones */
    struct period period;
    size_t cores;
    bool partial; /* it ended early */
    bool syncs; /* its runs wait until their files are on the disk: a build takes part that cannot leave it */
    size_t steps; /* of computing, as it was calibrated (workloads/compute.h): a task's, or what a page has
                     more */
    char from[WORKSPACE_PATH_SIZE]; /* the folder to copy, or "" */
    char urls[WORKSPACE_PATH_SIZE]; /* the list for programs of somebody's own, or "" */

    /* What everything is held against, by sequential on an origin without latency. */
    struct product_digest product;
    size_t rows;
    size_t row_bytes;      /* of them all */
    size_t bytes;          /* of all response bodies */
    double capacity_per_s; /* requests that the origin could give, NaN at a site that is not ours */

    /* By sequential, at the true latency. */
    struct bound_task *tasks; /* owned: those that others add, too */
    size_t task_count;
    double typical_latency_s;
    double parse_s; /* of one task: what it computes */

    double record_s; /* to record an attempt's span (bench/measure/costs.h) */
    double pipe_s;   /* to send a task and its result through pipes, NaN when nobody does */
    size_t advised;  /* workers, by --workers auto; 0: it was not asked for */

    struct warnings warnings; /* that came before the timing */

    /* Where the time went, seconds. */
    double timed_s;   /* in timed runs */
    double untimed_s; /* in the runs for verification, bounds, memory and spans */
    double total_s;
};

/* What a comparison is measured with, for all that runs something. All borrowed. */
struct measuring {
    struct comparison *comparison;
    struct origin
        *origin; /* it does not run (origin_runs) at a site that is not ours, and where nothing is fetched */
    const struct workspace *workspace;
    struct failure *why; /* why a function returns a negative errno */
};

/* An empty comparison of options->entrants. Returns 0 or -ENOMEM. */
int comparison_init(struct comparison *comparison, const struct options *options);
void comparison_release(struct comparison *comparison);

/* The one that speed-ups are relative to: sequential where it takes part, else the first; NULL when all were
   taken out. */
const struct contender *comparison_baseline(const struct comparison *comparison);

/* Whether no contender was taken out for what it did. */
bool comparison_verified(const struct comparison *comparison);

/* Whether the contender has times that count. */
bool contender_counts(const struct contender *contender);

/* The memory that is shown of a contender and compared: the most it had of its own, bytes; NaN when that is
   not known. */
double contender_memory(const struct contender *contender);

/* Takes the contender out, with the reason: message `id` with `detail` in it. */
void contender_set_problem(struct contender *contender, enum message id, const char *detail);

/* A number of a trial; CPU time is user's and system's. */
enum trial_number { TRIAL_WALL, TRIAL_USER, TRIAL_SYSTEM, TRIAL_CPU, TRIAL_ORIGIN_CPU, TRIAL_REQUESTS };

/* Copies this number of the first `count` trials. */
void contender_numbers(const struct contender *contender, size_t count, enum trial_number which, double *out);

/* How the wall times of `other` compare with those of `base` (ratio_paired), in the rounds in which both ran.
   Returns as ratio_paired. */
int contender_ratio(const struct contender *base, const struct contender *other, struct ratio *out);

/* The fastest that counts besides `but`, NULL for nobody; NULL when there is none. */
const struct contender *comparison_fastest(const struct comparison *comparison, const struct contender *but);

/* What the measured costs of `count` tasks mean for the bound: replaces comparison->tasks, and sets what is
   typical of them. Takes `costs` as span_file_read gives it, with the true latencies. Returns 0 or -ENOMEM.
 */
int comparison_set_costs(struct comparison *comparison, const struct span_cost *costs, size_t count);

/* Takes what the comparison of another set-up, with the same tasks and the same computing, found out about
   the work: the right product, the costs, the steps. Returns 0 or -ENOMEM. */
int comparison_adopt(struct comparison *comparison, const struct comparison *other);

/* The job as the contender does it, with the lock that --gil is, or without; comparison->tasks are borrowed.
 */
struct bound_case comparison_case(const struct comparison *comparison, const struct contender *contender,
                                  bool gil);

/* The workers that the tutorial's formula asks for, cores · (1 + waiting ÷ computing) of a typical task;
   infinite when it computes nothing. */
double comparison_formula(const struct comparison *comparison);

/* Gives the contenders whose numbers were not given as many workers as --workers auto advises, as the
   formula has it, but no more than there are tasks. Returns 0, or -EINVAL with `why` where two of them are
   one model with the same number then. */
int comparison_advise(struct comparison *comparison, struct failure *why);
