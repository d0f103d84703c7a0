/* SPDX-License-Identifier: MIT */
/* --lang, which every command takes: read before all else, so that what is said about the rest is in it. */
#pragma once

#include "bench/words/failure.h"

/* Sets the language of a tag. Returns 0 or -EINVAL with `why`. */
int language_set(const char *tag, struct failure *why);

/* Sets the language that --lang, else the environment asks for. Returns 0 or -EINVAL with `why`. */
int language_choose(int argc, char **argv, struct failure *why);

/* How many words of a command line `word` begins that set the language: 2 for "--lang", 1 for "--lang=TAG",
   else 0. */
int language_words(const char *word);

/* The first word from argv[1] on that is not about the language; NULL when there is none. */
char **language_next_word(int argc, char **argv);
