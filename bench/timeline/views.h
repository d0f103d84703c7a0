/* SPDX-License-Identifier: MIT */
/* What is made of the recorded spans, for others to draw or show. */
#ifndef MANYHANDS_BENCH_VIEWS_H
#define MANYHANDS_BENCH_VIEWS_H

#include "bench/host/workspace.h"

/* Writes trace.json, the timeline's CSV and race.animated.svg (.zh-CN.svg), from the spans.csv among the
   results. Without one, removes those of an earlier run. Returns 0 or a negative errno with `why`. */
int views_write(const struct workspace *workspace, struct failure *why);

#endif
