/* SPDX-License-Identifier: MIT */
/* A concurrency model: who runs the tasks, and what waiting means. One file each, listed in registry.c. */
#ifndef MANYHANDS_MODELS_MODEL_H
#define MANYHANDS_MODELS_MODEL_H

#include "core/job.h"
#include "core/wording.h"

struct model {
    const char *name;
    struct wording about;
    size_t
        tutorial_workers; /* the tutorial's number, used when none is given; 0: as many as there are tasks */
    size_t max_workers;   /* 1: it takes no number of workers */
    bool one_thread;      /* all computing is done by one thread, however many tasks are in flight */

    unsigned descriptors; /* open files a worker needs in the process that runs the model */

    /* Does the whole job with `workers` workers: processes, threads, or tasks in flight.
       Returns 0, or a negative errno when it could not start; -ECHILD, -EPIPE or -EBADMSG when it lost a
       worker process; job->error counts as well. */
    int (*run)(struct job *job, size_t workers);
};

extern const struct model *const models[]; /* in the order they are shown, ended by NULL */

/* A model and its workers as people write them: NAME or NAME:WORKERS. */
struct model_choice {
    const struct model *model;
    size_t workers; /* 0: as many as there are tasks */
};

/* Reads "NAME[:WORKERS]". Returns 0, -ENOENT for an unknown name, or -ERANGE for a number of workers that is
   none or outside 1 to max_workers. */
int model_choice_parse(const char *text, struct model_choice *out);

/* How many workers `choice` has for `tasks` tasks. */
size_t model_choice_workers(const struct model_choice *choice, size_t tasks);

/* How many open files a process may need that runs `model` with `workers` workers. */
size_t model_descriptors(const struct model *model, size_t workers);

#endif
