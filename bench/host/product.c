/* SPDX-License-Identifier: MIT */
#include "bench/host/product.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

void product_at(struct product *product, const struct workspace *workspace, const struct workload *workload,
                const char *name)
{
    char file[256];
    product->workload = workload;
    (void)snprintf(file, sizeof file, "%.200s.csv", name);
    workspace_path(product->rows, workspace, file);
    workspace_path(product->out, workspace, workload->makes_files ? name : file);
}

int product_remove(const struct product *product)
{
    int err = unlink(product->rows) && errno != ENOENT ? -errno : 0;
    if (!err && product->workload->makes_files)
        err = tree_remove(product->out);
    return err;
}

int product_digest(struct product_digest *out, const struct product *product)
{
    *out = (struct product_digest){0};
    int err = tree_digest_file(out->rows, product->rows);
    if (!err && product->workload->makes_files)
        err = tree_digest(out->files, product->out);
    return err;
}
