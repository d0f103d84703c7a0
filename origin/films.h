/* SPDX-License-Identifier: MIT */
/* A part of the top list of films as JSON. */
#pragma once

#include <stdint.h>

#include "core/buffer.h"

enum { FILMS_PER_PAGE = 20, FILMS_MOST = 100 };

/* Appends a JSON array of the films from place `start` on, `limit` of them, as film_new makes them. Some are
   written in ASCII alone, with escapes, others in UTF-8. The same bytes for the same arguments. Returns 0 or
   -ENOMEM; what was appended until then stays. */
int films_render(struct buffer *out, uint64_t seed, uint64_t start, uint32_t limit);
