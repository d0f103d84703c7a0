/* SPDX-License-Identifier: MIT */
/* One run of one entrant: with nothing left of an earlier one, the origin's counters at 0, and what comes out
   verified. Timed, looked at or counted, every run of the harness is one of these. */
#pragma once

#include "bench/host/process.h"
#include "bench/measure/command.h"

enum attempt_kind {
    ATTEMPT_WATCHED, /* by this program alone */
    ATTEMPT_SAMPLED, /* its memory is looked at every few milliseconds, too */
    ATTEMPT_TIMED    /* by hyperfine, the clock of manyhands: without a shell */
};

struct attempt {
    /* What is run, and how; all borrowed. */
    enum attempt_kind kind;
    const char *name;              /* of its product in the workspace */
    const struct entrant *entrant; /* by attempt_by: the contender's */
    size_t tasks;                  /* 0: all */
    const char *url;               /* template; NULL: the comparison's */
    const char *spans, *failures;  /* files for them; NULL: none */
    const char *const *prefix;     /* words before the command; NULL: none */

    /* What came of it. */
    struct product product;
    bool succeeded;
    char complaint[384];         /* what the command said last when it did not */
    double wall_s;               /* timed: by hyperfine; else from before its start to after its end */
    double user_s, system_s;     /* timed: of its process tree */
    size_t rows, bytes, retries; /* as manyhands-work reported them */
    long context_switches;       /* not timed: of its process tree */
    struct process_memory peak;  /* sampled: each number its own highest */
    struct origin_counts counts; /* where an origin runs */
};

/* Runs it. Returns 0, also when the command failed, or a negative errno with measuring->why: -EINTR for a
   signal, -ECONNRESET for an origin that is gone. What it took counts as comparison->untimed_s, unless it is
   timed. */
int attempt_run(struct attempt *attempt, const struct measuring *measuring);

/* The same by a contender, whose product is then held against the reference: contender->problem is set when
   it failed or differs. */
int attempt_by(struct attempt *attempt, const struct measuring *measuring, struct contender *contender);

/* Verifies, where an origin runs, that every task was asked for exactly once, and once more for each retry,
   as the origin counted. What a program of somebody's own tries again, when faults make it, only it knows.
   Sets contender->problem otherwise, if it has none. */
void attempt_verify_requests(const struct attempt *attempt, const struct measuring *measuring,
                             struct contender *contender);

/* Reads the times of the first run in a file that hyperfine exported (--export-json). Returns 0, or -EBADMSG
   when it has none that could be. */
int attempt_read_times(struct attempt *attempt, const char *path);
