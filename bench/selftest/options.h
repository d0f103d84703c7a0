/* SPDX-License-Identifier: MIT */
/* The command line of `manyhands selftest`. */
#pragma once

#include "bench/compare/options.h"

enum {
    SELFTEST_MOST_SLOW_DOWNS = 8,
    SELFTEST_COMPARISONS = 200, /* unless --comparisons or --quick says otherwise */
    SELFTEST_DETECTIONS = 50
};

struct selftest_options {
    struct compare_options compare; /* of `compare --live` with the words that are not selftest's own */
    char work[PROGRAM_SIZE];        /* the manyhands-work of this build */
    size_t comparisons;             /* of it with itself */
    size_t detections;              /* of it with each slow-down */
    double slow_downs[SELFTEST_MOST_SLOW_DOWNS]; /* of the CPU time: 0.05 */
    size_t slow_down_count;
    bool quick;      /* no comparison is begun after most of a minute */
    const char *out; /* folder; borrowed from argv */
};

/* Reads the arguments behind argv[0], "selftest". `options` must not move afterwards. Returns 0, 1 when it
   was --help and has been answered on stdout, or a negative errno with `why`. */
int selftest_options_parse(struct selftest_options *options, int argc, char **argv, struct failure *why);
