/* SPDX-License-Identifier: MIT */
/* A build or an installation of manyhands somewhere else. */
#ifndef MANYHANDS_BENCH_BUILD_H
#define MANYHANDS_BENCH_BUILD_H

#include "bench/entrant.h"
#include "bench/failure.h"

/* The manyhands-work at `where`: in bin/ of that folder, in it, or that file. Returns 0 or a negative errno
   with `why`. */
int build_find_work(char out[ENTRANT_PROGRAM_SIZE], const char *where, struct failure *why);

#endif
