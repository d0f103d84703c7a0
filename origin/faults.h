/* SPDX-License-Identifier: MIT */
/* Which requests go wrong, and how: drawn from the seed, so that every model meets the same faults. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "origin/fault.h"

enum { FAULTS_MOST = 32, FAULTS_ALL_PAGES = 1000000000 };

struct fault_rule {
    const struct fault *fault; /* borrowed from fault_list */
    uint32_t share;            /* of the pages: so many in FAULTS_ALL_PAGES */
    size_t attempts;           /* how many first attempts at a page go wrong; 0: all */
};

/* None at all when zeroed. */
struct faults {
    struct fault_rule rules[FAULTS_MOST];
    size_t count;
};

/* Adds KIND[:RATE[:N]]: a name of fault_list; a share of the pages, as 0.1 or 10% (1 unless given); how many
   attempts (1 unless given). Returns 0, -EINVAL when it has another form, -ENOENT without such a kind,
   -ERANGE for a rate beyond 1, -EDOM when all rates come to more than 1, -E2BIG for more than FAULTS_MOST
   rules, -ENOTSUP when this machine cannot do it; after an error nothing has changed. */
int faults_add(struct faults *faults, const char *text);

/* The fault that `attempt`, from 1, at list page `page` meets, or NULL. A page has one fault or none: which,
   depends on the rules, the seed and the page alone. */
const struct fault *faults_met(const struct faults *faults, uint64_t seed, uint64_t page, uint64_t attempt);

/* The same for a picture by its id: it has nothing in common with the page of that number. */
const struct fault *faults_met_by_picture(const struct faults *faults, uint64_t seed, uint64_t id,
                                          uint64_t attempt);
