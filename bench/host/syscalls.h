/* SPDX-License-Identifier: MIT */
/* Counting a command's system calls, processes and threads with manyhands-trace. */
#pragma once

#include "bench/host/program.h"
#include "bench/host/workspace.h"

struct syscalls {
    char program[PROGRAM_PATH_SIZE];
    char file[WORKSPACE_PATH_SIZE];
    const char *prefix[3]; /* the words to put before a command, ended by NULL */
};

/* Created: beyond the first. */
struct syscalls_counts {
    double syscalls, processes, threads;
};

/* Prepares to trace one command; the struct must not move until that has run. */
void syscalls_init(struct syscalls *trace, const struct workspace *workspace);

/* Reads what was counted. Returns 0 or -EBADMSG. */
int syscalls_read(const struct syscalls *trace, struct syscalls_counts *out);

/* Tries whether programs may be traced here. Returns 0 with the answer, or -EINTR for a signal. */
int syscalls_work(const struct workspace *workspace, bool *out);
