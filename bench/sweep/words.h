/* SPDX-License-Identifier: MIT */
/* A sweep in words, in the language set: what was swept, what it showed. The terminal and summary.md show the
   same. */
#pragma once

#include "bench/show/sentences.h"
#include "bench/sweep/sweep.h"
#include "bench/words/number.h"

/* "articles · workers 1–64 · tasks 100 · latency 20 ms · 3 interleaved rounds · every byte verified" */
void sweep_report_scenario(char out[LINES_SIZE], const struct sweep *sweep);

/* Models without a time, and times that say nothing, each once with the points that it is about. */
void sweep_report_warnings(struct lines *lines, const struct sweep *sweep);

/* What the numbers mean: how many workers were enough and what the formula says; who is fastest where. */
void sweep_report_meaning(struct lines *lines, const struct sweep *sweep);

/* What may tell what so many rounds did not: "--rounds 10 or a quieter machine", where fewer were asked for.
 */
struct text_number sweep_hint(const struct sweep *sweep, size_t rounds);

/* Both, what the numbers mean (how many workers were best and what the formula says; who wins where), and
   where the time went. */
void sweep_report_words(struct report_words *words, const struct sweep *sweep);
