/* SPDX-License-Identifier: MIT */
/* A sweep shown to a person: on a terminal, in summary.md and summary.zh-CN.md, and in its pictures. */
#pragma once

#include <stdio.h>

#include "bench/show/sentences.h"
#include "bench/sweep/sweep.h"

/* Prints the table and what it means, in the language set. */
void sweep_show(FILE *file, const struct sweep *sweep);

/* Writes both summaries into the folder of the results; `arguments` (count of them) are what was behind
   "sweep". Links the picture where it is there. Returns 0 or a negative errno with `why`. */
int sweep_show_summary(const struct sweep *sweep, const struct workspace *workspace, int count,
                       char **arguments, struct failure *why);

/* As figure_draw, figure_redraw and figure_remove: of one axis the scaling, of two who wins where. */
int sweep_show_draw(const struct sweep *sweep, const struct workspace *workspace, struct lines *warnings,
                    struct failure *why);
int sweep_show_redraw(const struct workspace *workspace, struct lines *warnings, struct failure *why);
void sweep_show_remove(const struct workspace *workspace);
