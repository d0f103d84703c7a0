/* SPDX-License-Identifier: MIT */
/* The limit of open files, checked before a run and not met in the middle of one. */
#pragma once

#include <stddef.h>

/* Raises this process's soft limit of open files to the hard one, which is to be `needed` at least. Returns
   0, or -EMFILE when it is lower, with the hard one in `*limit`; or another negative errno. */
int descriptors_ensure(size_t needed, size_t *limit);
