/* SPDX-License-Identifier: MIT */
/* spans.csv as the report carries it: small numbers, since there may be a hundred thousand spans. */
#pragma once

#include <stdio.h>

#include "bench/measure/comparison.h"

/* Writes JSON: {"traces": [{"model": I, "rows": [...]}]}, where I counts comparison->contenders from 0, and a
   row is 15 integers:
   task, how far before it the task that added it is (0: none), attempt, outcome, slot, pid and tid less those
   of the row before, and in microseconds: queued (from the first of the model), then from the one before it:
   started, connected, first byte, received, parsing, parsed; and the CPU time. No file, no traces. Returns 0
   or a negative errno: -EBADMSG for a line that is no span of these models. */
int html_spans(FILE *file, const char *path, const struct comparison *comparison);
