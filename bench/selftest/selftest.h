/* SPDX-License-Identifier: MIT */
/* How far the verdicts of `compare --live` can be trusted on this machine: it compares this build with
   itself, as it is and slowed down by a known part, many times, and counts what it says. */
#pragma once

#include "bench/selftest/slow_down.h"

/* One comparison. */
struct outcome {
    size_t row; /* of which kind it was */
    uint64_t seed;
    size_t blocks;
    double seconds;
    bool suspected; /* a first run found something slower */
    bool slower;    /* so it says in the end: exit status 1 */
    bool faster;
    struct finding wall, cpu;
};

/* What a rate says of its goal; open: too few comparisons to tell. */
enum goal { GOAL_NONE, GOAL_OPEN, GOAL_MISSED, GOAL_REACHED };

/* All comparisons of one kind. */
struct selftest_row {
    double slow_down;    /* of the CPU time; 0: a build with itself */
    size_t steps;        /* more in each task */
    double instructions; /* with them / without; NaN when not counted */
    size_t wanted;

    /* By selftest_summarise; medians NaN where there is none. */
    size_t count, suspected, slower, faster;
    struct interval rate; /* Wilson's, of `slower` */
    double seconds, blocks, wall, cpu;
    double goal; /* of the rate, at most for a build with itself, at least for others; NaN: none */
    enum goal reached;
};

enum {
    SELFTEST_MOST_ROWS = OPTIONS_MOST_SLOW_DOWNS + 1,
    SELFTEST_ENOUGH = 20,
    SELFTEST_COMPARISONS = 200, /* unless --comparisons or --quick says otherwise */
    SELFTEST_DETECTIONS = 50
};

struct selftest {
    const struct options *options;                /* borrowed */
    char work[PROGRAM_SIZE];                      /* the manyhands-work of this build */
    struct slow_down slow_down;                   /* its judgement is scratch for all comparisons, too */
    struct selftest_row rows[SELFTEST_MOST_ROWS]; /* the first is of the build with itself */
    size_t row_count;
    struct outcome *outcomes; /* owned */
    size_t count, wanted;
    bool partial; /* it ended early */
    struct period period;
    double seconds;
};

/* Nothing done yet; `work` is the manyhands-work of this build. Returns 0 or -ENOMEM; selftest_release is due
 * either way. */
int selftest_init(struct selftest *selftest, const struct options *options, const char *work);
void selftest_release(struct selftest *selftest);

/* Fills in what follows from the outcomes. The published goals are for the margin of 3 %: false alarms
   in at most 1 % of the comparisons, with an interval that ends below 3 %; +3 % found in 80 %, +5 % and +10 %
   in 95 %. Fewer than SELFTEST_ENOUGH comparisons neither reach nor miss one. */
void selftest_summarise(struct selftest *selftest);

/* The row of which the next comparison should be: the one that has the least of what it is to have; NULL when
   all is done. */
struct selftest_row *selftest_next(struct selftest *selftest);

/* Calibrates the slow-downs, then compares by live_compare, the kinds in turns so that whatever the machine
   goes through meets all of them, and summarises. Returns 0, or a negative errno with `why` when it ended
   early, with `partial` set and what was done kept: -EINTR for a signal, -EBADMSG for an output that is not
   right, -ECONNRESET for an origin that is gone. */
int selftest_measure(struct selftest *selftest, const struct workspace *workspace, struct failure *why);
