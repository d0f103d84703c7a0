/* SPDX-License-Identifier: MIT */
/* A comparison of two builds as a picture: a row a finding, its ratio with the interval, and the margin. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/show/figure.h"

/* Its words are about a struct judgement. */
extern const struct figure verdict_figure;

/* Writes compare.csv and draws the figure from it; as figure_draw. Of a judgement without findings there is
   none, and an earlier one goes. */
int verdict_figure_draw(const struct judgement *judgement, const struct workspace *workspace,
                        struct lines *warnings, struct failure *why);
