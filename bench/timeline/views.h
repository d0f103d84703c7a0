/* SPDX-License-Identifier: MIT */
/* What is made of the recorded spans, for others to draw or show. */
#pragma once

#include "bench/host/workspace.h"

/* Writes trace.json, the timeline's CSV and race.animated.svg (.zh-CN.svg), from the spans.csv among the
   results. Without one, removes those of an earlier run. Returns 0 or a negative errno with `why`. */
int views_write(const struct workspace *workspace, struct failure *why);
