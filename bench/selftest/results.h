/* SPDX-License-Identifier: MIT */
/* What a self-test found: for a person, and as selftest.json (docs/selftest.schema.json) and selftest.csv,
   which has every comparison. */
#pragma once

#include "bench/selftest/selftest.h"
#include "bench/words/sheet.h"

/* Prints the table, what it means and how it was made, in the language set. */
void selftest_print(const struct sheet *sheet, const struct selftest *selftest);

/* Writes both files to the folder of the results, each under another name first. Returns 0 or a negative
   errno with `why`. */
int selftest_write(const struct selftest *selftest, const struct workspace *workspace, struct failure *why);
