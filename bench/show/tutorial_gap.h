/* SPDX-License-Identifier: MIT */
/* The gap between threads and coroutines that the tutorial found: what is left of it in this comparison. */
#pragma once

#include "bench/show/sentences.h"

/* Adds what the contenders that are set up as the tutorial was say about it, in C and, where its own programs
   take part, in Python; nothing in any other set-up. */
void tutorial_gap_explain(struct lines *lines, const struct comparison *comparison);
