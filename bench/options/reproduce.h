/* SPDX-License-Identifier: MIT */
/* The command that measures the same again. */
#pragma once

#include "bench/options/command.h"

/* Of `count` words behind a command, as they were given, those that the result follows from, in their order:
   without the options that only say where it goes and how it is shown, which are somebody's own. `takes` is
   the command's. Both `words` and `out`, of as many, are borrowed. Returns how many there are. */
size_t reproduce_words(const char **out, const char *const *words, size_t count, unsigned takes);
