/* SPDX-License-Identifier: MIT */
/* summary.md and summary.zh-CN.md: the comparison as Markdown, for a blog or a pull request. */
#ifndef MANYHANDS_BENCH_SUMMARY_H
#define MANYHANDS_BENCH_SUMMARY_H

#include "bench/comparison.h"
#include "bench/workspace.h"

/* Writes both into the folder of the results; `arguments` (count of them) are what was behind "run", for the
   command that reproduces it. Links the figure where it is there. Returns 0 or a negative errno with `why`.
 */
int summary_write(const struct comparison *comparison, const struct workspace *workspace, int count,
                  char **arguments, struct failure *why);

#endif
