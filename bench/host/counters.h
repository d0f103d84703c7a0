/* SPDX-License-Identifier: MIT */
/* Counting the instructions of a command, of all its threads and processes, with valgrind's callgrind. */
#pragma once

#include <stdbool.h>

#include "bench/host/workspace.h"

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
