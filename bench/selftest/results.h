/* SPDX-License-Identifier: MIT */
/* The outcome of a self-test for a person, in the language set. */
#pragma once

#include "bench/selftest/selftest.h"
#include "bench/words/sheet.h"

/* Prints the table, what it means and how it was made. */
void selftest_table_print(const struct sheet *sheet, const struct selftest *selftest);
