/* SPDX-License-Identifier: MIT */
/* A comparison of two builds as other tools want it (bench/show/format.h). */
#pragma once

#include "bench/compare/verdict.h"
#include "bench/show/measurement.h"

/* Lists the ratio new / base of every finding, which fails where it is a regression, and the times of both
   builds. Where a build has no times at all there is a single measurement, which fails. All is borrowed from
   the judgement. Returns 0 or -ENOMEM; end with measurements_release either way. */
int measurements_of_judgement(struct measurements *measurements, const struct judgement *judgement);
