/* SPDX-License-Identifier: MIT */
/* A sweep shown to a person: on a terminal, in summary.md and summary.zh-CN.md, and in its pictures. */
#pragma once

#include <stdio.h>

#include "bench/show/sentences.h"
#include "bench/sweep/sweep.h"
#include "bench/words/grid.h"

/* The tables of a sweep: of one axis tasks a second and, once it was measured, memory; of two who wins where.
 */
struct sweep_table {
    struct grid grid;
    enum message caption;
};

enum { SWEEP_MOST_TABLES = 2 };

/* Fills in those that there are. Returns how many. */
size_t sweep_tables(struct sweep_table out[SWEEP_MOST_TABLES], const struct sweep *sweep);

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

/* Writes report.html from the sweep.json and the figures in the folder of the results; nothing where an older
   one has no words. Returns 0 or a negative errno with `why`. */
int sweep_page_write(const struct workspace *workspace, struct failure *why);
