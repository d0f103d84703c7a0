/* SPDX-License-Identifier: MIT */
/* A build or an installation of manyhands somewhere else. */
#pragma once

#include <jansson.h>

#include "bench/host/program.h"
#include "bench/host/workspace.h"
#include "bench/words/failure.h"
#include "bench/words/lines.h"

/* The manyhands-work at `where`: in bin/ of that folder, in it, or that file, which has this name; it is
   started to see that it can be. Returns 0 or a negative errno with `why`. */
int build_find_work(char out[PROGRAM_SIZE], const char *where, struct failure *why);

/* Describes a manyhands-work as the "environment" of results.json does the harness: this machine's, with what
   the program says of itself instead: version, compiler, build, libcurl, libuv, libxml2, each null where it
   does not say. A new reference; NULL without memory. */
json_t *build_environment(const char *work, size_t cores, const struct workspace *workspace);

/* Asks two manyhands-work how they were built, and warns when the answers differ: one without optimisation,
   or with a sanitizer, is slower by more than any change makes it. One that does not say is taken to be like
   the other. Returns 0, or -EINTR for a signal. */
int build_warn(const char *base, const char *other, const struct workspace *workspace,
               struct warnings *warnings);

/* Whether both manyhands-work have an option, by their help: an earlier build may not. Returns 1, 0, or
   -EINTR for a signal. */
int build_both_have(const char *base, const char *other, const char *option,
                    const struct workspace *workspace);
