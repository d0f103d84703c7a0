/* SPDX-License-Identifier: MIT */
/* What all findings of a comparison come to: its first line, its exit status, what is said elsewhere, all
   follow from this alone. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/words/lines.h"

/* The worst first: what is not judged has not passed. */
enum conclusion {
    CONCLUSION_WORSE,    /* something became more, or the new one's output is not right */
    CONCLUSION_UNJUDGED, /* something that is wanted cannot be judged, or there is nothing to judge */
    CONCLUSION_OPEN,     /* something is inconclusive */
    CONCLUSION_FINE      /* all that is wanted is the same, or less */
};

/* Concludes. Wanted is all that either has: of every model its times and its requests, and of a count all
   numbers but context switches; and a file that only one of the two has. Memory and context switches are
   shown and count for nothing here. `counts`: how many findings have each verdict; may be NULL. */
enum conclusion conclusion_of(const struct judgement *judgement, size_t counts[VERDICT_COUNT]);

/* For programs: "regression", "unjudged", "inconclusive", "no-regression". */
const char *conclusion_name(enum conclusion conclusion);

/* What `compare` ends with (enum status): 1 for what is worse, 2 for what is not judged, else 0. */
int conclusion_status(enum conclusion conclusion);

/* All of it in one line for a person, in the language set: the worst word first, then of what it is said. */
void conclusion_sentence(char out[LINES_SIZE], const struct judgement *judgement);
