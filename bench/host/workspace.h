/* SPDX-License-Identifier: MIT */
/* A folder for what comes and goes during a run, inside the folder of the results: removed at the end,
   whatever happened; and with it what was made for results that never came. In the folder of the results
   nothing is replaced or removed but what manyhands made and nobody changed since (bench/host/manifest.h). */
#pragma once

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

#include "bench/host/made.h"
#include "bench/words/failure.h"

enum { WORKSPACE_PATH_SIZE = 4096 };

struct workspace {
    char out[WORKSPACE_PATH_SIZE];    /* folder of the results */
    char folder[WORKSPACE_PATH_SIZE]; /* the temporary one inside it; "" when there is none */
    size_t made;     /* bytes of `out` that name the first folder made for it; 0: all were there */
    unsigned makers; /* enum making: whose files can be published */
    const struct workload *workload; /* borrowed: what a run is about, or NULL */
};

/* Makes the folder `out`, with those above it, and the temporary one, which proves that it can be written.
   Refuses, with -EEXIST, where something of somebody else has a name that one of `makers` (enum making) may
   publish; `workload`: what a run is about, or NULL. Returns 0 or a negative errno with `why`;
   workspace_release is due either way. */
int workspace_init(struct workspace *workspace, const char *out, unsigned makers,
                   const struct workload *workload, struct failure *why);

/* Makes temporary folder `number` of its own inside that of `around`, which removes it with its own: no
   workspace_release is due. Returns 0 or a negative errno with `why`. */
int workspace_init_inside(struct workspace *workspace, const struct workspace *around, size_t number,
                          struct failure *why);

/* Paths of a file in either. */
void workspace_path(char path[WORKSPACE_PATH_SIZE], const struct workspace *workspace, const char *name);
void workspace_result_path(char path[WORKSPACE_PATH_SIZE], const struct workspace *workspace,
                           const char *name);

/* Moves a finished file or folder from the temporary folder to the results, replacing an earlier one that
   manyhands made. Returns 0 or a negative errno with `why`: -EEXIST for one of somebody else, -EINVAL for a
   name that made_by does not know. */
int workspace_publish(const struct workspace *workspace, const char *name, struct failure *why);

/* Removes a file or folder of an earlier result that would be taken for one of these; one of somebody else
 * stays. */
void workspace_withdraw(const struct workspace *workspace, const char *name);

/* Opens a file in the workspace that workspace_publish will later move to the results; NULL with `why`. */
FILE *workspace_open(const struct workspace *workspace, const char *name, struct failure *why);

/* Closes it and publishes it, unless writing failed: `err` is what it gave so far, an error of the file
   itself is found. Returns 0 or a negative errno with `why`. */
int workspace_close(FILE *file, int err, const struct workspace *workspace, const char *name,
                    struct failure *why);

/* Publishes what `put` writes to it, to which `about` goes, as the file `name`. Returns 0 or a negative errno
   with `why`. */
int workspace_publish_file(const struct workspace *workspace, const char *name,
                           void (*put)(FILE *file, const void *about), const void *about,
                           struct failure *why);

/* Publishes `root` as the file `name`, and gives it up; NULL is what there was no memory for. Returns 0 or a
   negative errno with `why`. */
int workspace_publish_json(const struct workspace *workspace, const char *name, json_t *root,
                           struct failure *why);

/* Removes the temporary folder with all that is in it, and those above it that workspace_init made and that
   are still empty. */
void workspace_release(struct workspace *workspace);
