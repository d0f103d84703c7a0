/* SPDX-License-Identifier: MIT */
/* A comparison of two builds for other programs: compare.json (docs/compare.schema.json), compare.csv with
   the picture drawn from it, and report.html. */
#pragma once

#include <jansson.h>

#include "bench/compare/verdict.h"
#include "bench/show/figure.h"

/* All of compare.json: a new reference; NULL without memory. */
json_t *verdict_document_new(const struct judgement *judgement);

/* A row a finding, its ratio with the interval, and the margin. Its words are about a struct judgement. */
extern const struct figure verdict_figure;

/* Writes compare.csv and draws the figure from it; as figure_draw. Of a judgement without findings there is
   none, and an earlier one goes. */
int verdict_figure_draw(const struct judgement *judgement, const struct workspace *workspace,
                        struct lines *warnings, struct failure *why);

/* Writes report.html from the compare.json and the pictures in the folder; where there is a run's result,
   report.html is that one's, and stays. Returns 0 or a negative errno with `why`. */
int verdict_page_write(const struct workspace *workspace, struct failure *why);
