/* SPDX-License-Identifier: MIT */
/* What a command is; how its command line is read, by the table of options (bench/options/table.h), and what
   its help says. */
#pragma once

#include "bench/options/options.h"

/* Which rows of the table of options (bench/options/table.h) a command takes; one bit each. */
enum taker {
    TAKER_RUN = 1,
    TAKER_COUNT = 2,
    TAKER_SWEEP = 4,
    TAKER_COMPARE = 8,
    TAKER_SELFTEST = 16,
    TAKER_RACE = 32,
    TAKER_LIST = 64,
    TAKER_LIVE = 128, /* compares two builds now: `compare --live` and `selftest` */
    TAKER_OTHER = 256 /* only what every command takes */
};

struct command {
    const char *name;
    unsigned takes;     /* enum taker */
    size_t operands;    /* words that are no options, at most */
    enum message usage; /* what stands behind the name, an alternative a line; 0: nothing */
    enum message does;  /* in a line */
    enum message about; /* what its help begins with */
    enum message ends;  /* its exit statuses, the help's end; 0: it says none */

    /* The names --format may have, "markdown, json"; NULL: it refuses --format. */
    const char *(*formats)(void);

    const char *out; /* where the results go unless --out says it; NULL: nowhere */

    /* Fills in what was not given, and refuses what does not go together. Returns 0 or a negative errno with
       `why`. NULL: there is nothing to do. */
    int (*complete)(struct options *options, struct failure *why);

    /* Does it, says what could not be done, and returns the exit status. */
    int (*run)(const struct options *options);
};

/* Reads the arguments behind argv[0], the command's name, and completes what they ask for, as the command has
   it (command->complete). argv is put in order, as getopt_long does, and borrowed. Sets the language of all
   that follows where there is a --lang. Returns 0, 1 when it was --help or --version (-h, -V) and has been
   answered on stdout, or a negative errno with `why`. */
int options_read(struct options *options, const struct command *command, int argc, char **argv,
                 struct failure *why);

/* Sets the language that a --lang anywhere, else the environment asks for: before all else, so that what is
   said about the rest is in it. `*first` is the first word from argv[1] on that is not about it, NULL where
   there is none. Returns 0 or -EINVAL with `why`. */
int options_language(int argc, char **argv, char ***first, struct failure *why);

/* Prints the help of a command to stdout, made from what it and the table are, in the language set. */
void help_print(const struct command *command);

/* Prints the version, and those of the libraries, to stdout. */
void help_print_version(void);

/* Prints that of manyhands itself: of all `commands` (ended by NULL) a line each, and the rest of what
   `command`'s own help would be. */
void help_print_all(const struct command *const commands[], const struct command *command);
