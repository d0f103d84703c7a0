/* SPDX-License-Identifier: MIT */
/* The figures of one comparison, from what results_write wrote. */
#pragma once

#include "bench/show/figure.h"

enum run_figure { RUN_FIGURE_HEADLINE, RUN_FIGURE_TIMELINE, RUN_FIGURE_ECDF, RUN_FIGURE_COST, RUN_FIGURES };

/* What each model took, when, the time of its single tasks, and at what cost; their words are about a
   struct comparison. The ECDF is of another result with a spans.csv, too. */
extern const struct figure run_figures[RUN_FIGURES];
