/* SPDX-License-Identifier: MIT */
/* Command lines of which some words are another's: read a word at a time. */
#pragma once

#include "bench/words/failure.h"

/* The value of option `name` at argv[*i], "--name VALUE" or "--name=VALUE", of which *i is then the last
   word; NULL when it is not that option, or with `why` when there is no value. */
const char *word_value(const char *name, int argc, char **argv, int *i, struct failure *why);
