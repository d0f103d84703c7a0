/* SPDX-License-Identifier: MIT */
/* Options of `manyhands run` that are handed on as they are: to manyhands-work (attempts and time-outs) and
   to the origin (faults). They are checked here, so that a wrong one is one line before anything is started.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "bench/words/failure.h"

enum { PASSED_ON_MOST = 40 };

struct passed_on {
    const char *words[2 * PASSED_ON_MOST]; /* "--attempts", "3", ...; borrowed */
    size_t count;
};

/* Adds option `name` ("--attempts") with its value, "" for one that has none. Returns 0 or -EINVAL with
 * `why`. */
int passed_on_add(struct passed_on *list, const char *name, const char *value, struct failure *why);
