/* SPDX-License-Identifier: MIT */
/* `manyhands race`: the race on the terminal. */
#pragma once

#include "bench/measure/comparison.h"

/* Replays the spans.csv in `folder` on stdout, with the speed, colour and ascii of `options`, until its end
   or q; a signal ends the process, and also then the terminal is left as it was. Where stdout is no terminal,
   prints only how it ended. The places are those of `comparison`, where its models are in it. Returns 0 or a
   negative errno with `why`. */
int replay_run(const struct options *options, const char *folder, const struct comparison *comparison,
               struct failure *why);
