/* SPDX-License-Identifier: MIT */
/* A forked worker: a process of its own, with a pipe to it and a pipe back. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child {
    pid_t pid;
    int to;   /* write end: what the child reads; -1 once closed */
    int from; /* read end: what the child writes */
};

/* A child that has not been started: the functions below do nothing to it. */
extern const struct child child_none;

/* Forks a child, which runs work(arg, index, in, out), 0 or a negative errno, and ends with that. It dies
   with its parent and leaves the signals of a terminal to it. Returns 0 or a negative errno, and then it is
   child_none. */
int child_start(struct child *child, int (*work)(const void *arg, size_t index, int in, int out),
                const void *arg, size_t index);

/* In another child: closes what that inherited of this one, so that child_close lets this one end. */
void child_forget(const struct child *child);

/* Makes the parent's ends never wait: -EAGAIN instead. Returns 0 or a negative errno. */
int child_unblock(const struct child *child);

/* Makes this process die with the one that started it, `parent`. Returns 0, -ESRCH when that is gone already,
   or another negative errno. */
int child_follow(pid_t parent);

/* Closes the pipe to the child: there will be nothing more to read. */
void child_close(struct child *child);

/* Waits for the child to end, closes its pipes and leaves child_none; kills it first if `now`. Returns the
   signal it died of, or what its work returned; 0 also when something else ended
   it. */
int child_stop(struct child *child, bool now);
