/* SPDX-License-Identifier: MIT */
/* The figures of one comparison, from what results_write wrote. */
#pragma once

#include "bench/measure/comparison.h"
#include "bench/show/figure.h"

/* What each model took, when and at what cost, and the time of its single tasks; as figure_draw,
   figure_redraw and figure_remove. */
int run_figures_draw(const struct comparison *comparison, const struct workspace *workspace,
                     struct lines *warnings, struct failure *why);
int run_figures_redraw(const struct workspace *workspace, struct lines *warnings, struct failure *why);
void run_figures_remove(const struct workspace *workspace);

/* One of them alone, the time of single tasks, for another result with a spans.csv; its words are about a
   comparison. */
const struct figure *run_figures_ecdf(void);
