/* SPDX-License-Identifier: MIT */
/* A sweep in the words of every language, so that its report can be made of sweep.json alone. */
#pragma once

#include <jansson.h>

#include "bench/sweep/sweep.h"

/* The "account" of sweep.json: by language the scenario, warnings, meaning, notes and tables. A new
   reference; NULL without memory. */
json_t *sweep_account(const struct sweep *sweep);
