/* SPDX-License-Identifier: MIT */
/* manyhands report: everything that is drawn of a result, drawn again from the files in its folder. */
#pragma once

#include "bench/show/sentences.h"

/* Of a comparison: what is made of spans.csv, the figures and report.html; of a sweep or a verdict its
   figure. What is missing is said in `warnings`, as figure_draw does. Returns 0 or a negative errno with
   `why`: a folder whose files are not a result is left as it was. */
int redraw(const char *folder, struct lines *warnings, struct failure *why);
