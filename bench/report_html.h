/* SPDX-License-Identifier: MIT */
/* report.html: a result as one file for a browser, with everything in it. Its parts are in scripts/report;
   its template says where each goes. */
#ifndef MANYHANDS_BENCH_REPORT_HTML_H
#define MANYHANDS_BENCH_REPORT_HTML_H

#include "bench/failure.h"

/* Whether report_html_write could write a report from `folder`. Returns 0 or a negative errno with `why`. */
int report_html_check(const char *folder, struct failure *why);

/* Writes report.html into `folder` from the results.json, the spans.csv and the figures there, of which only
   the first must be there. Returns 0 or a negative errno with `why`; then an older report is as it was. */
int report_html_write(const char *folder, struct failure *why);

/* Removes one of an earlier run. */
void report_html_remove(const char *folder);

#endif
