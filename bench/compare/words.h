/* SPDX-License-Identifier: MIT */
/* A comparison of two builds in words, in the language set: what the terminal and Markdown share. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/show/sentences.h"
#include "bench/words/text.h"

/* "slower", or that it is not judged. */
const char *verdict_word(const struct finding *finding);

/* Of the same, so that no colour is needed: "▲". */
const char *verdict_symbol(const struct finding *finding, bool ascii);

/* "124 ms", "4.6 MB", "120" */
struct text_number verdict_value(enum metric metric, double value);

/* "+5.2 % [+4.1, +6.3]" */
struct text_number verdict_change(const struct estimate *ratio);

/* Why a finding fails: "wall time: 124 ms, now 136 ms, +10.0 % [+8.1, +12.0]: slower (margin ±3.0 %)". */
void verdict_sentence(char out[LINES_SIZE], const struct finding *finding);

/* All in one line: what became worse, or that nothing did. */
void verdict_conclusion(char out[LINES_SIZE], const struct judgement *judgement);

/* What makes the verdicts say less than they seem to. */
void verdict_warnings(struct lines *lines, const struct judgement *judgement);

/* How to read them; `rounds`: also how many more would settle what is inconclusive. */
void verdict_notes(struct lines *lines, const struct judgement *judgement, bool rounds);
