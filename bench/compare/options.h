/* SPDX-License-Identifier: MIT */
/* The command line of `manyhands compare`. */
#pragma once

#include "bench/options/options.h"

struct compare_options {
    bool live;
    bool force;
    const char *base, *other; /* borrowed from argv */
    double margin;            /* 0.03 */
    uint64_t limit_ns;        /* of a live comparison, all in all */
    const char *out;          /* folder, or NULL; borrowed from argv */
    struct options run;       /* what runs when live; the language and how it is shown */
};

/* Reads the arguments behind argv[0], "compare". Returns 0, 1 when it was --help and has been answered on
   stdout, or a negative errno with `why`. */
int compare_options_parse(struct compare_options *options, int argc, char **argv, struct failure *why);
