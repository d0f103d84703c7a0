/* SPDX-License-Identifier: MIT */
/* One film of the top list, as a JSON object in the manner of the film site that the tutorials fetch from. */
#pragma once

#include <jansson.h>
#include <stdint.h>

/* The film at `place` of the list, from 0: the same for the same arguments. About one in ten has no "actors",
   one in ten an empty "actors" or "types"; the titles of some are numbers. Returns NULL without memory. */
json_t *film_new(uint64_t seed, uint64_t place);
