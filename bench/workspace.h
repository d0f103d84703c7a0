/* SPDX-License-Identifier: MIT */
/* A folder for what comes and goes during a run, inside the folder of the results: removed at the end,
   whatever happened; and with it what was made for results that never came. */
#ifndef MANYHANDS_BENCH_WORKSPACE_H
#define MANYHANDS_BENCH_WORKSPACE_H

#include <stddef.h>

#include "bench/failure.h"

enum { WORKSPACE_PATH_SIZE = 4096 };

struct workspace {
    char out[WORKSPACE_PATH_SIZE];    /* folder of the results */
    char folder[WORKSPACE_PATH_SIZE]; /* the temporary one inside it; "" when there is none */
    size_t made; /* bytes of `out` that name the first folder made for it; 0: all were there */
};

/* Makes the folder `out`, with those above it, and the temporary one, which proves that it can be written.
   Returns 0 or a negative errno with `why`; workspace_release is due either way. */
int workspace_init(struct workspace *workspace, const char *out, struct failure *why);

/* Makes temporary folder `number` of its own inside that of `around`, which removes it with its own: no
   workspace_release is due. Returns 0 or a negative errno with `why`. */
int workspace_init_inside(struct workspace *workspace, const struct workspace *around, size_t number,
                          struct failure *why);

/* Paths of a file in either. */
void workspace_path(char path[WORKSPACE_PATH_SIZE], const struct workspace *workspace, const char *name);
void workspace_result_path(char path[WORKSPACE_PATH_SIZE], const struct workspace *workspace,
                           const char *name);

/* Moves a finished file or folder from the temporary folder to the results, replacing what was there. Returns
   0 or a negative errno with `why`. */
int workspace_publish(const struct workspace *workspace, const char *name, struct failure *why);

/* Removes the temporary folder with all that is in it, and those above it that workspace_init made and that
   are still empty. */
void workspace_release(struct workspace *workspace);

#endif
