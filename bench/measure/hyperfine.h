/* SPDX-License-Identifier: MIT */
/* The clock of manyhands: hyperfine runs a command once, without a shell, and says how long it took. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/measure/command.h"

struct hyperfine_run {
    bool succeeded;
    size_t retries;      /* as the command reported them */
    char complaint[384]; /* what the command said last when it did not */
    double wall_s, user_s, system_s;
};

/* Times one run of the command. Returns 0, also when the command failed, or a negative errno with `why`:
   -EINTR for a signal, another when hyperfine itself did not work. */
int hyperfine_time(struct hyperfine_run *run, const struct command *command,
                   const struct workspace *workspace, int timeout_ms, struct failure *why);

/* Reads the times of the first run in a file that hyperfine exported (--export-json). Returns 0, or -EBADMSG
   when it has none that could be. */
int hyperfine_read(struct hyperfine_run *run, const char *path);
