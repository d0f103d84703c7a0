/* SPDX-License-Identifier: MIT */
/* A comparison of two builds for other programs: compare.json (docs/compare.schema.json), compare.csv with
   the picture drawn from it, and what bench/show/format.h writes. */
#pragma once

#include <jansson.h>

#include "bench/compare/verdict.h"
#include "bench/show/figure.h"
#include "bench/show/measurement.h"

/* All of compare.json: a new reference; NULL without memory. */
json_t *verdict_document_new(const struct judgement *judgement);

/* A row a finding, its ratio with the interval, and the margin. Its words are about a struct judgement. */
extern const struct figure verdict_figure;

/* Writes compare.csv and draws the figure from it; as figure_draw. Of a judgement without findings there is
   none, and an earlier one goes. */
int verdict_figure_draw(const struct judgement *judgement, const struct workspace *workspace,
                        struct lines *warnings, struct failure *why);

/* Lists the ratio new / base of every finding, which fails where it is worse, is an error where it cannot be
   judged and is skipped where it is inconclusive, and the times of both builds. All is borrowed from
   the judgement. Returns 0 or -ENOMEM; end with measurements_release either way. */
int measurements_of_judgement(struct measurements *measurements, const struct judgement *judgement);
