/* SPDX-License-Identifier: MIT */
/* A comparison in files: results.json (docs/results.schema.json), CSV for the plots, spans. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"

/* Writes results.json, hyperfine.json, models.csv, runs.csv, cost.csv, spans.csv and the workload's own
   output to the folder of the results, each under another name first. Returns 0 or a negative errno with
   `why`. */
int results_write(const struct comparison *comparison, const struct workspace *workspace,
                  struct failure *why);
