/* SPDX-License-Identifier: MIT */
/* What a value may be, in the language set, for whoever gave another. Each writes to `out` and returns it. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "models/model.h"

enum { EXPECTED_SIZE = 256 };

/* "1 to 1000" */
const char *expected_count(char out[EXPECTED_SIZE], size_t least, size_t most);

/* Of nanoseconds, "0 to 60min"; of bytes, "1B to 1000GB"; and of decimal numbers. */
const char *expected_time(char out[EXPECTED_SIZE], uint64_t least, uint64_t most);
const char *expected_size(char out[EXPECTED_SIZE], uint64_t least, uint64_t most);
const char *expected_decimal(char out[EXPECTED_SIZE], double least, double most);

/* "a value such as 600ms, 1.5s, 0 (0 to 60min)" */
const char *expected_like(char out[EXPECTED_SIZE], const char *examples, const char *range);

/* How the workers are given of what is called `name`, a model or, where that is NULL, a program:
   "fork-pool:N, N from 1 to 1024". */
const char *expected_workers(char out[EXPECTED_SIZE], const char *name, const struct model *model);
