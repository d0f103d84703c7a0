/* SPDX-License-Identifier: MIT */
/* A picture by its number: a PNG or JPEG of 5 to 500 KB. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/buffer.h"
#include "origin/bank.h"

#define PICTURE_ID_MOST UINT64_C(99999999999)

/* The picture whose bytes picture `id`, from 1, has: nearly always its own; for one in forty, that of the id
   before. */
uint64_t picture_shown(uint64_t seed, uint64_t id);

bool picture_is_png(uint64_t seed, uint64_t id);

/* Appends the whole file: one of the bank, with a comment that tells it from all others. The same bytes for
   the same arguments. Returns 0 or -ENOMEM; what was appended until then stays. */
int picture_render(struct buffer *out, const struct bank *bank, uint64_t seed, uint64_t id);
