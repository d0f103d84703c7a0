/* SPDX-License-Identifier: MIT */
/* A picture site: list pages, and the pictures they show, which become files. */
#pragma once

#include "core/workload.h"

/* Its folder, settings->into, is made when it is not there. A picture's file is named after the SHA-256 of
   its bytes: no name from the network is ever used, equal pictures are one file, and the files are the same
   whichever task came first. Its rows are path,name,file,bytes,sha256. */
extern const struct workload workload_images;

/* Writes a fetched picture into the folder and adds its row. Only between workload_images.setup and
   .teardown. Returns 0, -EBADMSG for what is no picture, -ENOMEM, or why it cannot be written. */
int images_keep(const struct task *task, const struct body *body, struct io *io, struct result *out);
