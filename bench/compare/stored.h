/* SPDX-License-Identifier: MIT */
/* Two results.json held against each other. */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/measure/comparison.h"

/* Compares all models that both files have times of, as runs made apart (stats/ratio.h), and judges; of `out`
   margin and forced must be set, and verdict_release is due. Returns 0, or a negative errno with `why`:
   -EBADMSG for a file that is no results.json, -EINVAL for two whose machine or scenario differ, unless
   forced, or that share no model. */
int compare_files(struct judgement *out, const char *base, const char *other, struct failure *why);
