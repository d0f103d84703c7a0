/* SPDX-License-Identifier: MIT */
/* One line on a terminal that says what runs now and how long it will take: written between timed runs, never
   during one. */
#pragma once

#include <stdbool.h>

#include "bench/options/options.h"

/* Whether progress is shown: stderr is a terminal and the user does not want it quiet. */
bool progress_wanted(const struct options *options);

/* Says by a message that something that is not timed is done. */
void progress_step(const struct options *options, enum message id, const char *detail);

/* Says that in round `number` ("2/3") this is being timed, and how long the rest takes; 0: not known yet. */
void progress_turn(const struct options *options, const char *number, const char *what, double left_s);

/* Takes the line away. */
void progress_clear(const struct options *options);
