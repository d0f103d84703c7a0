/* SPDX-License-Identifier: MIT */
/* A comparison of two builds for a person, in the language set: in sentences, and as a table on a terminal
   and in Markdown. */
#pragma once

#include <stdio.h>

#include "bench/compare/verdict.h"
#include "bench/words/sheet.h"

/* Why a finding fails: "wall time: 124 ms, now 136 ms, +10.0 % [+8.1, +12.0]: slower (margin ±3.0 %)". */
void verdict_sentence(char out[LINES_SIZE], const struct finding *finding);

/* What makes the verdicts say less than they seem to. */
void verdict_warnings(struct lines *lines, const struct judgement *judgement);

/* Prints the conclusion, what is odd, the table, and how to read it. */
void verdict_print(const struct sheet *sheet, const struct judgement *judgement);

/* The same for a comment; `judged` is a struct judgement. Returns 0 or -EIO. */
int verdict_put_markdown(const void *judged, FILE *file);
