/* SPDX-License-Identifier: MIT */
/* report.html: a result as one file for a browser, with everything in it. Its parts are in scripts/report;
   its template says where each goes. */
#pragma once

#include "bench/host/workspace.h"

/* Whether report_html_write could write a report from `folder`. Returns 0 or a negative errno with `why`. */
int report_html_check(const char *folder, struct failure *why);

/* Writes report.html to the folder of the results from the results.json, the spans.csv and the figures there,
   of which only the first must be there. Returns 0 or a negative errno with `why`; then an older report is as
   it was. */
int report_html_write(const struct workspace *workspace, struct failure *why);

/* Writes report.html likewise from another command's document in the folder ("compare.json"), which has an
   `account` of itself in both languages, by a template of its own; nothing where an older one has none. */
int report_html_write_account(const struct workspace *workspace, const char *document, const char *template,
                              struct failure *why);

/* Its name. */
extern const char report_html_name[];
