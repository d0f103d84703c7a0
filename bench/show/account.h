/* SPDX-License-Identifier: MIT */
/* The comparison in words, as results.json keeps it: so that a report can be drawn again from the file. */
#pragma once

#include <jansson.h>

#include "bench/measure/comparison.h"

/* {"en": {"scenario": "", "warnings": [], "meaning": [], "notes": []}, "zh": …}. The caller decrefs it; NULL
   without memory. */
json_t *account_new(const struct comparison *comparison);
