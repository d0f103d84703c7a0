/* SPDX-License-Identifier: MIT */
/* `manyhands list`. */
#ifndef MANYHANDS_BENCH_LIST_H
#define MANYHANDS_BENCH_LIST_H

#include <stdio.h>

/* Prints all models and workloads, in the language set. */
void list_print(FILE *file);

#endif
