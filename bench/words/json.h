/* SPDX-License-Identifier: MIT */
/* Numbers as our JSON has them: null for what is not known. */
#pragma once

#include <jansson.h>

#include "stats/statistics.h"

/* A new reference, null where the value is not finite; NULL without memory. */
json_t *known_real(double value);

/* Likewise a number of things, null for 0. */
json_t *known_count(size_t count);

/* Likewise the ends of an interval, [low, high]. */
json_t *known_pair(struct interval interval);
