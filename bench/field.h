/* SPDX-License-Identifier: MIT */
/* Who takes part in a comparison: a preset, or a list of models. */
#ifndef MANYHANDS_BENCH_FIELD_H
#define MANYHANDS_BENCH_FIELD_H

#include "bench/options.h"

/* Sets the models, tasks and latency of a preset: "tutorial". Returns 0 or -EINVAL with `why`. */
int field_preset(struct options *options, const char *name, struct failure *why);

/* Sets the models from a list, "fork-pool:4,coroutine". Returns 0 or -EINVAL with `why`. */
int field_models(struct options *options, const char *list, struct failure *why);

#endif
