/* SPDX-License-Identifier: MIT */
/* Which files a run may replace or remove: what the user named (--out, --spans, --failures), as other tools
   do it, but under names that only follow from those (FILE.partial, FOLDER.csv) no more than an earlier run
   of ours left there. */
#pragma once

#include <stdbool.h>

#include "work/options.h"
#include "work/place.h"

/* Looks at everything that the run would write, before it begins. Returns 0, or a negative errno with
   `subject`, to be freed, as the path that it is about: -EEXIST where something is in the way. */
int claim_check(const struct options *options, const struct place *place, char **subject);

/* Whether the regular file at `path` begins with the row that these columns are: what a run wrote. */
bool claim_is_ours(const char *path, const char *const *columns, size_t count);
