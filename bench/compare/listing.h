/* SPDX-License-Identifier: MIT */
/* A comparison of two builds as a list of measurements, for the formats of other tools (bench/show/format.h).
 */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/show/measurement.h"

/* Lists the ratio new / base of every finding, which fails where it is worse, is an error where it cannot be
   judged and is skipped where it is inconclusive, and the times of both builds. All is borrowed from
   the judgement. Returns 0 or -ENOMEM; end with measurements_release either way. */
int measurements_of_judgement(struct measurements *measurements, const struct judgement *judgement);
