/* SPDX-License-Identifier: MIT */
/* Takes content codings (RFC 9110, 8.4) off a body while it comes. curl can do that, too, but hands over what
   came of a stream that was cut off as if it were whole, and refuses a second member of gzip. */
#pragma once

#include <stddef.h>

#include "core/buffer.h"

/* One body's. */
struct decoder;

/* What a client may ask for with Accept-Encoding: what every build decodes. */
extern const char *const decode_accepted;

/* Makes what takes off `codings`, listed in the order they were applied and separated by commas, as in
   Content-Encoding: gzip and x-gzip (RFC 1952, with any number of members), deflate (RFC 1950 or, as some
   servers have it, 1951) and, where the libraries were there at build time, br (RFC 7932) and zstd (RFC 8878,
   with windows of up to 8 MB, as RFC 9659 has it). What is no coding at all (identity, chunked, utf-8) counts
   as none, as in browsers. `*out` is NULL when none is left, else for decoder_free. Returns 0, -EBADMSG for
   more than five or for one that is a coding but cannot be taken off here, or -ENOMEM. */
int decoder_new(struct decoder **out, const char *codings);

/* Takes the next `size` bytes and appends what they stand for to `out`, which is never to hold more than
   `most` bytes. What follows the end of a stream is ignored, as gzip(1) and browsers do, unless it begins a
   further member. Returns 0, -EBADMSG for what is not in that coding, -EFBIG beyond `most`, or -ENOMEM. */
int decoder_write(struct decoder *decoder, const void *bytes, size_t size, struct buffer *out, size_t most);

/* Whether all streams have come to their end. Returns 0 or -EBADMSG. */
int decoder_end(struct decoder *decoder);

/* The coding that the last error was about: "gzip". Borrowed. */
const char *decoder_fault(const struct decoder *decoder);

/* NULL is fine. */
void decoder_free(struct decoder *decoder);
