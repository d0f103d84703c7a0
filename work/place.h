/* SPDX-License-Identifier: MIT */
/* Where a run writes: its rows and, for workloads that make files, those. */
#pragma once

#include <limits.h>

#include "work/options.h"

struct place {
    char rows[PATH_MAX]; /* the file */
    char into[PATH_MAX]; /* the folder, or "" */
};

/* What the options mean: --out is the rows' file or, where files are made, their folder, with the rows beside
   it in FOLDER.csv; without it a copy stands beside what it is of, as the tutorial names it. Returns 0,
   -ENAMETOOLONG or, for a folder without a name, -ENOENT. */
int place_find(struct place *place, const struct options *options);
