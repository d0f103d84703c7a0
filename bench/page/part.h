/* SPDX-License-Identifier: MIT */
/* The parts of report.html that its template asks for. */
#pragma once

#include <jansson.h>
#include <limits.h>
#include <stdio.h>

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"

/* What a report is made of; all of it is borrowed. */
struct html_source {
    const char *folder;                /* of the result */
    const struct workspace *workspace; /* to publish the report, or NULL */
    json_t *document;                  /* its results.json */
    struct comparison *comparison;     /* the same, recalled */
    struct failure *why;
};

/* The path of a file in the folder of a result. */
void html_path(char path[PATH_MAX], const char *folder, const char *name);

/* Writes the part that "NAME ARGUMENT" asks for, which it cuts up; nothing for a name that is none. Returns 0
   or a negative errno, and then source->why says why. */
int html_part(FILE *file, const struct html_source *source, char *words);
