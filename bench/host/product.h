/* SPDX-License-Identifier: MIT */
/* What a run leaves: its rows and, of some workloads, a folder of files. */
#pragma once

#include "bench/host/tree.h"
#include "bench/host/workspace.h"
#include "core/workload.h"

struct product {
    const struct workload *workload; /* borrowed */
    char out[WORKSPACE_PATH_SIZE];   /* what the run is told with --out */
    char rows[WORKSPACE_PATH_SIZE];  /* where its rows are then */
};

/* What identifies a product. */
struct product_digest {
    char rows[DIGEST_SIZE];
    char files[DIGEST_SIZE]; /* "" where the workload makes none */
};

/* Where a run in the workspace leaves what it makes under that name. */
void product_at(struct product *product, const struct workspace *workspace, const struct workload *workload,
                const char *name);

/* Removes what an earlier run left there. Returns 0 or a negative errno. */
int product_remove(const struct product *product);

/* Returns 0 or a negative errno; `out` holds what could be read. */
int product_digest(struct product_digest *out, const struct product *product);
