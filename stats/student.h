/* SPDX-License-Identifier: MIT */
/* Student's t distribution, also with degrees of freedom that are no whole number. */
#pragma once

/* The chance of a value at least as far from 0 as `t` (two-sided), with `freedom` > 0. */
double student_p(double t, double freedom);

/* The value that is exceeded with a chance of 2.5 %, with `freedom` >= 1. */
double student_limit(double freedom);
