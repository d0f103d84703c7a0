/* SPDX-License-Identifier: MIT */
/* A command line of manyhands-work. */
#pragma once

#include "bench/host/program.h"
#include "bench/measure/comparison.h"

enum { COMMAND_MOST_ARGUMENTS = 40 + 2 * PASSED_ON_MOST };

struct command {
    char *argv[COMMAND_MOST_ARGUMENTS]; /* into what follows, and borrowed; ended by NULL */
    char program[PROGRAM_PATH_SIZE];
    char tasks[32];
    char rate[32];
    char steps[32];
    char workers[32];
};

/* The command with which `entrant` does `tasks` tasks of the comparison at `url` (NULL where nothing is
   fetched; a program of somebody's own always does all of comparison->urls) and leaves its product at `out`.
   All strings are borrowed as long as the command is used. */
void command_init(struct command *command, const struct comparison *comparison, const struct entrant *entrant,
                  size_t tasks, const char *url, const char *out);

/* Puts words, up to 6 and ended by NULL, before the command: those of a program that runs it. They are
   borrowed; NULL is none. */
void command_prefix(struct command *command, const char *const *words);

/* Adds an option with its value; both are borrowed. */
void command_add_option(struct command *command, const char *name, const char *value);

/* The command as one line that a shell splits back into the same words. The caller frees it; NULL without
 * memory. */
char *command_quoted(const struct command *command);

/* How long it may take at the very most before it counts as stuck, in milliseconds: --run-timeout, else
   two minutes and twice what sequential should need. */
int command_timeout_ms(const struct comparison *comparison);
