/* SPDX-License-Identifier: MIT */
/* The tasks that failed for good: the first are named on stderr as they come, all of them in a file. */
#pragma once

#include "core/job.h"

/* Names a failed task on stderr, if it is among the first ten; `before` failed earlier. */
void failures_say(size_t before, const struct task *task, const struct result *result);

/* Gives the file of all of them its name, `path`. With none, one of an earlier run is removed, so that it is
   not taken for this one's; no other file is. Frees `output`. Returns 0 or a negative errno. */
int failures_finish(struct output *output, const char *path, size_t count, bool sync);
