/* SPDX-License-Identifier: MIT */
/* What fork-pool shares with the models that put threads or coroutines into its processes. */
#ifndef MANYHANDS_MODELS_FORK_POOL_H
#define MANYHANDS_MODELS_FORK_POOL_H

#include "models/model.h"

/* As struct model's run: forked workers, each of which runs model->inner with `team.each` workers over the
   tasks that come to it. */
int fork_pool_run(struct job *job, const struct model *model, struct team team);

#endif
