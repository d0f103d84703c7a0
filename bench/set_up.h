/* SPDX-License-Identifier: MIT */
/* A comparison as a command line asks for it, with a folder for its results: for `run` and `count`. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/measure/comparison.h"

/* What is done with it. argv is the command line, argv[0] the command. Returns the exit status. */
typedef int (*set_up_act)(struct comparison *comparison, const struct workspace *workspace, int argc,
                          char **argv);

/* Reads the command line, does it, and puts everything away. Returns the exit status; says on stderr what
   could not be had. */
int set_up(int argc, char **argv, set_up_act act);
