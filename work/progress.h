/* SPDX-License-Identifier: MIT */
/* How far a run is, on a terminal: a line that is written over. manyhands gives its runs none to write to. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool shown; /* stderr is a terminal */
    uint64_t last_ns;
};

void progress_init(struct progress *progress);

/* Shows that `done` of the `known` tasks are done, at most ten times a second. */
void progress_show(struct progress *progress, size_t done, size_t known);

/* Wipes the line. */
void progress_clear(const struct progress *progress);
