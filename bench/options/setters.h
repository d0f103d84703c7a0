/* SPDX-License-Identifier: MIT */
/* Options whose values are more than a number or a word. Each reads `text` into `options` and returns 0 or
   -EINVAL with `why`. */
#pragma once

#include "bench/options/options.h"

int set_workload(struct options *options, const char *text, struct failure *why);
int set_url(struct options *options, const char *text, struct failure *why);
int set_over(struct options *options, const char *text,
             struct failure *why); /* one more; read in sweep/axis.h */
int set_slow_downs(struct options *options, const char *text, struct failure *why); /* "1%,5%" */
int set_color(struct options *options, const char *text, struct failure *why);
int set_language(struct options *options, const char *text, struct failure *why); /* of all that follows */
