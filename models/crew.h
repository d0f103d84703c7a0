/* SPDX-License-Identifier: MIT */
/* Forked workers and what each has in hand: started, waited for, and replaced when they die. */
#ifndef MANYHANDS_MODELS_CREW_H
#define MANYHANDS_MODELS_CREW_H

#include <poll.h>

#include "core/processes/worker.h"
#include "models/model.h"

struct crew {
    struct job *job;           /* borrowed */
    const struct model *inner; /* borrowed: what each worker runs over the tasks that come to it */
    struct team team;
    struct child *children;
    struct worker *workers; /* what each child has in hand */
    struct pollfd *ready;   /* two a child, its results and its room for tasks; then the wish to stop */
    struct hands orphans;   /* tasks whose workers died, to be done by others */
    size_t busy;            /* tasks that workers have in hand */
};

/* Starts as many workers as can be had. Returns 0, or a negative errno when there is none; crew_end is due
   either way. */
int crew_start(struct crew *crew, struct job *job, struct team team, const struct model *inner);

/* Waits until crew->ready says that a worker has a result (ready[2i], of worker i) or has died, and sends
   what a pipe had no room for before. Returns 0 or a negative errno, -ECANCELED when the process is to end.
 */
int crew_wait(struct crew *crew);

/* Gives worker `i` a task, taking `hand` over. Returns 0 or -ENOMEM, and then nothing is taken over. */
int crew_give(struct crew *crew, size_t i, struct hand *hand);

/* Takes the next result of worker `i`, and the task it is of, which the caller frees. Returns 1; 0 when the
   worker has died; or -EBADMSG for a result of a task that it does not have. */
int crew_collect(struct crew *crew, size_t i, struct hand **hand, struct result *result);

/* Puts a new worker in the place of dead worker `i`, whose tasks become orphans; one that has cost too many
   workers is delivered as failed. A worker that ended by itself, with an error, is not replaced. Returns 0,
   also when the others have to do its work, or a negative errno when no worker is left. */
int crew_replace(struct crew *crew, size_t i);

/* Ends all workers, at once if `now`, and frees what the crew owns. */
void crew_end(struct crew *crew, bool now);

#endif
