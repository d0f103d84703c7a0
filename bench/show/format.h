/* SPDX-License-Identifier: MIT */
/* How measurements are written for other programs: a writer a format, and their list, in format.c. */
#pragma once

#include "bench/show/measurement.h"

struct format {
    const char *name; /* as --format has it */
    /* Writes all of them. Returns 0 or a negative errno. */
    int (*write)(const struct measurements *measurements, FILE *file);
};

/* The format of that name, or NULL. */
const struct format *format_find(const char *name);

/* All names, "markdown, json, ...". */
const char *format_names(void);

/* Writes all of them to stdout. Returns 0 or a negative errno; what stdout does not take is told in main. */
int format_print(const struct format *format, const struct measurements *measurements);

/* The writer that has a file of its own. */
int format_write_junit(const struct measurements *measurements, FILE *file);
