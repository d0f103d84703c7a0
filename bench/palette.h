/* SPDX-License-Identifier: MIT */
/* The colours of the models, fixed for ever (every figure and the terminal use these). */
#ifndef MANYHANDS_BENCH_PALETTE_H
#define MANYHANDS_BENCH_PALETTE_H

#include "models/model.h"

/* "#0072B2" */
const char *palette_figure(const struct model *model);

/* The nearest of a terminal's 256 colours, as the number behind "38;5;". */
int palette_terminal(const struct model *model);

#endif
