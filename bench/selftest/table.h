/* SPDX-License-Identifier: MIT */
/* The outcome of a self-test for a person, in the language set. */
#ifndef MANYHANDS_BENCH_SELFTEST_TABLE_H
#define MANYHANDS_BENCH_SELFTEST_TABLE_H

#include "bench/selftest/selftest.h"
#include "bench/words/sheet.h"

/* Prints the table, what it means and how it was made. */
void selftest_table_print(const struct sheet *sheet, const struct selftest *selftest);

#endif
