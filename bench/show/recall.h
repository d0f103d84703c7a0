/* SPDX-License-Identifier: MIT */
/* A comparison of some other day, read back from its results.json. */
#pragma once

#include <jansson.h>

#include "bench/measure/comparison.h"

/* Fills in the contenders with what report_cell shows of them, and comparison->count, ->rounds and ->partial;
   of the trials only their number and wall times. Returns 0, -EBADMSG for a document that is not as
   docs/results.schema.json says, or -ENOMEM; comparison_release is due either way. */
int recall_comparison(struct comparison *comparison, const json_t *document);
