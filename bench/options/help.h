/* SPDX-License-Identifier: MIT */
/* What --help says, made from what the commands and the table of options are, in the language set. */
#pragma once

#include "bench/options/command.h"

/* Prints the help of a command to stdout. */
void help_print(const struct command *command);

/* Prints that of manyhands itself: of all `commands` (ended by NULL) a line each, and the rest of what
   `command`'s own help would be. */
void help_print_all(const struct command *const commands[], const struct command *command);
