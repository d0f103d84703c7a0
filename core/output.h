/* SPDX-License-Identifier: MIT */
/* The output file: rows in task order, whatever order the results come in. It appears under its name only
   when it is finished. */
#pragma once

#include <stdbool.h>

#include "core/result.h"

struct output;

/* Starts an output that will be `path`, with a header of `count` columns, for the rows of `tasks` tasks and
   of those they add. Returns 0 or a negative errno (-EEXIST: a device or the like is there, which stays); end
   with output_finish or output_discard. */
int output_new(struct output **out, const char *path, const char *const *columns, size_t count, size_t tasks);

/* Writes the rows of `result`, or keeps them until all earlier ones have come (core/sequence.h, also about
   `added`: the tasks it added). Takes the rows over. Holds in memory only what waits for an earlier task.
   Returns 0 or a negative errno. */
int output_put(struct output *output, struct result *result, const size_t *added, size_t count);

/* Writes everything still held and gives the file its name: `path`, or `path`.partial if `partial`. With
   `sync` it survives a crash of the machine from then on: the file is synced to its disk before, its folder
   after. Frees `output`. Returns 0 or a negative errno, also one that output_put gave, and then no file of
   either name was touched (but a folder that cannot be synced has the new one). */
int output_finish(struct output *output, bool partial, bool sync);

/* Removes what was written and frees `output`. NULL is fine. */
void output_discard(struct output *output);

/* The name of the unfinished file, for a signal handler to unlink. Borrowed. */
const char *output_temporary(const struct output *output);
