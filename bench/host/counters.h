/* SPDX-License-Identifier: MIT */
/* Counting what a command does, by programs that run it: its system calls, processes and threads with
   manyhands-trace, the instructions of all of them with valgrind's callgrind. */
#pragma once

#include <stdbool.h>

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

struct instructions {
    char folder[WORKSPACE_PATH_SIZE]; /* empty at first: a file for each process */
    char option[2 * WORKSPACE_PATH_SIZE];
    const char *prefix[6]; /* the words to put before a command, ended by NULL */
};

/* Prepares to count those of one command; the struct must not move until that has run. Returns 0 or a
   negative errno. */
int instructions_init(struct instructions *instructions, const struct workspace *workspace);

/* Sums up what was counted. Returns 0, -EBADMSG when there is nothing, or another negative errno. */
int instructions_read(const struct instructions *instructions, double *out);

/* Whether valgrind is installed. */
bool instructions_work(void);
