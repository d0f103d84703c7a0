/* SPDX-License-Identifier: MIT */
/* A comparison of two builds on a sheet, in the language set. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/words/sheet.h"

/* Prints the conclusion, what is odd, a row for each finding, and how to read them. */
void verdict_table_print(const struct sheet *sheet, const struct judgement *judgement);
