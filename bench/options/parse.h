/* SPDX-License-Identifier: MIT */
/* Command lines, all read by the table of options (bench/options/table.h). */
#pragma once

#include "bench/options/command.h"

/* Reads the arguments behind argv[0], the command's name, and completes what they ask for, as the command has
   it (command->complete). argv is put in order, as getopt_long does, and borrowed. Sets the language of all
   that follows where there is a --lang. Returns 0, 1 when it was --help and has been answered on stdout, or a
   negative errno with `why`. */
int options_read(struct options *options, const struct command *command, int argc, char **argv,
                 struct failure *why);

/* Sets the language that a --lang anywhere, else the environment asks for: before all else, so that what is
   said about the rest is in it. `*first` is the first word from argv[1] on that is not about it, NULL where
   there is none. Returns 0 or -EINVAL with `why`. */
int options_language(int argc, char **argv, char ***first, struct failure *why);
