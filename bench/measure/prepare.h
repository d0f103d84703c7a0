/* SPDX-License-Identifier: MIT */
/* What a comparison needs before anything runs, the same for all: how much is computed, what is copied, the
   list of addresses. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"

/* Calibrates comparison->steps, makes comparison->from and writes comparison->urls, as far as each is needed;
   comparison->url must be known. Returns 0 or a negative errno with `why`. */
int prepare(struct comparison *comparison, const struct workspace *workspace, struct failure *why);
