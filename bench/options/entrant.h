/* SPDX-License-Identifier: MIT */
/* Who takes part in a comparison: one of our models, or a program of somebody's own (docs/own-model.md). */
#pragma once

#include <stdbool.h>

#include "bench/host/program.h"
#include "models/model.h"

enum {
    ENTRANT_LABEL_SIZE = 80,      /* bytes, with the terminating NUL */
    ENTRANT_MOST_WORKERS = 100000 /* of a program */
};

struct entrant {
    const struct model *model;      /* NULL: a program */
    struct team team;               /* as it was given, or the model's own; 0: as many as there are tasks */
    bool given;                     /* the numbers were, and are not to be changed */
    char label[ENTRANT_LABEL_SIZE]; /* "fork-pool:4", "fork-threads:2x6", "coroutine", "py-threads:12" */
    char program[PROGRAM_SIZE];     /* its path; of a model, a manyhands-work of another build, or "" */
    size_t more_steps; /* of computing in each task than the comparison has: slowed down on purpose; else 0 */
};

/* Reads NAME[:WORKERS], NAME[:PxT] of our models, or NAME[:WORKERS]=PROGRAM. Returns 0, -ENOENT for an
   unknown model, -ERANGE for a number of workers that it can't have, or -EINVAL for a name or a path that is
   none. */
int entrant_parse(struct entrant *out, const char *text);

/* A model with its own numbers. */
void entrant_of_model(struct entrant *out, const struct model *model);

/* Gives it as many workers as make `in_flight` tasks at once, as far as it can have them; a hybrid has
   `processes` processes; both are 1 at least. Not one whose numbers were given. */
void entrant_resize(struct entrant *entrant, size_t in_flight, size_t processes);

/* How many it means for `tasks` tasks: without a 0. */
struct team entrant_team(const struct entrant *entrant, size_t tasks);

/* How many tasks that has under way at most. */
size_t entrant_in_flight(const struct entrant *entrant, size_t tasks);

/* How many threads compute, each for all the tasks of its own that do not wait (stats/bound.h): its event
   loops or, with a lock around all computing of a process (`gil`), its processes of several threads; 0 for
   all others. */
size_t entrant_loops(const struct entrant *entrant, size_t tasks, bool gil);

/* How it is shown: as its model says or, for a program, in a colour of its own. */
const struct model_look *entrant_look(const struct entrant *entrant);

/* Who does the work, for `tasks` tasks, in the language set (message_language): "4 processes", "2 processes ×
   6 threads". One of our models. */
void entrant_describe_team(char out[ENTRANT_LABEL_SIZE], const struct entrant *entrant, size_t tasks);
