/* SPDX-License-Identifier: MIT */
/* Encodings that the C library's iconv converts, with what it does otherwise than browsers put right. */
#pragma once

#include "core/buffer.h"
#include "workloads/encoding.h"

/* Appends the bytes as UTF-8, and counts the characters beyond ASCII and those for which U+FFFD stands.
   Returns 0, -ENOTSUP when the system lacks the encoding, or -ENOMEM. */
int legacy_decode(const struct encoding *encoding, const char *bytes, size_t size, struct buffer *out,
                  size_t *wrong, size_t *right);

/* Appends one character, which is no surrogate, as UTF-8. Returns 0 or -ENOMEM. */
int legacy_append(struct buffer *out, uint32_t character);
