/* SPDX-License-Identifier: MIT */
/* What every command that measures goes through: begin, measure, publish, show, end. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/options/options.h"
#include "bench/show/measurement.h"
#include "bench/words/lines.h"

/* What is its own in each. `state` is the command's: nothing but 0 before `begin`. Functions with `why`
   return 0 or a negative errno with it. */
struct session {
    unsigned makes;  /* enum making: what it may leave in the folder of results */
    int also_differ; /* a negative errno of `measure` that is as a web server that is gone, or 0 */

    /* Checks what can be checked before anything is started. `end` is due either way. */
    int (*begin)(void *state, const struct options *options, struct failure *why);
    int (*measure)(void *state, const struct workspace *workspace, struct failure *why);

    /* Whether a measurement that failed left something worth publishing. NULL: never. */
    bool (*has_part)(const void *state);

    /* What does not go well without being a failure is added to `warnings`. */
    int (*publish)(void *state, const struct workspace *workspace, struct lines *warnings,
                   struct failure *why);

    /* Prints it, unless --format asks for `list`. Returns the exit status. */
    int (*show)(const void *state, const struct workspace *workspace);

    /* For --format: what is to be written, released whatever comes of it, and what is said beside it. Returns
       0 or -ENOMEM. NULL: the command refuses --format. */
    int (*list)(const void *state, struct measurements *measurements, struct lines *warnings);
    void (*end)(void *state);
};

/* Goes through it, with results in folder `out`; NULL: `workspace` is one without folders. Says on stderr
   what could not be had. Returns the exit status. */
int session_run(const struct session *session, void *state, const struct options *options, const char *out);

/* Prints where the results are. */
void session_say_where(const struct workspace *workspace);

/* stdout, as the options have it. */
struct sheet session_sheet(const struct options *options);
