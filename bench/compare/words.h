/* SPDX-License-Identifier: MIT */
/* A comparison of two builds for a person, in sentences, in the language set. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/words/failure.h"
#include "bench/words/lines.h"
#include "bench/words/number.h"

/* A value as it is shown, "124.1 ms", "4.612 MB", "120": in four digits, so that base and new are apart by
   what verdict_change says, to its last digit or one beside it. "–" for what is not known. */
struct text_number verdict_value(enum metric metric, double value);

/* "+5.2 % [+4.1, +6.3]", without the interval where there is none; "–" where it is not known. */
struct text_number verdict_change(const struct estimate *ratio);

/* Why there is nothing to judge by: "only base has it". */
const char *verdict_gap(enum gap gap);

/* The verdict in a word; `detailed`: of what cannot be judged with the reason, "not judged: only base has
 * it".
 */
struct text_number verdict_word(const struct finding *finding, bool detailed);

/* Why a finding is what it is: "wall time: 124.1 ms before, 136.4 ms now, +10.0 % [+8.1, +12.0]: slower
   (margin ±3 %)"; of a gap "wall time: not judged: only base has it". */
void verdict_sentence(char out[LINES_SIZE], const struct finding *finding);

/* What failed, and what makes the verdicts say less than they seem to. */
void verdict_warnings(struct lines *lines, const struct judgement *judgement);

/* How to read them; `rounds`: also how many more would settle what is inconclusive. */
void verdict_notes(struct lines *lines, const struct judgement *judgement, bool rounds);

/* Says in `why` what verdict_failure found, which must be something. Returns -EBADMSG. */
int verdict_fail(const struct judgement *judgement, struct failure *why);
