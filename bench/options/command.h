/* SPDX-License-Identifier: MIT */
/* What a command is. */
#pragma once

#include "bench/options/options.h"

/* Which rows of the table of options (bench/options/table.h) a command takes; one bit each. */
enum taker {
    TAKER_RUN = 1,
    TAKER_COUNT = 2,
    TAKER_SWEEP = 4,
    TAKER_COMPARE = 8,
    TAKER_SELFTEST = 16,
    TAKER_RACE = 32,
    TAKER_LIST = 64,
    TAKER_LIVE = 128, /* compares two builds now: `compare --live` and `selftest` */
    TAKER_OTHER = 256 /* only what every command takes */
};

struct command {
    const char *name;
    unsigned takes;     /* enum taker */
    size_t operands;    /* words that are no options, at most */
    enum message usage; /* what stands behind the name, an alternative a line; 0: nothing */
    enum message does;  /* in a line */
    enum message about; /* what its help begins with */
    enum message ends;  /* its exit statuses, the help's end; 0: it says none */

    /* The names --format may have, "markdown, json"; NULL: it refuses --format. */
    const char *(*formats)(void);

    const char *out; /* where the results go unless --out says it; NULL: nowhere */

    /* Fills in what was not given, and refuses what does not go together. Returns 0 or a negative errno with
       `why`. NULL: there is nothing to do. */
    int (*complete)(struct options *options, struct failure *why);

    /* Does it, says what could not be done, and returns the exit status. */
    int (*run)(const struct options *options);
};
