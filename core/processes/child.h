/* SPDX-License-Identifier: MIT */
/* A forked worker: a process of its own, with a pipe to it and a pipe back. */
#ifndef MANYHANDS_CORE_PROCESSES_CHILD_H
#define MANYHANDS_CORE_PROCESSES_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child {
    pid_t pid;
    int to;   /* write end: what the child reads; -1 once closed */
    int from; /* read end: what the child writes */
};

/* A child that has not been started: child_close and child_stop do nothing to it. */
extern const struct child child_none;

/* Forks children[index], of `count`, which runs work(arg, index, in, out), 0 or a negative errno, and ends
   with that. The child dies with its parent and keeps no pipe of the others, so that closing `to` lets just
   that one end. Returns 0 or a negative errno, and then children[index] is child_none. */
int child_start(struct child *children, size_t count, size_t index,
                int (*work)(const void *arg, size_t index, int in, int out), const void *arg);

/* Makes writing to the child never wait: -EAGAIN instead. Returns 0 or a negative errno. */
int child_unblock(const struct child *child);

/* Closes the pipe to the child: there will be nothing more to read. */
void child_close(struct child *child);

/* Waits for the child to end, closes its pipes and leaves child_none; kills it first if `now`. Returns the
   signal it died of, or what its work returned; 0 also when something else ended
   it. */
int child_stop(struct child *child, bool now);

#endif
