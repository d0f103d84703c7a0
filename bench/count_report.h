/* SPDX-License-Identifier: MIT */
/* What was counted, for people and for programs. */
#pragma once

#include <stdio.h>

#include "bench/measure/count.h"

/* Prints a table: a column a model, a row for each thing that was counted of any. */
void count_print(FILE *file, const struct count *count);

/* Writes counts.json (docs/counts.schema.json) into the folder of the results. Returns 0 or a negative errno
   with `why`. */
int count_write(const struct count *count, const struct workspace *workspace, struct failure *why);
