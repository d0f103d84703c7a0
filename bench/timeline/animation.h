/* SPDX-License-Identifier: MIT */
/* The race as an SVG that plays by itself: CSS alone, no script, for pages that allow none. */
#pragma once

#include <stdio.h>

#include "bench/timeline/timeline.h"

/* Draws the timelines of all models as they unfold, over and over, in the language set (message_language).
   Who asked for less motion sees how it ended. Returns 0 or a negative errno. */
int animation_write(const struct timeline *timeline, FILE *file);
