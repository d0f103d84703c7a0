/* SPDX-License-Identifier: MIT */
/* One piece of work: an address to fetch, and its place in the output. */
#ifndef MANYHANDS_CORE_TASK_H
#define MANYHANDS_CORE_TASK_H

#include <stddef.h>

enum { TASK_URL_SIZE = 1024 }; /* bytes, with the terminating NUL */

struct task {
    size_t index; /* from 0; rows are written in this order */
    char url[TASK_URL_SIZE];
};

/* Fills in task `index` of a URL template, in which every "{page}" becomes index + 1.
   Returns 0 or -ENAMETOOLONG. */
int task_from_template(struct task *task, const char *url_template, size_t index);

#endif
