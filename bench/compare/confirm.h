/* SPDX-License-Identifier: MIT */
/* A difference that one run of blocks found is a suspicion, and counts when another run, of other blocks,
   finds it, too. Here is what a run leaves open, and what the next one makes of it. */
#pragma once

#include "bench/compare/verdict.h"

/* Whether something is suspected that no further run was for. */
bool confirm_is_due(const struct judgement *judgement);

/* How many findings a further run is for: the suspicions, and what this one could not tell. */
size_t confirm_count_open(const struct judgement *judgement);

/* Leaves in `out`, before it is judged, what the run before left open; a suspicion is marked as one, with
   what raised it. */
void confirm_keep_open(struct judgement *out, const struct judgement *before);

/* Whether further blocks would change nothing that counts in a first run, or in one `again`: all is settled;
   or something got worse, and the time is better spent on confirming that, or it is confirmed. */
bool confirm_enough(const struct judgement *judgement, bool again);

/* Makes of `out`, the judged run after it, and `before`, which ends with the same findings, what both say
   together: what was open is as the second has it, unless neither could tell. */
void confirm_merge(struct judgement *out, struct judgement *before);

/* Takes back the suspicions that no run was left for: they are inconclusive. */
void confirm_drop(struct judgement *judgement);
