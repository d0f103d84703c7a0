/* SPDX-License-Identifier: MIT */
/* A list page of posts as HTML, in the manner of the blog site that the tutorials fetch from. */
#pragma once

#include <stdint.h>

#include "core/buffer.h"

/* Appends page `page` (from 1 to 999,999,999): POSTS_PER_PAGE posts as post_generate makes them, UTF-8, 22 to
   28 KB, the same bytes for the same arguments. Returns 0 or -ENOMEM; what was appended until then stays. */
int page_render(struct buffer *out, uint64_t seed, uint64_t page);
