/* SPDX-License-Identifier: MIT */
/* A run of a model that is looked at instead of timed. */
#pragma once

#include "bench/host/memory.h"
#include "bench/host/workspace.h"
#include "bench/measure/command.h"

struct untimed_run {
    bool succeeded;
    char complaint[384];         /* what the command said last when it did not */
    double wall_s;               /* from before its start to after its end */
    size_t rows, bytes, retries; /* as it reported them */
    long context_switches;
    struct memory_sample peak; /* each number its own highest; all zero when it was not sampled */
};

/* Runs the command; `sampled`: looks at its memory every few milliseconds. Returns 0, also when the command
   failed, or a negative errno with `why`: -EINTR for a signal. */
int untimed_run(struct untimed_run *run, const struct command *command, const struct workspace *workspace,
                int timeout_ms, bool sampled, struct failure *why);
