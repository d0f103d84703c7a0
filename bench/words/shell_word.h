/* SPDX-License-Identifier: MIT */
/* A command line to be copied. */
#ifndef MANYHANDS_BENCH_SHELL_WORD_H
#define MANYHANDS_BENCH_SHELL_WORD_H

#include <stdio.h>

/* Writes a space and a word, in quotes where a shell would not read it back as it is. */
void shell_word(FILE *file, const char *word);

#endif
