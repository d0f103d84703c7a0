/* SPDX-License-Identifier: MIT */
/* A slow-down on purpose: how many steps of computing more in each task (workloads/compute.h) make a program
   use so much more CPU time. They are real instructions of manyhands-work. */
#pragma once

#include "bench/compare/blocks.h"

enum { SLOW_DOWN_ROUNDS = 32 }; /* four seconds of the default scenario */

struct slow_down {
    struct blocks blocks;       /* of one model; slow_down_calibrate sets what they run with */
    struct judgement judgement; /* what they found */
    double doubling;            /* steps more in each task that would double the CPU time */
};

/* Takes the scenario of `options`, of one model, done by the manyhands-work `work`. Returns 0 or -ENOMEM;
   slow_down_release is due either way. */
int slow_down_init(struct slow_down *slow_down, const struct options *options, const char *work);
void slow_down_release(struct slow_down *slow_down);

/* Starts an origin, which goes on until origin_stop or slow_down_release, and finds out how much CPU time
   steps cost there, within the program itself: some rounds as it is and with about half as much again.
   Returns 0 or a negative errno with `why`: -EBADMSG where an output was wrong, -EAGAIN where the steps cost
   nothing. */
int slow_down_calibrate(struct slow_down *slow_down, const struct workspace *workspace, struct failure *why);

/* Counts the instructions of one run with so many steps more, with valgrind, on the calibration's origin:
   NaN where valgrind can't run it. Returns 0 or a negative errno with the `why` of slow_down_calibrate. */
int slow_down_count(struct slow_down *slow_down, size_t more_steps, double *instructions);
