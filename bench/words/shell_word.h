/* SPDX-License-Identifier: MIT */
/* A command line to be copied. */
#pragma once

#include <stdio.h>

/* Writes a space and a word, in quotes where a shell would not read it back as it is. */
void shell_word(FILE *file, const char *word);
