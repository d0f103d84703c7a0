/* SPDX-License-Identifier: MIT */
/* What fork-pool shares with the models that put threads or coroutines into its processes. */
#ifndef MANYHANDS_MODELS_FORK_POOL_H
#define MANYHANDS_MODELS_FORK_POOL_H

#include "models/model.h"

/* Does the whole job with forked workers, `team.workers` of them, each of which runs `inner` with `team.each`
   workers over the tasks that come to it. Returns 0 or a negative errno, as model->run does. */
int fork_pool_run(struct job *job, struct team team, const struct model *inner);

#endif
