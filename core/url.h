/* SPDX-License-Identifier: MIT */
/* Addresses as pages give them, made into ones that can be fetched. */
#pragma once

#include "core/buffer.h"

/* Appends the address that `reference` stands for in a page from `base`, and a NUL: absolute, http or https,
   printable ASCII, without a fragment. Resolved as RFC 3986, 5.2, has it; as in browsers (URL Standard, 4.4),
   what it does not allow is percent-encoded, a backslash is a slash, "%2e" is a dot where a segment is
   nothing but dots, "http:a" is "a", and ends of lines count for nothing. What is encoded stays as it is. A
   host of other letters has to be in Punycode already. Returns 0, -EINVAL when it stands for nothing of that
   kind (data: and the like), or -ENOMEM. */
int url_resolve(struct buffer *out, const char *base, const char *reference);
