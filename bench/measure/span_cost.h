/* SPDX-License-Identifier: MIT */
/* What it costs to record an attempt at a task. */
#pragma once

/* Records some thousands of empty attempts in a log of its own and returns what one takes, seconds: the least
   of several tries, since another program may be using the machine. NaN without memory for a log. */
double span_cost_measure(void);
