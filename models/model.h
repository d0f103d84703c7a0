/* SPDX-License-Identifier: MIT */
/* A concurrency model: who runs the tasks, and what waiting means. One file each, listed in registry.c. */
#ifndef MANYHANDS_MODELS_MODEL_H
#define MANYHANDS_MODELS_MODEL_H

#include "core/cli/wording.h"
#include "core/job.h"

/* How many there are to do it. */
struct team {
    size_t workers; /* processes, threads, or tasks in flight; 0: as many as there are tasks */
    size_t each;    /* of a hybrid: threads, or tasks in flight, in each process; likewise */
};

struct model {
    const char *name;
    struct wording about;
    struct team team;          /* when none is given; the tutorial's own, where that has such a model */
    struct team most;          /* .workers 1: it takes no number; .each 0: it is no hybrid */
    const struct model *inner; /* of a hybrid: what each process runs */
    bool in_tutorial;
    bool processes;  /* its workers are processes */
    bool one_thread; /* all computing is done by one thread, however many tasks are in flight */

    unsigned descriptors; /* open files a worker needs in the process that runs the model */

    /* Does the whole job with such a team. Returns 0, or a negative errno when it could not start; -ECHILD,
       -EPIPE or -EBADMSG when it lost a worker process; job->error counts as well. */
    int (*run)(struct job *job, struct team team);
};

extern const struct model *const models[]; /* in the order they are shown, ended by NULL */

/* A model and its team as people write them: NAME, NAME:WORKERS or NAME:WORKERSxEACH. */
struct model_choice {
    const struct model *model;
    struct team team;
};

/* Reads such a text. Returns 0, -ENOENT for an unknown name, or -ERANGE for a number of workers that is none
   or outside what the model can have. */
int model_choice_parse(const char *text, struct model_choice *out);

/* The team that `choice` means for `tasks` tasks: without a 0. */
struct team model_choice_team(const struct model_choice *choice, size_t tasks);

/* How many tasks such a team has under way at most. */
size_t model_in_flight(const struct model *model, struct team team);

/* How many open files a process may need that runs `model` with such a team. */
size_t model_descriptors(const struct model *model, struct team team);

#endif
