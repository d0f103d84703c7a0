/* SPDX-License-Identifier: MIT */
/* The figures, drawn by gnuplot from what results_write wrote. */
#ifndef MANYHANDS_BENCH_FIGURE_H
#define MANYHANDS_BENCH_FIGURE_H

#include "bench/comparison.h"
#include "bench/report.h"
#include "bench/workspace.h"

/* Draws NAME.LANG.svg and .png of every figure in every language into the folder of the results. What is
   missing (gnuplot, a Chinese font, a picture) is said in `warnings`: a comparison is worth having without
   its picture. Returns 0, also without pictures, or a negative errno with `why`: -EINTR for a signal. */
int figure_draw_all(const struct comparison *comparison, const struct workspace *workspace,
                    struct report_lines *warnings, struct failure *why);

/* Removes the figures of an earlier run and their words, so that none is taken for one of this. */
void figure_remove_all(const struct workspace *workspace);

#endif
