/* SPDX-License-Identifier: MIT */
/* The comparison on a terminal: bars, the table, what it means. */
#pragma once

#include <stdio.h>

#include "bench/measure/comparison.h"

/* Prints it, as wide as the terminal of `file` (100 columns where it is none), in the language set. */
void table_print(FILE *file, const struct comparison *comparison);
