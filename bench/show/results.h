/* SPDX-License-Identifier: MIT */
/* A comparison in files: results.json (docs/results.schema.json), CSV for the plots, spans, figures. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"
#include "bench/show/figure.h"

/* Writes results.json, hyperfine.json, models.csv, runs.csv, cost.csv, budget.csv, spans.csv and the
   workload's own output to the folder of the results, each under another name first. Returns 0 or a negative
   errno with `why`. */
int results_write(const struct comparison *comparison, const struct workspace *workspace,
                  struct failure *why);

enum run_figure {
    RUN_FIGURE_HEADLINE,
    RUN_FIGURE_BUDGET,
    RUN_FIGURE_TIMELINE,
    RUN_FIGURE_ECDF,
    RUN_FIGURE_COST,
    RUN_FIGURES
};

/* What is drawn of these files: what each model took, where that went, when, the time of its single tasks,
   and at what cost; their words are about a struct comparison. The ECDF is of another result with a
   spans.csv, too. */
extern const struct figure run_figures[RUN_FIGURES];
