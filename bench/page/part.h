/* SPDX-License-Identifier: MIT */
/* The parts of report.html that its template asks for. */
#pragma once

#include <jansson.h>
#include <limits.h>
#include <stdio.h>

#include "bench/measure/comparison.h"
#include "bench/words/failure.h"

/* A report that is being written, and what it is made of. */
struct html_report {
    FILE *file;
    const char *argument; /* of the part that is being written */
    int err;              /* of a part that could not be, a negative errno; `why` says why */
    struct failure *why;
    const char *folder;           /* of the result */
    const char *template;         /* its file in scripts/report */
    json_t *document;             /* owned: its results.json, or that of another command */
    struct comparison comparison; /* the same, recalled; empty of another command's */
};

/* The path of a file in the folder of a result. */
void html_path(char path[PATH_MAX], const char *folder, const char *name);

/* Writes the part that "NAME ARGUMENT" asks for, which it cuts up; nothing for a name that is none. */
void html_part(struct html_report *report, char *words);

/* The parts that have a file of their own. The tables stand in the report as they are, so they need no
 * script.
 */

/* A row a model that counts: time, speed-up, bound, efficiency, what limited it. */
void html_put_times(struct html_report *report);

/* A row a model that counts: where its time went. */
void html_put_budgets(struct html_report *report);

/* The tables of the account, in both languages, each below its caption. */
void html_put_account_tables(struct html_report *report);
/* The table of the account, in both languages; a row's class is the verdict of its finding. */
void html_put_account(struct html_report *report);

/* A row a model that counts: what its time cost. */
void html_put_costs(struct html_report *report);

/* The spans of the file `argument`, as bench/page/spans.c says. */
void html_put_spans(struct html_report *report);

/* The picture that the argument names, of the result's folder, in every language; nothing where there is
 * none. */
void html_put_picture(struct html_report *report);
