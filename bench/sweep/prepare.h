/* SPDX-License-Identifier: MIT */
/* What everything at the points of a sweep is held against: found out once for points that share it. */
#pragma once

#include "bench/sweep/sweep.h"

/* Starts the origins, and finds out for every point what is right and what a task costs. Returns 0 or a
   negative errno with the points' measuring.why. */
int sweep_prepare(struct sweep *sweep, const struct workspace *workspace);
