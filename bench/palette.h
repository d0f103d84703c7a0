/* SPDX-License-Identifier: MIT */
/* The colours of the models, fixed for ever (every figure and the terminal use these). */
#ifndef MANYHANDS_BENCH_PALETTE_H
#define MANYHANDS_BENCH_PALETTE_H

#include "bench/entrant.h"

/* "#0072B2" */
const char *palette_figure(const struct entrant *entrant);

/* The nearest of a terminal's 256 colours, as the number behind "38;5;". */
int palette_terminal(const struct entrant *entrant);

/* How a figure fills it: "solid", or for a hybrid "hatched" (threads inside) or "crosshatched" (coroutines).
 */
const char *palette_pattern(const struct entrant *entrant);

#endif
