/* SPDX-License-Identifier: MIT */
/* Options that are handed on as they are: to manyhands-work (attempts and time-outs) and to the origin
   (faults). They are checked before (bench/options/table.h), so that a wrong one is one line before anything
   is started. */
#pragma once

#include <stddef.h>

enum { PASSED_ON_MOST = 40 };

struct passed_on {
    const char *words[2 * PASSED_ON_MOST]; /* "--attempts", "3", ...; borrowed */
    size_t count;
};
