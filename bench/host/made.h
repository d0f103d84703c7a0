/* SPDX-License-Identifier: MIT */
/* The names of everything that the harness may leave in a folder of results. Only what stands here can be
   published (bench/host/workspace.h): so all of it can be looked for before anything is measured. */
#pragma once

#include <stdbool.h>

#include "core/workload.h"

/* Who leaves it; one bit each. */
enum making {
    MAKING_RUN = 1,
    MAKING_SWEEP = 2,
    MAKING_VERDICT = 4,
    MAKING_COUNT = 8,
    MAKING_SELFTEST = 16,
    MAKING_DRAWN_RUN = 32, /* `report`, of each kind */
    MAKING_DRAWN_SWEEP = 64,
    MAKING_DRAWN_VERDICT = 128
};

/* Whether one of `makers` (bits) leaves `name`, a file or a folder. `workload`: what a run is about, or
   NULL; its output has a name, too. */
bool made_by(const char *name, unsigned makers, const struct workload *workload);

/* The folder that a run about `workload` leaves beside its rows, named as it is; NULL where there is none. */
const char *made_folder(const struct workload *workload);
