/* SPDX-License-Identifier: MIT */
/* The encoding a page is in, and its bytes as UTF-8. */
#pragma once

#include <stdbool.h>

#include "core/buffer.h"
#include "workloads/encoding.h"

/* How decoding went. */
struct charset_tally {
    size_t right; /* characters beyond ASCII */
    size_t wrong; /* U+FFFD put for what is no character in the encoding */
};

/* Whether all bytes are UTF-8 as RFC 3629 has it: nothing overlong, no surrogates. */
bool charset_is_utf8(const char *bytes, size_t size);

/* Which encoding a page is in, and in `*skip` the bytes of its byte order mark. In this order: that mark,
   what the server says (`label`, or ""), what the page's <meta> says, UTF-8 (HTML standard, 13.2.3.2). But
   what is UTF-8 all through, and hardly by chance, is that, whatever is said; and nothing is UTF-16 without a
   NUL. */
const struct encoding *charset_of(const char *bytes, size_t size, const char *label, size_t *skip);

/* Appends the bytes as UTF-8, with U+FFFD for what is invalid, as browsers do. Returns 0, -ENOTSUP when the
   system lacks the encoding, or -ENOMEM. */
int charset_decode(const struct encoding *encoding, const char *bytes, size_t size, struct buffer *out,
                   struct charset_tally *tally);

/* Whether nearly every character was wrong, so that it is not the encoding: at least eight, and more than
   right. Fewer are typing errors. */
bool charset_is_wrong(const struct charset_tally *tally);
