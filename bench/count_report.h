/* SPDX-License-Identifier: MIT */
/* What was counted, for people and for programs. */
#ifndef MANYHANDS_BENCH_COUNT_REPORT_H
#define MANYHANDS_BENCH_COUNT_REPORT_H

#include <stdio.h>

#include "bench/measure/count.h"

/* Prints a table: a column a model, a row for each thing that was counted of any. */
void count_print(FILE *file, const struct count *count);

/* Writes counts.json (docs/counts.schema.json) into the folder of the results. Returns 0 or a negative errno
   with `why`. */
int count_write(const struct count *count, const struct workspace *workspace, struct failure *why);

#endif
