/* SPDX-License-Identifier: MIT */
/* A comparison of two builds as a table with its sentences, on a terminal and in Markdown, in the language
   set. */
#pragma once

#include <stdio.h>

#include "bench/compare/verdict.h"
#include "bench/words/grid.h"

/* A row a finding. */
struct verdict_grid {
    struct grid grid;                  /* its subject is this: not to be copied */
    const struct judgement *judgement; /* borrowed */
    bool ascii;
    bool detailed; /* also why something is not judged, and about how many more rounds would settle it */
};

void verdict_grid_init(struct verdict_grid *out, const struct judgement *judgement);

/* Prints the conclusion, what was compared, what is odd, the table, and how to read it. */
void verdict_print(const struct sheet *sheet, const struct judgement *judgement);

/* The same for a comment, with a title; `judged` is a struct judgement. Returns 0 or -EIO. */
int verdict_put_markdown(const void *judged, FILE *file);
