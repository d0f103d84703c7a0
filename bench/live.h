/* SPDX-License-Identifier: MIT */
/* Two builds held against each other now, on this machine, in turns: what one of them meets, the other meets,
   too. Prints nothing but progress, so that others can build on it. */
#ifndef MANYHANDS_BENCH_LIVE_H
#define MANYHANDS_BENCH_LIVE_H

#include "bench/verdict.h"
#include "bench/workspace.h"

struct live_request {
    const struct options *options; /* what is done; its models are at most a third of OPTIONS_MOST_MODELS;
                                      with rounds, just as many blocks, and as many again to confirm */
    char base[ENTRANT_PROGRAM_SIZE], other[ENTRANT_PROGRAM_SIZE]; /* each a manyhands-work, build_find_work */
    size_t more_steps;                                            /* entrant.more_steps of the new one */
    bool warned;                                                  /* what disturbs has been said already */
    double margin;
    double limit_s; /* about so long it takes at most, two thirds of it for the first run */
    uint64_t seed;  /* of the order in every block */
    const struct workspace *workspace;
};

/* Compares. In each block every model runs once as base, once as new and once as base again, the control, in
   a fresh random order; each run is timed by hyperfine and verified (bench/trial.h), a first block only
   verified. From 10 blocks on it looks after every fourth part more whether all is settled, or a difference
   is found. That is a suspicion: a second run, of new blocks alone, has all the time that is left to
   confirm it or not, and its numbers stand for that finding, since those that raised the suspicion are too
   far from 1 on average. The memory, and context switches, are those of one more run each.
   verdict_release(out) is due. Returns 0, with out->problem where a build's output or requests were not
   right, or a negative errno with `why`: -EINTR for a signal. */
int live_compare(const struct live_request *request, struct judgement *out, struct failure *why);

#endif
