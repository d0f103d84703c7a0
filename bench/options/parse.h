/* SPDX-License-Identifier: MIT */
/* The command line of `manyhands run`, `manyhands count` and `manyhands sweep`. */
#pragma once

#include "bench/options/options.h"

/* Reads the arguments behind argv[0], "run" or "count". Sets the language (message_language) of all that
   follows; `formats` are the names --format may have, "markdown, json". Returns 0, 1 when it was --help and
   has been answered on stdout, or -EINVAL with `why`. */
int options_parse(struct options *options, int argc, char **argv, const char *formats, struct failure *why);

/* The same behind "sweep", where --over is known, too. What was not given is not filled in yet: each point of
   the sweep does (scenario_complete). */
int options_parse_sweep(struct options *options, int argc, char **argv, struct failure *why);

/* Whether the next word of a command line belongs to `word`, an option without "=". */
bool options_take_value(const char *word);
/* Reads the value of --color. Returns 0 or -EINVAL with `why`. */
int options_parse_color(enum color *out, const char *text, struct failure *why);
