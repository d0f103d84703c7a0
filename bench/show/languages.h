/* SPDX-License-Identifier: MIT */
/* What is written once in each language. */
#pragma once

#include <stdio.h>

#include "bench/host/workspace.h"
#include "bench/words/message.h"

/* Writes file names[LANGUAGE] of the results in each language, with `put`, to which `about` goes and for
   which message() is in that language. Whatever happens, the language is then again what it was. Returns 0 or
   a negative errno with `why`; the files before the one that failed are there. */
int languages_write(const char *const names[LANGUAGE_COUNT], void (*put)(FILE *file, const void *about),
                    const void *about, const struct workspace *workspace, struct failure *why);
