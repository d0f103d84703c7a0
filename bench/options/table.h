/* SPDX-License-Identifier: MIT */
/* The options of all commands, in one table: how each is written, who takes it, what it sets, and its line in
   the help. */
#pragma once

#include "bench/options/command.h"

/* What there is to choose from. */
enum option_list { LIST_NONE, LIST_TUTORIAL, LIST_WORKLOADS, LIST_TASKS, LIST_FORMATS, LIST_OUT };

/* What an option changes of what is measured, and where a reader learns of it. */
enum option_scenario {
    SCENARIO_UNDECIDED, /* none of the commands that measure models takes it */
    SCENARIO_SAME,      /* nothing */
    SCENARIO_TOLD,      /* it is in the words of the scenario, or in the models' names */
    SCENARIO_ADDED      /* it stands behind those words, as it was given */
};

/* An option; without a name, a title or a paragraph of the help. The one pointer that is not NULL, or `set`,
   says what kind of value it has and where that goes; a second row of a name has none: it is what the help of
   other commands says of it. */
struct option_row {
    const char *name;  /* "--tasks" */
    unsigned takers;   /* enum taker: who takes it */
    unsigned told;     /* whose help has the row; 0: that of all who take it */
    enum message help; /* "VALUE", a tab, what it does; 0: no line */
    bool title;        /* `help` is one */
    bool repeats;      /* each that is given counts, not only the last */
    bool aside;        /* it says where the result goes or how it is shown, or is of this machine alone */
    const char
        *example; /* what a value looks like, for whoever gave another; the bounds of a count say that */

    bool *flag; /* it has no value, and sets this */
    size_t *count;
    uint64_t *time; /* ns */
    uint64_t *size; /* bytes */
    double *decimal;
    double *fraction;  /* of a percentage */
    const char **text; /* borrowed from argv; may be "" where there is no example */
    int (*set)(struct options *options, const char *text, struct failure *why); /* reads it by itself */

    uint64_t least, most;        /* of count, time and size; most 0: any */
    double above;                /* of decimal, or equal */
    struct passed_on *passed_on; /* where the option and its value are added as well */

    enum option_scenario scenario;
    enum option_list list; /* what stands for the %s of `help` */
};

extern const struct option_row option_table[]; /* in the order of the help, ended by a row of nothing */

/* Where the rows put what they read: for options_read (bench/options/command.h) alone, which copies it from
 * there. */
struct options *option_target(void);

/* --lang: sets the language of all that follows. Returns 0 or -EINVAL with `why`. */
int option_set_language(struct options *options, const char *text, struct failure *why);
