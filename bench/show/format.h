/* SPDX-License-Identifier: MIT */
/* How measurements are written for other programs: a writer a format, and one registry, in format.c. */
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
