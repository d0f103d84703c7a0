/* SPDX-License-Identifier: MIT */
/* A forked worker: a process of its own, with a pipe to it and a pipe back. */
#ifndef MANYHANDS_CORE_CHILD_H
#define MANYHANDS_CORE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child {
    pid_t pid;
    int to;   /* write end: what the child reads; -1 once closed */
    int from; /* read end: what the child writes */
};

/* Forks children[index], which runs work(arg, index, in, out) and exits: with success if that returns 0. The
   child dies with its parent and keeps no pipe of the children before it, so that closing `to` lets just that
   one end. Returns 0 or a negative errno. */
int child_start(struct child *children, size_t index,
                int (*work)(const void *arg, size_t index, int in, int out), const void *arg);

/* Closes the pipe to the child: there will be nothing more to read. */
void child_close(struct child *child);

/* Waits for the child to end and closes its pipes; kills it first if `now`. Returns 0 or, when it ended by
   itself but badly, -ECHILD. */
int child_stop(struct child *child, bool now);

#endif
