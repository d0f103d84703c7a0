/* SPDX-License-Identifier: MIT */
/* A concurrency model: who runs the tasks, and what waiting means. One file each, whose last definition is
   `const struct model model_NAME = {`, with .order on a line of its own: the build lists it in models[], and
   all else, the figures and the tests, too, take from there what they know of it. */
#pragma once

#include "core/cli/wording.h"
#include "core/job.h"

/* How many there are to do it. */
struct team {
    size_t workers; /* processes, threads, or tasks in flight; 0: as many as there are tasks */
    size_t each;    /* of a hybrid: threads, or tasks in flight, in each of them; likewise */
};

/* What a worker is, and what it is called. These three are in registry.c; a model may bring one of its own.
   The words are nouns that follow a number or stand before one: "3 processes", "process 3". */
struct worker_kind {
    const char *name;    /* in results.json */
    struct wording one;  /* "process" */
    struct wording many; /* "processes" */
    bool own_memory;     /* each is a process: has its own, and its own lock of core/gil.h */
    bool one_thread;     /* one thread does the computing of all of them */
};

extern const struct worker_kind worker_process, worker_thread, worker_coroutine;

/* How figures and the terminal show a model: fixed for ever. */
struct model_look {
    const char *color;   /* "#0072B2": at least 3:1 on white and on #111827 */
    int terminal;        /* the nearest of a terminal's 256, as the number behind "38;5;" */
    const char *pattern; /* "solid"; of those that share a colour "hatched", "crosshatched", "dotted" */
};

/* What the tutorial has of it, if it has. */
struct model_tutorial {
    double seconds;      /* its ten pages; 0: it has no such model */
    const char *program; /* the same in Python, in scripts/tutorial */
};

/* What `run` has to keep to. Tests hold every model to it, in tests/program and tests/unit.

   Tasks. It takes them with job_next, does them with job_perform and hands each result in with job_deliver
   (core/job.h), until there will be none any more: that there is none now does not mean that, since one that
   is in hand may add others. It never looks into a task or a result, nor at the workload. Once the job has
   stopped (a signal, a failure with --fail-fast, a disk that is full) job_next gives none: no task is begun
   any more, and what is in hand is delivered. Of a job, job_perform alone is for several threads at once.

   Workers. As many tasks as the team allows are under way whenever there are as many, and never more. Each
   worker has an io of its own, which no other ever uses, made in the process that uses it: after the fork.
   Its slot is its lane in the figures: from 0, its own among those at work, and near those of the same
   process.

   Scarcity. If not all workers can be had, it goes on with those there are and says so once, by job_warn:
   "only %zu of %zu threads: %s" (of processes, "workers"; of coroutines "only %zu in flight: %s"), the reason
   being the strerror. So it does when one cannot be had midway. Only if there is none at all it returns that
   errno, and begins nothing. No worker is started where core/headroom.h finds no room: the last one's memory
   would be what the first needs to work.

   Processes. A child ends by _exit, dies with its parent, and leaves a terminal's signals to it
   (core/processes/child.h). One that dies is said, "worker %zu died (%s) with task %zu in hand", and its
   tasks are done again, by another in its place; what three have died of is failed. No result is lost or
   doubled by it.

   The end. No thread, no child and no open file is left, whatever it returns. */
struct model {
    const char *name; /* lower case, "-" */
    struct wording about;
    unsigned order;   /* of models[]: those with a smaller one come first */
    struct team team; /* when none is given: the tutorial's own, where that has such a model */
    struct team most; /* .workers 1: it takes no number; .each 0: it is no hybrid */
    const struct worker_kind *worker; /* each of team.workers */
    const struct worker_kind *each;   /* of a hybrid: each of team.each in each worker; else NULL */
    const struct model *inner;        /* what each worker runs over the tasks that come to it, or NULL */
    struct model_look look;
    struct model_tutorial tutorial;

    bool one_task;        /* a worker is made for one task, with a connection of its own, and ends with it */
    unsigned descriptors; /* open files a worker needs in the process that runs the model */

    /* Does the whole job with such a team, of which a 0 is as many as there are tasks; .each
       means nothing if it is no hybrid. Returns 0, or a
       negative errno when it could not start; -ECHILD, -EPIPE or -EBADMSG when it lost a worker process;
       job->error counts as well. */
    int (*run)(struct job *job, const struct model *model, struct team team);
};

extern const struct model model_sequential, model_pthread_pool, model_coroutine; /* run inside others */

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
