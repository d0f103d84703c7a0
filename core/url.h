/* SPDX-License-Identifier: MIT */
/* Addresses as pages give them, made into ones that can be fetched. */
#ifndef MANYHANDS_CORE_URL_H
#define MANYHANDS_CORE_URL_H

#include "core/buffer.h"

/* Appends the address that `reference` stands for in a page from `base`, and a NUL: absolute, http or https,
   printable ASCII, without a fragment. What RFC 3986 does not allow is percent-encoded, as browsers do; what
   is encoded stays as it is. A host of other letters has to be in Punycode already. Returns 0, -EINVAL when
   it stands for nothing of that kind (data: and the like), or -ENOMEM. */
int url_resolve(struct buffer *out, const char *base, const char *reference);

#endif
