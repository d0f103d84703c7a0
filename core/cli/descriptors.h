/* SPDX-License-Identifier: MIT */
/* The limit of open files, checked before a run and not met in the middle of one. */
#ifndef MANYHANDS_CORE_CLI_DESCRIPTORS_H
#define MANYHANDS_CORE_CLI_DESCRIPTORS_H

#include <stddef.h>

/* Raises this process's soft limit of open files to `needed` if it is lower and the hard limit allows it.
   Returns 0, -EMFILE when the hard limit is too low (`*limit` is then that limit), or another negative errno.
 */
int descriptors_ensure(size_t needed, size_t *limit);

#endif
