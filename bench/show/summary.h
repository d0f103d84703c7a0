/* SPDX-License-Identifier: MIT */
/* summary.md and summary.zh-CN.md: the comparison as Markdown, for a blog or a pull request. */
#pragma once

#include <stdio.h>

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"
#include "bench/show/sentences.h"

/* Their names in the folder of the results. */
extern const char *const summary_names[LANGUAGE_COUNT];

/* Writes both into the folder of the results; `arguments` (count of them) are what was behind "run", for the
   command that reproduces it. Links the figure where it is there. Returns 0 or a negative errno with `why`.
 */
int summary_write(const struct comparison *comparison, const struct workspace *workspace, int count,
                  char **arguments, struct failure *why);

/* Writes its beginning, for a comment on a pull request: title, scenario, warnings and the table. */
void summary_put_comment(FILE *file, const struct comparison *comparison);

/* Parts of it that others share: lines, each with `before` in front; the machine, and when; the command of
   `takes` (enum taker) that makes it again. */
void summary_put_lines(FILE *file, const struct lines *lines, const char *before);
void summary_put_environment(FILE *file, size_t cores, const struct period *period);
void summary_put_command(FILE *file, const char *program, unsigned takes, int count, char **arguments);
