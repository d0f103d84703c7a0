/* SPDX-License-Identifier: MIT */
/* `manyhands race`: the race on the terminal. */
#pragma once

#include "bench/options/parse.h"

struct replay_options {
    const char *folder; /* of the results, borrowed from argv; NULL: none was given */
    double speed;       /* seconds of the recording a second, 0: so that the slowest takes 15 s */
    enum color color;
    bool ascii;
};

/* Reads the arguments behind argv[0], "race". Returns 0, 1 when it was --help and has been answered on
   stdout, or -EINVAL with `why`. */
int replay_parse(struct replay_options *options, int argc, char **argv, struct failure *why);

/* Replays the spans.csv in `folder` on stdout, until its end or q; a signal ends the process, and also then
   the terminal is left as it was. Where stdout is no terminal, prints only how it ended. Returns 0 or a
   negative errno with `why`. */
int replay_run(const struct replay_options *options, const char *folder, struct failure *why);
