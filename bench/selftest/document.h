/* SPDX-License-Identifier: MIT */
/* selftest.json (docs/selftest.schema.json), and every comparison in selftest.csv. */
#pragma once

#include "bench/selftest/selftest.h"

/* Writes both to the folder of the results, each under another name first. Returns 0 or a negative errno with
   `why`. */
int selftest_document_write(const struct selftest *selftest, const struct workspace *workspace,
                            struct failure *why);
