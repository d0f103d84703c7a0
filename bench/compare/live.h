/* SPDX-License-Identifier: MIT */
/* Two builds held against each other now, on this machine, in turns: what one of them meets, the other meets,
   too. Prints nothing but progress, so that others can build on it. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/host/workspace.h"

struct live_request {
    const struct options *options; /* what is done; its models are at most a third of OPTIONS_MOST_MODELS;
                                      with rounds, just as many blocks, and as many again to confirm */
    const char *base, *other;      /* each a manyhands-work, build_find_work; borrowed */
    size_t more_steps;             /* entrant.more_steps of the new one */
    bool warned;                   /* what disturbs has been said already */
    double margin;
    double limit_s; /* about so long it takes at most, two thirds of it for the first run */
    uint64_t seed;  /* of the order in every block */
    const struct workspace *workspace;
};

/* Compares. In each block every model runs once as base, once as new and once as base again, the control, in
   a fresh random order; each run is timed by hyperfine and verified (bench/measure/trial.h), a first block
   only verified. From 20 blocks on, and after every half as many more, it looks whether all is settled, or
   something got worse. A difference is a suspicion: a second run, of new blocks alone, has all the time that
   is left to confirm it or not, and its numbers stand for that finding, since those that raised the suspicion
   are too far from 1 on average. What else the first could not tell is looked at again there, and while there
   is time a third run confirms what the second suspects. The requests are the median of a last run; the
   memory, and context switches, are those of one run more each.
   verdict_release(out) is due. Returns 0, with nothing but gaps found where a build's output or requests were
   not right (blocks_find_failures), or a negative errno with `why`: -EINTR for a signal, -EINVAL where the
   limit has no room for the blocks that a verdict needs. */
int live_compare(const struct live_request *request, struct judgement *out, struct failure *why);
