/* SPDX-License-Identifier: MIT */
#include "workloads/registry.h"

#include <string.h>

extern const struct workload workload_articles;
extern const struct workload workload_compute;
extern const struct workload workload_copy;
extern const struct workload workload_images;
extern const struct workload workload_movies;

const struct workload *const workloads[] = {&workload_articles, &workload_movies,  &workload_images,
                                            &workload_copy,     &workload_compute, NULL};

const struct workload *workload_find(const char *name)
{
    for (const struct workload *const *workload = workloads; *workload; workload++) {
        if (strcmp((*workload)->name, name) == 0)
            return *workload;
    }
    return NULL;
}
