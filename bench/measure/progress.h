/* SPDX-License-Identifier: MIT */
/* One line on a terminal that says what runs now and how long it will take: written between timed runs, never
   during one. */
#pragma once

#include <stdbool.h>

#include "bench/measure/comparison.h"

/* Whether progress is shown: stderr is a terminal and the user does not want it quiet. */
bool progress_wanted(const struct options *options);

/* Says that `contender` is being timed in the round after the complete ones, or, by a message, that something
   else is done. */
void progress_round(const struct comparison *comparison, const struct contender *contender);
void progress_step(const struct options *options, enum message id, const char *detail);

/* Says that in round `number` of a sweep this is being timed, and how long the rest takes; 0: not known yet.
 */
void progress_turn(const struct options *options, const char *number, const char *what, double left_s);

/* Takes the line away. */
void progress_clear(const struct options *options);
