/* SPDX-License-Identifier: MIT */
/* All workloads, by name. */
#pragma once

#include "core/workload.h"

extern const struct workload *const workloads[]; /* in the order they are shown, ended by NULL */

/* The workload of that name, or NULL. */
const struct workload *workload_find(const char *name);
