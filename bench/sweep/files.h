/* SPDX-License-Identifier: MIT */
/* A sweep in files: sweep.json (docs/sweep.schema.json), and CSV for the plots. */
#pragma once

#include "bench/sweep/sweep.h"

/* Writes sweep.json, sweep.csv, runs.csv and, of two axes, winners.csv to the folder of the results, each
   under another name first. Returns 0 or a negative errno with `why`. */
int sweep_files_write(const struct sweep *sweep, const struct workspace *workspace, struct failure *why);
