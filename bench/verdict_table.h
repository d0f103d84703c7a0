/* SPDX-License-Identifier: MIT */
/* A comparison of two builds on a sheet, in the language set. */
#ifndef MANYHANDS_BENCH_VERDICT_TABLE_H
#define MANYHANDS_BENCH_VERDICT_TABLE_H

#include "bench/sheet.h"
#include "bench/verdict.h"

/* Prints a row for each finding, what is odd about it, and how to read it. */
void verdict_table_print(const struct sheet *sheet, const struct judgement *judgement);

#endif
