/* SPDX-License-Identifier: MIT */
/* A word that is to be one of some names, such as "auto, always, never"; and what somebody may have meant
   whose word is none of them. */
#pragma once

#include <stddef.h>

#include "bench/words/failure.h"

enum { CHOICE_SIZE = 2048 };

/* Adds a name to a list of them, which begins as "". */
void choice_add(char names[CHOICE_SIZE], const char *name);

/* The place of `word` in the list `names`, from 0, or -1. */
int choice_find(const char *names, const char *word);

/* The same list as the language set writes one: "auto、always、never". Returns `out`. */
const char *choice_list(char out[CHOICE_SIZE], const char *names);

/* How many characters must be put in, taken out, replaced, or swapped with the next, to make one of the
   other: the Damerau-Levenshtein distance in which no part is edited twice. ASCII's capitals are as its small
   letters; of each only the first 63 bytes count. */
size_t choice_distance(const char *one, const char *other);

/* " (did you mean 'NAME'?)" in the language set, with that of `names` which is nearest to `word`: of three
   letters or more, and not more than a third of them wrong, nor more than three. Else "". What stands from a
   "=" or ":" on does not count. Returns `out`. */
const char *choice_question(char out[CHOICE_SIZE], const char *names, const char *word);

/* Says that `word` is none of `names`: message `id` with `subject`, the word, the question and the list.
   Returns -EINVAL. */
int choice_refuse(struct failure *why, enum message id, const char *subject, const char *names,
                  const char *word);
