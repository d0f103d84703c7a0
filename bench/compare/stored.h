/* SPDX-License-Identifier: MIT */
/* Two results held against each other: their results.json, their counts.json, or both. */
#pragma once

#include "bench/compare/verdict.h"

/* Compares the results at two paths, files or folders (bench/compare/record.h): all models that both have
   times of, as runs made apart (stats/ratio.h), and all that both counted; and judges. What both measured
   once and counted stands as it was counted. Of `out` margin and forced must be set, and verdict_release is
   due. Returns 0, or a negative errno with `why`: -EBADMSG for a file that is neither, -EINVAL for two whose
   machine or scenario differ, unless forced, or that share no model. */
int compare_files(struct judgement *out, const char *base, const char *other, struct failure *why);
