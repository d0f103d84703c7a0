/* SPDX-License-Identifier: MIT */
/* What was built, and with what. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

/* The libraries the models run on, at run time; the strings live as long as the program. */
struct version_libraries {
    const char *curl;
    const char *uv;
    const char *xml2;
    const char *compiler; /* this was built with it */
};

const struct version_libraries *version_libraries(void);

/* Whether the compiler optimised this build. */
bool version_is_optimised(void);

/* Whether an AddressSanitizer or a ThreadSanitizer is in this build. */
bool version_is_sanitized(void);

/* Prints "PROGRAM VERSION", what it was built with, and "build: " with how: a line each. */
void version_print(FILE *file, const char *program);

/* Prints a line for each of those libraries. */
void version_print_libraries(FILE *file);
