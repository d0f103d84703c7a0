/* SPDX-License-Identifier: MIT */
/* The encoding a page is in, and its bytes as UTF-8. */
#ifndef MANYHANDS_WORKLOADS_CHARSET_H
#define MANYHANDS_WORKLOADS_CHARSET_H

#include <stdbool.h>

#include "core/buffer.h"

enum { CHARSET_NAME_SIZE = 40 }; /* bytes, with the terminating NUL */

/* Whether all bytes are UTF-8 as RFC 3629 has it: nothing overlong, no surrogates. */
bool charset_is_utf8(const char *bytes, size_t size);

/* What the page says of itself in its first kilobyte, as in <meta charset="gbk">, or "". */
void charset_of_page(const char *bytes, size_t size, char name[CHARSET_NAME_SIZE]);

/* Appends the bytes, which are in the encoding `name`, as UTF-8; U+FFFD for each that is invalid there.
   Returns 0, 1 when some were, -EINVAL when there is no such encoding, or -ENOMEM. */
int charset_to_utf8(const char *name, const char *bytes, size_t size, struct buffer *out);

#endif
